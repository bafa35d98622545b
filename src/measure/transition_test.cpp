// SPDX-License-Identifier: EUPL-1.2
#include "measure/transition.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <thread>

#include "base/random.hpp"

namespace mengpaneel::measure {
namespace {

using Rows = std::vector<std::vector<double>>;

ContingencyTable table_of(const Rows& rows) {
  std::vector<Cell> cells;
  for (std::uint32_t unit = 0; unit < rows.size(); ++unit) {
    for (std::uint32_t group = 0; group < rows[unit].size(); ++group) {
      cells.push_back({UnitIndex{unit}, GroupIndex{group}, rows[unit][group]});
    }
  }
  return {UnitCount{static_cast<std::uint32_t>(rows.size())}, GroupCount{2}, cells};
}

enum Kind : std::uint8_t { below, within, above };

TEST(Transition, CountsSchoolsByHand) {
  // The whole is 50% in both years. 60% of 100 is 10 points and within; 61% is above.
  const ContingencyTable before = table_of({{60, 40}, {61, 39}, {20, 80}, {59, 41}, {0, 0}});
  const ContingencyTable after = table_of({{61, 39}, {60, 40}, {20, 80}, {0, 0}, {59, 41}});
  const Transition table = transition(before, after, GroupIndex{0}, {}).value();
  EXPECT_EQ(table.cells[within][above].units, 1U);
  EXPECT_EQ(table.cells[above][within].units, 1U);
  EXPECT_EQ(table.cells[below][below].units, 1U);
  EXPECT_EQ(table.closed, (std::array<std::uint32_t, 3>{0, 1, 0}));
  EXPECT_EQ(table.opened, (std::array<std::uint32_t, 3>{0, 1, 0}));
  EXPECT_EQ(table.moved.units, 2U);
  EXPECT_EQ(table.of_unit[0][0], Deviation::within);
  EXPECT_EQ(table.of_unit[4][0], std::nullopt);
}

/// Two schools of 10 around 50%, threshold 10 points: each year each is within when 4, 5 or 6 of its pupils
/// are of the group: 672 of 1024. It stays in its kind with chance (672/1024)^2 + 2 (176/1024)^2.
TEST(Transition, NoiseIsThatOfCoins) {
  const ContingencyTable year = table_of({{5, 5}, {5, 5}});
  TransitionOptions options;
  options.draws = 20'000;
  const Transition table = transition(year, year, GroupIndex{1}, {}, options).value();
  const double stays = std::pow(672.0 / 1024.0, 2) + 2.0 * std::pow(176.0 / 1024.0, 2);
  const double se = std::sqrt(2.0 * stays * (1.0 - stays) / 20'000.0);
  EXPECT_NEAR(table.moved.noise_mean, 2.0 * (1.0 - stays), 5.0 * se);
  EXPECT_NEAR(table.cells[within][within].noise_mean, 2.0 * std::pow(672.0 / 1024.0, 2), 5.0 * se);
  EXPECT_EQ(table.moved.units, 0U);
  EXPECT_EQ(table.p_value, 1.0);
}

Rows many_schools(double shift) {
  const base::RandomStream stream({}, "schools");
  Rows rows;
  for (std::uint32_t school = 0; school < 60; ++school) {
    const double share = 0.2 + 0.6 * stream.uniform(school) + (school % 2 == 0 ? shift : -shift);
    rows.push_back({std::round(200.0 * share), std::round(200.0 * (1.0 - share))});
  }
  return rows;
}

TEST(Transition, TellsRealMovesFromNoise) {
  const ContingencyTable before = table_of(many_schools(0.0));
  EXPECT_GT(transition(before, before, GroupIndex{0}, {})->p_value, 0.9);
  const Transition moved = transition(before, table_of(many_schools(0.2)), GroupIndex{0}, {}).value();
  EXPECT_LT(moved.p_value, 0.01);
  EXPECT_GT(moved.moved.units, moved.moved.noise_high);
}

TEST(Transition, IsTheSameInAnyOrderOfDraws) {
  const ContingencyTable before = table_of(many_schools(0.0));
  const ContingencyTable after = table_of(many_schools(0.05));
  const auto backwards = [](std::size_t count, const std::function<void(std::size_t)>& task) {
    std::jthread half([&] {
      for (std::size_t index = count; index-- > count / 2;) {
        task(index);
      }
    });
    for (std::size_t index = count / 2; index-- > 0;) {
      task(index);
    }
  };
  TransitionOptions options;
  const Transition one = transition(before, after, GroupIndex{0}, {}, options).value();
  options.run_tasks = backwards;
  const Transition other = transition(before, after, GroupIndex{0}, {}, options).value();
  EXPECT_EQ(one.p_value, other.p_value);
  for (std::size_t from = 0; from < deviations; ++from) {
    for (std::size_t to = 0; to < deviations; ++to) {
      EXPECT_EQ(one.cells[from][to].noise_mean, other.cells[from][to].noise_mean);
      EXPECT_EQ(one.cells[from][to].noise_low, other.cells[from][to].noise_low);
      EXPECT_EQ(one.cells[from][to].noise_high, other.cells[from][to].noise_high);
    }
  }
}

TEST(Transition, WithoutWhatIsNeededSaysWhy) {
  const auto reason = [&](const Rows& rows, std::uint32_t group) {
    const ContingencyTable table = table_of(rows);
    return transition(table, table, GroupIndex{group}, {}).error();
  };
  EXPECT_EQ(reason({{0, 0}, {0, 0}}, 0), Undefined::no_pupils);
  EXPECT_EQ(reason({{5, 5}, {0, 0}}, 0), Undefined::one_unit);
  EXPECT_EQ(reason({{5, 0}, {5, 0}}, 0), Undefined::one_group);
  EXPECT_EQ(reason({{5, 0}, {5, 0}}, 1), Undefined::group_absent);
}

}  // namespace
}  // namespace mengpaneel::measure
