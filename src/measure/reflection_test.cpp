// SPDX-License-Identifier: EUPL-1.2
#include "measure/reflection.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace mengpaneel::measure {
namespace {

ContingencyTable table_of(const std::vector<std::vector<double>>& rows) {
  std::vector<Cell> cells;
  for (std::uint32_t unit = 0; unit < rows.size(); ++unit) {
    for (std::uint32_t group = 0; group < rows[unit].size(); ++group) {
      cells.push_back({UnitIndex{unit}, GroupIndex{group}, rows[unit][group]});
    }
  }
  return {UnitCount{static_cast<std::uint32_t>(rows.size())}, GroupCount{2}, cells};
}

constexpr std::size_t kind(Reflection reflection) { return static_cast<std::size_t>(reflection); }

TEST(ShareInterval, KnownValues) {
  // Nobody of ten: 1 - 0.025^(1/10); everybody the other way round.
  EXPECT_EQ(share_interval(0, 10, 0.95).low, 0.0);
  EXPECT_NEAR(share_interval(0, 10, 0.95).high, 1.0 - std::pow(0.025, 0.1), 1e-12);
  EXPECT_NEAR(share_interval(10, 10, 0.95).low, std::pow(0.025, 0.1), 1e-12);
  EXPECT_EQ(share_interval(10, 10, 0.95).high, 1.0);
  EXPECT_NEAR(share_interval(5, 10, 0.95).low, 0.1871, 5e-5);  // Clopper and Pearson's chart
  EXPECT_NEAR(share_interval(5, 10, 0.95).high, 0.8129, 5e-5);
}

/// Chance of at most `most` successes, term by term.
double at_most(int most, int trials, double p) {
  double sum = 0.0;
  for (int count = 0; count <= most; ++count) {
    sum += std::exp(std::lgamma(trials + 1.0) - std::lgamma(count + 1.0) - std::lgamma(trials - count + 1.0) +
                    count * std::log(p) + (trials - count) * std::log1p(-p));
  }
  return sum;
}

RC_GTEST_PROP(ShareInterval, EndsWhereTheCountIsRare, ()) {
  const int size = *rc::gen::inRange(2, 400);
  const int count = *rc::gen::inRange(1, size);
  const ShareInterval interval = share_interval(count, size, 0.90);
  RC_ASSERT(std::abs(at_most(count, size, interval.high) - 0.05) < 1e-9);
  RC_ASSERT(std::abs(1.0 - at_most(count - 1, size, interval.low) - 0.05) < 1e-9);
}

TEST(Reflection, OnlyWhereTheIntervalAllows) {
  using enum Reflection;
  EXPECT_EQ(reflection_of({.low = 0.62, .high = 0.70}, 0.5, 0.10), more);
  EXPECT_EQ(reflection_of({.low = 0.60, .high = 0.70}, 0.5, 0.10), uncertain);  // 10 points is within
  EXPECT_EQ(reflection_of({.low = 0.40, .high = 0.60}, 0.5, 0.10), reflects);
  EXPECT_EQ(reflection_of({.low = 0.30, .high = 0.39}, 0.5, 0.10), fewer);
  EXPECT_EQ(reflection_of({.low = 0.30, .high = 0.70}, 0.5, 0.10), uncertain);
}

TEST(Reflection, ToyOfThreeSchools) {
  // expected.json: shares 40/55, 25/45, 15/100; catchments 46.8%, 45%, 34%: 25.9, 10.6 and -19.0 points.
  const ContingencyTable schools = table_of({{40, 15}, {25, 20}, {15, 85}, {0, 0}});
  const ContingencyTable catchments = table_of({{25.75, 29.25}, {20.25, 24.75}, {34, 66}, {1, 1}});
  const ReflectionReport report = reflection(schools, catchments, GroupIndex{0}).value();
  EXPECT_NEAR(100.0 * (report.of_unit[0]->share - report.of_unit[0]->reference), 25.90909090909091, 1e-10);
  EXPECT_NEAR(100.0 * (report.of_unit[2]->share - report.of_unit[2]->reference), -19.0, 1e-10);
  using enum Reflection;
  EXPECT_EQ(report.of_unit[0]->kinds[0], more);
  EXPECT_EQ(report.of_unit[1]->kinds[0], uncertain);  // 45 pupils say nothing about 10 points
  EXPECT_EQ(report.of_unit[2]->kinds[0], fewer);
  EXPECT_EQ(report.of_unit[2]->kinds[2], uncertain);
  EXPECT_EQ(report.of_unit[3].error(), Undefined::no_pupils);
  EXPECT_EQ(report.counts[0].units[kind(fewer)], 1U);
  EXPECT_EQ(report.counts[0].pupils[kind(fewer)], 100.0);
  EXPECT_EQ(report.counts[0].pupils[kind(more)], 55.0);
}

TEST(Concentration, CountsSchoolsAndPupils) {
  const ContingencyTable schools = table_of({{50, 50}, {70, 30}, {800, 200}, {10, 90}, {0, 0}});
  const auto found = concentration(schools, GroupIndex{0}).value();
  EXPECT_EQ(found[0].units, 3U);
  EXPECT_EQ(found[0].units_surely, 2U);
  EXPECT_EQ(found[1].units, 2U);
  EXPECT_EQ(found[1].pupils, 1100.0);
  EXPECT_EQ(found[1].pupils_of_group, 870.0);
  EXPECT_EQ(found[1].units_surely, 1U);
  EXPECT_EQ(found[2].units, 1U);
  EXPECT_EQ(found[2].units_surely, 0U);
  EXPECT_EQ(concentration(table_of({{0, 5}}), GroupIndex{0}).error(), Undefined::group_absent);
  EXPECT_EQ(concentration(table_of({{0, 0}}), GroupIndex{0}).error(), Undefined::no_pupils);
}

}  // namespace
}  // namespace mengpaneel::measure
