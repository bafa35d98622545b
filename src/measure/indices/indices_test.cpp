// SPDX-License-Identifier: EUPL-1.2
#include "measure/indices/indices.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "measure/indices/dissimilarity.hpp"
#include "measure/indices/information.hpp"

namespace mengpaneel::measure {
namespace {

using Rows = std::vector<std::vector<std::uint64_t>>;

ContingencyTable table_of(const Rows& rows) {
  TableBuilder table(UnitCount{static_cast<std::uint32_t>(rows.size())},
                     GroupCount{static_cast<std::uint32_t>(rows.empty() ? 0 : rows.front().size())});
  for (std::uint32_t unit = 0; unit < rows.size(); ++unit) {
    for (std::uint32_t group = 0; group < rows[unit].size(); ++group) {
      table.add(UnitIndex{unit}, GroupIndex{group}, static_cast<double>(rows[unit][group]));
    }
  }
  return table.build();
}

/// All values of an index, without what `measure` adds: that one unit is nothing to compare.
std::vector<IndexValue> values_of(const IndexDefinition& index, const ContingencyTable& table) {
  return index.shape == Shape::whole ? std::vector{index.compute(table)} : index.compute_each(table);
}

/// Those of unevenness, off the diagonal of pairs.
std::vector<IndexValue> uneven_values(const IndexDefinition& index, const ContingencyTable& table) {
  std::vector<IndexValue> values = values_of(index, table);
  if (index.shape == Shape::by_pair) {
    for (std::size_t group = table.groups(); group-- > 0;) {
      values.erase(values.begin() + static_cast<std::ptrdiff_t>(group * (table.groups() + 1)));
    }
  }
  return values;
}

Rows random_rows() {
  const auto units = *rc::gen::inRange<std::size_t>(1, 12);
  const auto groups = *rc::gen::inRange<std::size_t>(2, 6);
  return *rc::gen::container<Rows>(
      units, rc::gen::container<std::vector<std::uint64_t>>(groups, rc::gen::inRange<std::uint64_t>(0, 40)));
}

TEST(Dissimilarity, IsHalfTheSumOfDifferencesOfSharesForTwoGroups) {
  // 1/2 (|10/20 - 0/20| + |6/20 - 8/20| + |4/20 - 12/20|) = 1/2 (0.5 + 0.1 + 0.4)
  EXPECT_NEAR(dissimilarity(table_of({{10, 0}, {6, 8}, {4, 12}})).value(), 0.5, 1e-15);
}

TEST(Dissimilarity, OfThreeGroupsByHand) {
  // T = 12, pi = 1/3 each, I = 2/3. Unit 1 (4,2,0): t_j |pi_jm - pi_m| = 2, 0, 2; unit 2 (0,2,4) the same.
  // D = 8 / (2 * 12 * 2/3) = 0.5
  EXPECT_NEAR(dissimilarity(table_of({{4, 2, 0}, {0, 2, 4}})).value(), 0.5, 1e-15);
}

TEST(Information, OfTwoGroupsByHand) {
  // pi = 1/2, E = ln 2; units (3,1), (1,3): H = 1 - E_j / E with E_j = -(3/4 ln 3/4 + 1/4 ln 1/4).
  const double inside = -(0.75 * std::log(0.75) + 0.25 * std::log(0.25));
  EXPECT_NEAR(information(table_of({{3, 1}, {1, 3}})).value(), 1.0 - inside / std::log(2.0), 1e-15);
}

TEST(Indices, SayWhyTheyAreUndefined) {
  for (const IndexDefinition& index : all_indices()) {
    for (const IndexValue& value : evaluate(index, table_of({{0, 0}, {0, 0}}))) {
      EXPECT_EQ(value.error(), Undefined::no_pupils) << index.key;
    }
    if (!index.unevenness) {
      continue;
    }
    for (const IndexValue& value : evaluate(index, table_of({{3, 0}, {5, 0}}))) {
      EXPECT_EQ(value.error(), Undefined::one_group) << index.key;
    }
    for (const IndexValue& value : uneven_values(index, table_of({{3, 2}}))) {
      EXPECT_EQ(value.value(), 0.0) << index.key << ": one unit is mixed like itself";
    }
    for (const IndexValue& value : evaluate(index, table_of({{3, 2}, {0, 0}}))) {
      EXPECT_EQ(value.error(), Undefined::one_unit) << index.key;
    }
    if (index.shape == Shape::whole) {
      EXPECT_EQ(index.compute(ContingencyTable()).error(), Undefined::no_pupils) << index.key;
    }
  }
}

TEST(Indices, OfOneGroupSayWhatTheyCan) {
  EXPECT_EQ(evaluate(*find_index("entropy"), table_of({{3, 0}, {5, 0}})).front().value(), 0.0);
  const std::vector<IndexValue> isolation = evaluate(*find_index("isolation"), table_of({{3, 0}, {5, 0}}));
  EXPECT_EQ(isolation.at(0).value(), 1.0);
  EXPECT_EQ(isolation.at(1).error(), Undefined::group_absent);
  EXPECT_EQ(evaluate(*find_index("isolation_others"), table_of({{1, 0}, {0, 1}})).front().error(),
            Undefined::nobody_else);
}

TEST(Indices, AreFoundByTheirKey) {
  ASSERT_NE(find_index("D"), nullptr);
  ASSERT_NE(find_index("H"), nullptr);
  EXPECT_EQ(find_index("d"), nullptr);
  EXPECT_NEAR(find_index("H")->compute(table_of({{1, 0}, {0, 1}})).value(), 1.0, 1e-15);
}

RC_GTEST_PROP(Indices, AreZeroExactlyAtEqualShares, ()) {
  const auto mix = *rc::gen::container<std::vector<std::uint64_t>>(3, rc::gen::inRange<std::uint64_t>(1, 30));
  const auto sizes = *rc::gen::nonEmpty<std::vector<std::uint8_t>>();
  Rows rows;
  for (const std::uint8_t size : sizes) {
    rows.push_back(mix);
    std::ranges::for_each(rows.back(), [size](std::uint64_t& count) { count *= size; });
  }
  rows.push_back(mix);
  for (const IndexDefinition& index : all_indices()) {
    if (!index.unevenness) {
      continue;
    }
    for (const IndexValue& value : uneven_values(index, table_of(rows))) {
      RC_ASSERT(value.value() == 0.0);
    }
  }
}

RC_GTEST_PROP(Indices, AreOneAtFullSeparation, ()) {
  const auto sizes =
      *rc::gen::container<std::vector<std::uint64_t>>(6, rc::gen::inRange<std::uint64_t>(1, 90));
  Rows rows;
  for (std::size_t unit = 0; unit < sizes.size(); ++unit) {
    rows.emplace_back(3, 0);
    rows.back()[unit % 3] = sizes[unit];
  }
  const ContingencyTable table = table_of(rows);
  for (const IndexDefinition& index : all_indices()) {
    if (!index.unevenness) {
      continue;
    }
    for (const IndexValue& value : uneven_values(index, table)) {
      const double most = std::isinf(index.maximum) ? entropy(table).value() : index.maximum;
      RC_ASSERT(std::abs(value.value() - most) < 1e-12);
    }
  }
}

RC_GTEST_PROP(Indices, DoNotDependOnOrderOrScaleAndStayInRange, ()) {
  const Rows rows = random_rows();
  Rows reversed(rows.rbegin(), rows.rend());
  Rows tenfold = rows;
  for (auto& row : reversed) {
    std::ranges::reverse(row);
  }
  for (auto& row : tenfold) {
    std::ranges::for_each(row, [](std::uint64_t& count) { count *= 10; });
  }
  for (const IndexDefinition& index : all_indices()) {
    const std::vector<IndexValue> values = values_of(index, table_of(rows));
    std::vector<IndexValue> others = values_of(index, table_of(reversed));
    const std::vector<IndexValue> larger = values_of(index, table_of(tenfold));
    std::ranges::reverse(others);  // groups went round too; [groups x groups] both ways
    const bool counts_people = index.key.ends_with("_others");
    RC_ASSERT(values.size() == others.size());
    for (std::size_t place = 0; place < values.size(); ++place) {
      RC_ASSERT(values[place].has_value() == others[place].has_value());
      if (values[place]) {
        RC_ASSERT(std::abs(*values[place] - *others[place]) < 1e-12);
        RC_ASSERT(counts_people || std::abs(*values[place] - *larger[place]) < 1e-12);
        RC_ASSERT(*values[place] >= index.minimum && *values[place] <= index.maximum + 1e-12);
      }
    }
  }
}

/// A pupil of group 0 who moves to a school with a smaller share of it makes nothing more uneven.
RC_GTEST_PROP(Indices, FallWhenAPupilAndAnotherSwapTowardsEvenShares, ()) {
  auto rows = *rc::gen::container<Rows>(
      *rc::gen::inRange<std::size_t>(2, 8),
      rc::gen::container<std::vector<std::uint64_t>>(2, rc::gen::inRange<std::uint64_t>(1, 40)));
  const ContingencyTable before = table_of(rows);
  const auto share = [&](std::size_t unit) {
    return static_cast<double>(rows[unit][0]) / static_cast<double>(rows[unit][0] + rows[unit][1]);
  };
  RC_PRE(share(0) > share(1));
  const auto moved =
      static_cast<double>(rows[0][0] * rows[1][1]) - static_cast<double>(rows[1][0] * rows[0][1]);
  // A swap keeps both sizes; with this little difference it would pass the middle.
  RC_PRE(moved >= static_cast<double>(rows[0][0] + rows[0][1] + rows[1][0] + rows[1][1]));
  --rows[0][0], ++rows[0][1], ++rows[1][0], --rows[1][1];
  const ContingencyTable after = table_of(rows);
  for (const IndexDefinition& index : all_indices()) {
    const std::vector<IndexValue> uneven_before = uneven_values(index, before);
    const std::vector<IndexValue> uneven_after = uneven_values(index, after);
    for (std::size_t place = 0; index.unevenness && place < uneven_before.size(); ++place) {
      RC_ASSERT(*uneven_after[place] <= *uneven_before[place] + 1e-12);
    }
  }
}

RC_GTEST_PROP(Dissimilarity, AgreesWithTheTwoGroupFormulaForOneGroupAgainstTheRest, ()) {
  const ContingencyTable table = table_of(random_rows()).against_the_rest(GroupIndex{1});
  const IndexValue value = dissimilarity(table);
  RC_PRE(value.has_value());
  double sum = 0.0;
  for (std::uint32_t unit = 0; unit < table.units(); ++unit) {
    const auto share = [&](GroupIndex group) { return table.at(UnitIndex{unit}, group) / table.of(group); };
    sum += std::abs(share(GroupIndex{0}) - share(GroupIndex{1}));
  }
  RC_ASSERT(std::abs(*value - sum / 2.0) < 1e-12);
}

}  // namespace
}  // namespace mengpaneel::measure
