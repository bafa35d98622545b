// SPDX-License-Identifier: EUPL-1.2
//
// The change of segregation against published values, by hand, and against sweeps written out plainly.
#include "measure/change.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <sstream>
#include <string>
#include <vector>

#include "base/id_table.hpp"
#include "measure/indices/information.hpp"
#include "measure/local.hpp"
#include "tests/support/shared_data.hpp"

namespace mengpaneel::measure {
namespace {

using Rows = std::vector<std::vector<double>>;
enum Part : std::uint8_t { structure, group_margins, unit_margins, opened, closed };

ContingencyTable table_of(const Rows& rows) {
  std::vector<Cell> cells;
  for (std::uint32_t unit = 0; unit < rows.size(); ++unit) {
    for (std::uint32_t group = 0; group < rows[unit].size(); ++group) {
      cells.push_back({UnitIndex{unit}, GroupIndex{group}, rows[unit][group]});
    }
  }
  return {UnitCount{static_cast<std::uint32_t>(rows.size())},
          GroupCount{static_cast<std::uint32_t>(rows.front().size())}, cells};
}

double sum_of(const PartValues& parts) { return std::accumulate(parts.begin(), parts.end(), 0.0); }

/// One side scaled to the other's margins, then the other way, for as long as it takes.
Rows swept(Rows table, const Rows& unit_source, const Rows& group_source) {
  const auto column = [](const Rows& rows, std::size_t group) {
    double sum = 0.0;
    for (const std::vector<double>& row : rows) {
      sum += row[group];
    }
    return sum;
  };
  double unit_total = 0.0;
  double group_total = 0.0;
  for (std::size_t group = 0; group < table.front().size(); ++group) {
    unit_total += column(unit_source, group);
    group_total += column(group_source, group);
  }
  for (int sweep = 0; sweep < 5000; ++sweep) {
    for (std::size_t group = 0; group < table.front().size(); ++group) {
      const double factor = column(group_source, group) / group_total / column(table, group);
      for (std::vector<double>& row : table) {
        row[group] *= factor;
      }
    }
    for (std::size_t unit = 0; unit < table.size(); ++unit) {
      const auto sum = [](const std::vector<double>& row) {
        return std::accumulate(row.begin(), row.end(), 0.0);
      };
      const double factor = sum(unit_source[unit]) / unit_total / sum(table[unit]);
      for (double& cell : table[unit]) {
        cell *= factor;
      }
    }
  }
  return table;
}

/// The three parts from M of swept tables, by the formulas of Elbers 2021.
std::array<double, 3> plain_parts(const Rows& first, const Rows& second) {
  const std::array<Rows, 2> years{first, second};
  const auto m = [&](std::size_t g, std::size_t u, std::size_t s) {
    return *mutual_information(table_of(swept(years.at(s), years.at(u), years.at(g))));
  };
  return {0.5 * (m(0, 0, 1) - m(0, 0, 0)) + 0.5 * (m(1, 1, 1) - m(1, 1, 0)),
          0.25 * ((m(1, 0, 0) - m(0, 0, 0)) + (m(1, 1, 0) - m(0, 1, 0)) + (m(1, 1, 1) - m(0, 1, 1)) +
                  (m(1, 0, 1) - m(0, 0, 1))),
          0.25 * ((m(0, 1, 0) - m(0, 0, 0)) + (m(1, 1, 0) - m(1, 0, 0)) + (m(1, 1, 1) - m(1, 0, 1)) +
                  (m(0, 1, 1) - m(0, 0, 1)))};
}

TEST(Change, ToyOfEightCells) {
  // expected.json: R segregation with a converged fit.
  const Change change = change_between(table_of({{40, 30, 20, 10}, {5, 10, 15, 20}}),
                                       table_of({{20, 20, 20, 15}, {5, 10, 10, 15}}))
                            .value();
  EXPECT_NEAR(change.M.before, 0.0952604428878151, 1e-10);
  EXPECT_NEAR(change.M.after, 0.0243920172091409, 1e-10);
  EXPECT_NEAR(change.M.parts[structure], -0.0686800140842611, 1e-6);
  EXPECT_NEAR(change.M.parts[group_margins], -0.0033887688366269, 1e-6);
  EXPECT_NEAR(change.M.parts[unit_margins], 0.00120035724221378, 1e-6);
  EXPECT_NEAR(change.M.parts[opened], 0.0, 1e-15);
  EXPECT_NEAR(change.M.parts[closed], 0.0, 1e-15);
  EXPECT_TRUE(change.convergence.reached);
  EXPECT_LT(change.convergence.error, 1e-12);
}

TEST(Change, OfMarginsAloneIsNoStructure) {
  // Twice as many pupils of the second group everywhere, half as many at the second school: odds ratios stay.
  const Change change =
      change_between(table_of({{40, 10}, {20, 30}, {5, 60}}), table_of({{40, 20}, {10, 30}, {5, 120}}))
          .value();
  EXPECT_NEAR(change.M.parts[structure], 0.0, 1e-12);
  EXPECT_NEAR(change.H.parts[structure], 0.0, 1e-12);
  EXPECT_GT(std::abs(change.M.parts[group_margins]), 1e-4);
}

TEST(Change, OfStructureAloneIsNoMargin) {
  // Equal schools and groups, and pupils that moved: all of it is structure.
  const Change change = change_between(table_of({{30, 20}, {20, 30}}), table_of({{45, 5}, {5, 45}})).value();
  EXPECT_NEAR(change.M.parts[structure], change.M.change(), 1e-12);
  EXPECT_NEAR(change.H.parts[structure], change.H.change(), 1e-12);
  EXPECT_GT(change.M.change(), 0.3);
}

TEST(Change, OpenedAndClosedSchools) {
  const ContingencyTable before = table_of({{30, 20}, {20, 30}, {10, 0}, {0, 0}, {0, 0}});
  const ContingencyTable after = table_of({{30, 20}, {20, 30}, {0, 0}, {0, 25}, {0, 0}});
  const Change change = change_between(before, after).value();
  const double both = *mutual_information(table_of({{30, 20}, {20, 30}}));
  EXPECT_NEAR(change.M.parts[closed], both - *mutual_information(before), 1e-12);
  EXPECT_NEAR(change.M.parts[opened], *mutual_information(after) - both, 1e-12);
  EXPECT_NEAR(change.M.parts[structure], 0.0, 1e-12);
  EXPECT_EQ(change.units[0].presence, Presence::both);
  EXPECT_EQ(change.units[2].presence, Presence::closed);
  EXPECT_EQ(change.units[3].presence, Presence::opened);
  EXPECT_EQ(change.units[4].presence, Presence::never);
  EXPECT_EQ(change.units_in_both, 2U);
}

TEST(Change, WithoutWhatIsNeededSaysWhy) {
  const ContingencyTable usual = table_of({{30, 20}, {20, 30}});
  EXPECT_EQ(change_between(usual, table_of({{0, 0}, {0, 0}})).error(), Undefined::no_pupils);
  EXPECT_EQ(change_between(table_of({{30, 0}, {20, 0}}), usual).error(), Undefined::one_group);
  EXPECT_EQ(change_between(usual, table_of({{0, 0}, {20, 30}})).error(), Undefined::one_unit);
  EXPECT_EQ(change_between(table_of({{30, 20}, {20, 30}, {0, 0}, {0, 0}}),
                           table_of({{0, 0}, {9, 1}, {2, 3}, {4, 1}}))
                .error(),
            Undefined::little_in_common);
}

TEST(Change, IsFittedWhereSweepsHardlyMove) {
  // Nearly separate schools, and margins that ask for the opposite: thousands of sweeps, a few steps here.
  const Change change =
      change_between(table_of({{900, 1}, {1, 900}, {500, 2}}), table_of({{5, 900}, {4, 90}, {3, 700}}))
          .value();
  EXPECT_TRUE(change.convergence.reached);
  EXPECT_LT(change.convergence.steps, 60U);
}

/// schools00 and the same five years on, made here: every tenth school closed, a group grew, pupils moved.
TEST(Change, OfTwoThousandSchoolsIsFittedToTheEnd) {
  MENGPANEEL_NEEDS_SHARED_DATA("segregation/schools00.csv");
  std::istringstream in(test::bytes_of(test::shared_data() / "segregation" / "schools00.csv"));
  base::IdTable schools;
  base::IdTable groups;
  std::vector<Cell> before;
  std::vector<Cell> after;
  std::string line;
  for (std::getline(in, line); std::getline(in, line);) {
    const std::size_t count = line.rfind(',');
    const std::size_t group = line.rfind(',', count - 1);
    const std::size_t school = line.rfind(',', group - 1);
    const Cell cell{UnitIndex{schools.intern(line.substr(school + 1, group - school - 1)).index},
                    GroupIndex{groups.intern(line.substr(group + 1, count - group - 1)).index},
                    std::stod(line.substr(count + 1))};
    before.push_back(cell);
    const auto unit = static_cast<std::uint32_t>(cell.unit);
    if (unit % 10 != 0) {
      const double grown = cell.group == GroupIndex{1} ? 1.3 : 1.0;
      after.push_back(
          {cell.unit, cell.group, std::round(cell.pupils * grown + (unit + cell.pupils > 900 ? 5 : 0))});
    }
  }
  const UnitCount units{schools.size()};
  const Change change =
      change_between({units, GroupCount{groups.size()}, before}, {units, GroupCount{groups.size()}, after})
          .value();
  EXPECT_NEAR(change.M.before, 0.42553897587642, 1e-10);
  EXPECT_NEAR(sum_of(change.M.parts), change.M.change(), 1e-12);
  EXPECT_NEAR(sum_of(change.H.parts), change.H.change(), 1e-12);
  EXPECT_LE(change.convergence.error, 1e-10);
  EXPECT_LT(change.sensitivity, 1e-6);
  EXPECT_EQ(change.units_in_both, 2045U - 205U);
}

/// Counts from `least` on, where what is below 0 is an empty cell.
Rows drawn_rows(std::size_t units, std::size_t groups, double least) {
  Rows rows(units, std::vector<double>(groups));
  for (std::vector<double>& row : rows) {
    for (double& cell : row) {
      cell = std::max(0.0, least + *rc::gen::resize(100, rc::gen::inRange(0, 40)));
    }
  }
  return rows;
}

RC_GTEST_PROP(ChangeOfAnyTables, IsThatOfPlainSweeps, ()) {
  const auto units = *rc::gen::inRange<std::size_t>(2, 6);
  const auto groups = *rc::gen::inRange<std::size_t>(2, 5);
  const Rows before = drawn_rows(units, groups, 1.0);
  const Rows after = drawn_rows(units, groups, 1.0);
  const Change change = change_between(table_of(before), table_of(after)).value();
  const std::array<double, 3> plain = plain_parts(before, after);
  for (const Part part : {structure, group_margins, unit_margins}) {
    RC_ASSERT(std::abs(change.M.parts[part] - plain.at(part)) < 1e-9);
  }
}

RC_GTEST_PROP(ChangeOfAnyTables, AddsUpByPartAndByUnit, ()) {
  const auto units = *rc::gen::inRange<std::size_t>(2, 9);
  const auto groups = *rc::gen::inRange<std::size_t>(2, 5);
  const ContingencyTable before = table_of(drawn_rows(units, groups, -10.0));
  const ContingencyTable after = table_of(drawn_rows(units, groups, -10.0));
  const auto change = change_between(before, after);
  RC_PRE(change.has_value());
  RC_ASSERT(std::abs(change->M.after - *mutual_information(after)) < 1e-12);
  RC_ASSERT(std::abs(change->H.before - *information(before)) < 1e-12);
  RC_ASSERT(std::abs(sum_of(change->M.parts) - change->M.change()) < 1e-12);
  RC_ASSERT(std::abs(sum_of(change->H.parts) - change->H.change()) < 1e-12);
  PartValues by_unit_sums{};
  const std::vector<LocalSegregation> now = by_unit(after);
  for (std::uint32_t unit = 0; unit < units; ++unit) {
    const UnitChange& of_unit = change->units[unit];
    RC_ASSERT(std::abs(sum_of(of_unit.M.parts) - of_unit.M.change()) < 1e-12);
    RC_ASSERT(std::abs(of_unit.M.after - now[unit].share * now[unit].M.value_or(0.0)) < 1e-12);
    for (std::size_t part = 0; part < change_parts_count; ++part) {
      RC_ASSERT(std::isfinite(of_unit.M.parts[part]) && std::isfinite(of_unit.H.parts[part]));
      by_unit_sums[part] += of_unit.M.parts[part];
    }
  }
  for (std::size_t part = 0; part < change_parts_count; ++part) {
    RC_ASSERT(std::abs(by_unit_sums[part] - change->M.parts[part]) < 1e-12);
  }
}

RC_GTEST_PROP(ChangeOfAnyTables, IsTheOppositeBackwards, ()) {
  const auto units = *rc::gen::inRange<std::size_t>(2, 7);
  const auto groups = *rc::gen::inRange<std::size_t>(2, 5);
  const ContingencyTable before = table_of(drawn_rows(units, groups, 1.0));
  const ContingencyTable after = table_of(drawn_rows(units, groups, 1.0));
  const Change there = change_between(before, after).value();
  const Change back = change_between(after, before).value();
  for (const Part part : {structure, group_margins, unit_margins}) {
    RC_ASSERT(std::abs(there.M.parts[part] + back.M.parts[part]) < 1e-10);
  }
  RC_ASSERT(there.convergence.reached);
}

}  // namespace
}  // namespace mengpaneel::measure
