// SPDX-License-Identifier: EUPL-1.2
#include "simulate/choice_model.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace mengpaneel::simulate {
namespace {

base::Digest seed_of(std::uint8_t byte) {
  base::Digest seed{};
  seed.fill(byte);
  return seed;
}

/// Schools in one place that differ in quality only.
ChoiceSchools schools_of(const std::vector<double>& quality) {
  ChoiceSchools schools;
  schools.quality = quality;
  schools.point.assign(quality.size(), {52.55, 5.25});
  schools.denomination.assign(quality.size(), 0);
  schools.group_share.assign(quality.size(), {0.2, 0.3, 0.5});
  return schools;
}

constexpr Tastes plain{.quality = 1.0,
                       .distance_per_km = -1.0,
                       .denomination = 0.5,
                       .same_group = 2.0,
                       .sibling = 4.0,
                       .preschool = 1.25,
                       .staff = 2.5,
                       .attends = 3.0};

TEST(ChoiceModel, AddsUpWhatAFamilyValues) {
  ChoiceSchools schools = schools_of({0.75, 0.75});
  schools.point[1].latitude += 0.01;  // 1,112 m to the north
  schools.denomination[1] = 3;
  ChoiceFamily family{
      .home = {52.55, 5.25}, .ses = Ses::high, .denomination = 3, .sibling = 1, .preschool = 1};
  EXPECT_NEAR(systematic_utility(schools, 0, family, plain), 0.75 + 2.0 * 0.5, 1e-12);
  EXPECT_NEAR(systematic_utility(schools, 1, family, plain), 0.75 - 1.112 + 0.5 + 2.0 * 0.5 + 4.0 + 1.25,
              1e-12);
  family.staff = 0;
  family.attends = 0;
  family.ses = Ses::low;
  EXPECT_NEAR(systematic_utility(schools, 0, family, plain), 0.75 + 2.0 * 0.2 + 2.5 + 3.0, 1e-12);
}

TEST(ChoiceModel, DrawsNoiseFromTheGumbelDistribution) {
  const base::RandomStream noise(seed_of(7), "test");
  constexpr std::uint64_t draws = 40'000;
  double sum = 0.0;
  double squares = 0.0;
  double below_zero = 0.0;
  for (std::uint64_t draw = 0; draw < draws; ++draw) {
    const double value = gumbel_noise(noise, draw / 10, draw % 10);
    sum += value;
    squares += value * value;
    below_zero += value < 0.0 ? 1.0 : 0.0;
  }
  const double mean = sum / draws;
  const double deviation = std::numbers::pi / std::sqrt(6.0);
  // Four standard errors: a fault in the formula is off by far more.
  EXPECT_NEAR(mean, std::numbers::egamma, 4.0 * deviation / std::sqrt(draws));
  EXPECT_NEAR(std::sqrt(squares / draws - mean * mean), deviation, 0.04);
  EXPECT_NEAR(below_zero / draws, std::exp(-1.0), 4.0 * std::sqrt(0.37 * 0.63 / draws));
}

TEST(ChoiceModel, ListsSchoolsWithTheProbabilitiesOfTheRankedLogit) {
  const std::vector<double> quality{0.0, 1.0, -0.5};
  const ChoiceSchools schools = schools_of(quality);
  const base::RandomStream noise(seed_of(3), "test");
  constexpr std::uint64_t families = 30'000;
  std::array<std::array<double, 3>, 3> seen{};  // [first][second]
  std::array<Utility, 3> utilities{};
  const TastesBySes tastes{plain, plain, plain};
  for (std::uint64_t family = 0; family < families; ++family) {
    draw_utilities(schools, {.home = {52.55, 5.25}}, tastes, noise, family, utilities);
    const std::vector<std::uint32_t> list = most_wanted(utilities, 2);
    seen[list[0]][list[1]] += 1.0 / static_cast<double>(families);
  }
  const auto weight = [&](std::size_t school) { return std::exp(quality[school]); };
  const double all = weight(0) + weight(1) + weight(2);
  for (std::size_t first = 0; first < 3; ++first) {
    for (std::size_t second = 0; second < 3; ++second) {
      const double expected =
          first == second ? 0.0 : weight(first) / all * weight(second) / (all - weight(first));
      EXPECT_NEAR(seen[first][second], expected,
                  4.0 * std::sqrt(expected * (1.0 - expected) / static_cast<double>(families)))
          << first << " before " << second;
    }
  }
}

RC_GTEST_PROP(MostWanted, IsTheBeginningOfTheSortedOrder, ()) {
  const auto values = *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(-3, 4));
  const auto length = *rc::gen::inRange<std::size_t>(0, 12);
  std::vector<Utility> utilities;
  for (const std::int64_t value : values) {
    utilities.push_back(Utility{value});
  }
  std::vector<std::uint32_t> expected(values.size());
  std::iota(expected.begin(), expected.end(), 0U);
  std::ranges::stable_sort(expected, std::greater<>{}, [&](std::uint32_t index) { return values[index]; });
  expected.resize(std::min(length, expected.size()));
  RC_ASSERT(most_wanted(utilities, length) == expected);
}

TEST(ChoiceModel, GivesAFamilyTheSameUtilitiesWhateverElseIsDrawn) {
  const base::RandomStream noise(seed_of(5), "test");
  const TastesBySes tastes{plain, plain, plain};
  std::vector<Utility> of_three(3);
  std::vector<Utility> of_two(2);
  draw_utilities(schools_of({0.1, 0.2, 0.3}), {.home = {52.5, 5.2}}, tastes, noise, 9, of_three);
  draw_utilities(schools_of({0.1, 0.2}), {.home = {52.5, 5.2}}, tastes, noise, 9, of_two);
  EXPECT_EQ(of_three[0], of_two[0]);
  EXPECT_EQ(of_three[1], of_two[1]);
}

}  // namespace
}  // namespace mengpaneel::simulate
