// SPDX-License-Identifier: EUPL-1.2
#include "measure/indices/indices.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "measure/indices/dissimilarity.hpp"
#include "measure/indices/information.hpp"
#include "tests/support/shared_data.hpp"

namespace mengpaneel::measure {
namespace {

using Rows = std::vector<std::vector<std::uint64_t>>;

ContingencyTable table_of(const Rows& rows) {
  ContingencyTable table(UnitCount{static_cast<std::uint32_t>(rows.size())},
                         GroupCount{static_cast<std::uint32_t>(rows.empty() ? 0 : rows.front().size())});
  for (std::uint32_t unit = 0; unit < rows.size(); ++unit) {
    for (std::uint32_t group = 0; group < rows[unit].size(); ++group) {
      table.add(UnitIndex{unit}, GroupIndex{group}, rows[unit][group]);
    }
  }
  return table;
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
    EXPECT_EQ(index.compute(table_of({{0, 0}, {0, 0}})).error(), Undefined::no_pupils) << index.key;
    EXPECT_EQ(index.compute(table_of({{3, 0}, {5, 0}})).error(), Undefined::one_group) << index.key;
    EXPECT_EQ(index.compute(ContingencyTable(UnitCount{0}, GroupCount{0})).error(), Undefined::no_pupils)
        << index.key;
    EXPECT_EQ(index.compute(table_of({{3, 2}})).value(), 0.0)
        << index.key << ": one unit is mixed like itself";
  }
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
    RC_ASSERT(index.compute(table_of(rows)).value() == 0.0);
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
  for (const IndexDefinition& index : all_indices()) {
    RC_ASSERT(std::abs(index.compute(table_of(rows)).value() - index.maximum) < 1e-12);
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
    const IndexValue value = index.compute(table_of(rows));
    const IndexValue other = index.compute(table_of(reversed));
    const IndexValue larger = index.compute(table_of(tenfold));
    RC_ASSERT(value.has_value() == other.has_value());
    if (value) {
      RC_ASSERT(std::abs(*value - *other) < 1e-12);
      RC_ASSERT(std::abs(*value - *larger) < 1e-12);
      RC_ASSERT(*value >= index.minimum && *value <= index.maximum + 1e-12);
    }
  }
}

RC_GTEST_PROP(Dissimilarity, AgreesWithTheTwoGroupFormulaForOneGroupAgainstTheRest, ()) {
  const ContingencyTable table = table_of(random_rows()).against_the_rest(GroupIndex{1});
  const IndexValue value = dissimilarity(table);
  RC_PRE(value.has_value());
  double sum = 0.0;
  for (std::uint32_t unit = 0; unit < table.units(); ++unit) {
    const auto share = [&](GroupIndex group) {
      return static_cast<double>(table.at(UnitIndex{unit}, group)) / static_cast<double>(table.of(group));
    };
    sum += std::abs(share(GroupIndex{0}) - share(GroupIndex{1}));
  }
  RC_ASSERT(std::abs(*value - sum / 2.0) < 1e-12);
}

TEST(Indices, AgreeWithPublishedValuesOfSchools00) {
  MENGPANEEL_NEEDS_SHARED_DATA("segregation/schools00.csv");
  std::istringstream in(test::bytes_of(test::shared_data() / "segregation" / "schools00.csv"));
  std::map<std::string, std::uint32_t> units;
  std::map<std::string, std::uint32_t> groups;
  struct Cell {
    std::uint32_t unit;
    std::uint32_t group;
    std::uint64_t count;
  };
  std::vector<Cell> cells;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::istringstream fields(line);
    std::string state, district, school, race, count;
    std::getline(fields, state, ',');
    std::getline(fields, district, ',');
    std::getline(fields, school, ',');
    std::getline(fields, race, ',');
    std::getline(fields, count, ',');
    const auto unit = units.emplace(school, static_cast<std::uint32_t>(units.size())).first->second;
    const auto group = groups.emplace(race, static_cast<std::uint32_t>(groups.size())).first->second;
    cells.push_back({unit, group, std::stoull(count)});
  }
  ContingencyTable table(UnitCount{static_cast<std::uint32_t>(units.size())},
                         GroupCount{static_cast<std::uint32_t>(groups.size())});
  for (const Cell& cell : cells) {
    table.add(UnitIndex{cell.unit}, GroupIndex{cell.group}, cell.count);
  }
  ASSERT_EQ(table.total(), 877739U);
  ASSERT_EQ(table.units(), 2045U);
  // Computed with R segregation, pysal and OasisR, which agree; shared/data/segregation/expected.json.
  EXPECT_NEAR(information(table).value(), 0.418808314641945, 1e-10);
  EXPECT_NEAR(mutual_information(table).value(), 0.42553897587642, 1e-10);
  EXPECT_NEAR(entropy(table).value(), 1.01607098283192, 1e-10);
  EXPECT_NEAR(dissimilarity(table).value(), 0.619699898863552, 1e-10);
}

}  // namespace
}  // namespace mengpaneel::measure
