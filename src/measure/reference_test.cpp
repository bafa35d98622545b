// SPDX-License-Identifier: EUPL-1.2
//
// Published and hand-made values that stand here, and those of other programs on shared data where it is
// beside the repository (R segregation, pysal and OasisR, which agree;
// shared/data/segregation/expected.json).
#include <gtest/gtest.h>

#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "measure/bootstrap.hpp"
#include "measure/counts.hpp"
#include "measure/indices/indices.hpp"
#include "measure/indices/information.hpp"
#include "measure/indices/root_distance.hpp"
#include "measure/local.hpp"
#include "measure/nested.hpp"
#include "measure/ordinal.hpp"
#include "tests/support/shared_data.hpp"

namespace mengpaneel::measure {
namespace {

ContingencyTable table_of(const std::vector<std::vector<double>>& rows) {
  std::vector<Cell> cells;
  for (std::uint32_t unit = 0; unit < rows.size(); ++unit) {
    for (std::uint32_t group = 0; group < rows[unit].size(); ++group) {
      cells.push_back({UnitIndex{unit}, GroupIndex{group}, rows[unit][group]});
    }
  }
  return {UnitCount{static_cast<std::uint32_t>(rows.size())},
          GroupCount{static_cast<std::uint32_t>(rows.front().size())}, cells};
}

double value_of(std::string_view key, const ContingencyTable& table, std::size_t place = 0) {
  return evaluate(*find_index(key), table).at(place).value();
}

TEST(Reference, ToyOfEightCells) {
  // M1 and M2 of the toy tables of expected.json, from R segregation.
  EXPECT_NEAR(value_of("M", table_of({{40, 30, 20, 10}, {5, 10, 15, 20}})), 0.0952604428878151, 1e-10);
  EXPECT_NEAR(value_of("M", table_of({{20, 20, 20, 15}, {5, 10, 10, 15}})), 0.0243920172091409, 1e-10);
}

TEST(Reference, ToyOfThreeSchools) {
  // Schools A, B, C of the toy of flows: (40,15), (25,20), (15,85): D_school of expected.json.
  const ContingencyTable schools = table_of({{40, 15}, {25, 20}, {15, 85}});
  EXPECT_NEAR(value_of("D", schools), 0.5208333333333334, 1e-10);
}

TEST(Reference, TwoGroupsByHand) {
  // a = (3, 1), b = (1, 3): x = (3/4, 1/4), y = (1/4, 3/4).
  const ContingencyTable table = table_of({{3, 1}, {1, 3}});
  EXPECT_NEAR(value_of("gini", table), 0.5, 1e-14);  // 2 * 4*4*|3/4-1/4| / (2 * 64 * 1/4)
  EXPECT_NEAR(value_of("hutchens", table), 1.0 - 2.0 * std::sqrt(3.0 / 16.0), 1e-14);
  EXPECT_NEAR(value_of("atkinson", table), 1.0 - 4.0 * 3.0 / 16.0, 1e-14);
  EXPECT_NEAR(value_of("isolation", table), 0.75 * 0.75 + 0.25 * 0.25, 1e-14);
  EXPECT_NEAR(value_of("isolation_others", table), 0.75 * (2.0 / 3.0), 1e-14);
  EXPECT_NEAR(value_of("exposure", table, 1), 2 * 0.75 * 0.25, 1e-14);
  EXPECT_NEAR(value_of("exposure_others", table, 1), 0.75 * (1.0 / 3.0) + 0.25, 1e-14);
  for (const std::string_view key : {"eta2", "P", "R", "C"}) {
    EXPECT_NEAR(value_of(key, table), 0.25, 1e-14) << key;  // (0.625 - 0.5) / 0.5
  }
  EXPECT_NEAR(value_of("exposure_difference", table, 1), 0.25, 1e-14);
}

TEST(Reference, AtkinsonListensToItsWeight) {
  // A well-known program gives the value of 1/2 for any weight.
  const ContingencyTable table = table_of({{3, 1}, {1, 3}, {8, 2}});
  EXPECT_LT(atkinson(table, 0.1).value() + 0.05, atkinson(table, 0.5).value());
  EXPECT_LT(atkinson(table, 0.5).value() + 0.05, atkinson(table, 0.9).value());
}

TEST(Reference, OrdinalExampleOfOasisR) {
  const ContingencyTable table = table_of({{10, 10, 10, 20, 30, 40, 50},
                                           {0, 20, 10, 10, 10, 20, 20},
                                           {10, 20, 10, 10, 10, 0, 0},
                                           {30, 30, 20, 10, 10, 0, 0}});
  std::vector<GroupIndex> order;
  for (std::uint32_t group = 0; group < 7; ++group) {
    order.push_back(GroupIndex{group});
  }
  const RankOrder H = rank_order(table, order, OrdinalKind::information, 4, Weighting::equal).value();
  EXPECT_NEAR(H.index, 0.205307358064023, 1e-6);
  const std::vector<double> expected{0.177141679938668, 0.160557053859427, 0.216455821750197,
                                     0.22426314266342,  0.309759592988101, 0.203854628597169};
  ASSERT_EQ(H.values.size(), expected.size());
  for (std::size_t place = 0; place < expected.size(); ++place) {
    EXPECT_NEAR(H.values[place], expected[place], 1e-10);
  }
  EXPECT_NEAR(rank_order(table, order, OrdinalKind::variance, 4, Weighting::equal)->index, 0.218051, 1e-6);
}

/// Two groups in order are one threshold: every ordinal index is that of two groups.
TEST(Reference, OrdinalOfTwoGroups) {
  const ContingencyTable table = table_of({{3, 1}, {1, 3}, {8, 2}});
  const std::vector<GroupIndex> order{GroupIndex{0}, GroupIndex{1}};
  const auto ordinal = [&](OrdinalKind kind) { return ordinal_segregation(table, order, kind).value(); };
  EXPECT_NEAR(ordinal(OrdinalKind::information), value_of("H", table), 1e-12);
  EXPECT_NEAR(ordinal(OrdinalKind::variance), value_of("R", table), 1e-12);
  EXPECT_NEAR(rank_order(table, order, OrdinalKind::information, 4, Weighting::equal)->index,
              value_of("H", table), 1e-12);
}

class Schools00 : public testing::Test {
 protected:
  static const Counts& counts() {
    static const Counts read = [] {
      std::istringstream in(test::bytes_of(test::shared_data() / "segregation" / "schools00.csv"));
      CountsBuilder builder({"state", "district"});
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
        const double pupils = std::stod(count);
        const std::vector<std::string_view> levels{state, district};
        builder.add(school, race, levels, {pupils, pupils});
      }
      return std::move(builder).build();
    }();
    return read;
  }
  static const ContingencyTable& table() { return counts().table.low; }
  static std::size_t black() { return *counts().groups.find("black"); }
};

TEST_F(Schools00, IndicesOfAllGroups) {
  MENGPANEEL_NEEDS_SHARED_DATA("segregation/schools00.csv");
  ASSERT_EQ(table().total(), 877739.0);
  ASSERT_EQ(table().units(), 2045U);
  EXPECT_NEAR(value_of("M", table()), 0.42553897587642, 1e-10);
  EXPECT_NEAR(value_of("H", table()), 0.418808314641945, 1e-10);
  EXPECT_NEAR(value_of("entropy", table()), 1.01607098283192, 1e-10);
  EXPECT_NEAR(value_of("D", table()), 0.619699898863552, 1e-10);
  EXPECT_NEAR(value_of("gini", table()), 0.786154090128488, 1e-10);
  EXPECT_NEAR(value_of("P", table()), 0.4331544544057683, 1e-10);
  EXPECT_NEAR(value_of("R", table()), 0.421614699, 1e-9);
  EXPECT_NEAR(value_of("C", table()), 0.248540924, 1e-9);
}

TEST_F(Schools00, IndicesOfOneGroupAgainstTheRest) {
  MENGPANEEL_NEEDS_SHARED_DATA("segregation/schools00.csv");
  const ContingencyTable two = table().against_the_rest(GroupIndex{static_cast<std::uint32_t>(black())});
  EXPECT_NEAR(value_of("D", two), 0.6876225634274972, 1e-10);
  EXPECT_NEAR(value_of("gini", two), 0.8559788204714551, 1e-10);
  EXPECT_NEAR(value_of("H", two), 0.5010768187230987, 1e-10);
  EXPECT_NEAR(value_of("eta2", table(), black()), 0.5208490624163599, 1e-10);
  EXPECT_NEAR(value_of("hutchens", table(), black()), 0.43505912125259216, 1e-10);
  EXPECT_NEAR(value_of("isolation", table(), black()), 0.611959574521422, 1e-10);
  const std::vector<std::pair<double, double>> published{
      {0.1, 0.2421}, {0.25, 0.4366}, {0.5, 0.6808}, {0.75, 0.8568}, {0.9, 0.9526}};
  for (const auto& [weight, expected] : published) {
    EXPECT_NEAR(atkinson(two, weight).value(), expected, 5e-5) << weight;
  }
}

TEST_F(Schools00, LocalSegregation) {
  MENGPANEEL_NEEDS_SHARED_DATA("segregation/schools00.csv");
  const std::map<std::string, std::pair<double, double>> expected{
      {"asian", {0.628767251748377, 0.0225534014097585}},
      {"black", {0.880541305150669, 0.190149919281244}},
      {"hisp", {0.776632742882373, 0.151696574949957}},
      {"white", {0.183639285365455, 0.628092177743042}},
      {"native", {1.4342643919387, 0.00750792661599861}}};
  const std::vector<LocalSegregation> groups = by_group(table());
  for (const auto& [name, values] : expected) {
    const LocalSegregation& local = groups.at(*counts().groups.find(name));
    EXPECT_NEAR(local.M.value(), values.first, 1e-10) << name;
    EXPECT_NEAR(local.share, values.second, 1e-12) << name;
  }
}

TEST_F(Schools00, Nested) {
  MENGPANEEL_NEEDS_SHARED_DATA("segregation/schools00.csv");
  const std::vector<Partition> levels{counts().by_levels(0, 1), counts().by_levels(0, 2)};
  const std::vector<LevelTerm> terms = nested(table(), levels).value();
  ASSERT_EQ(terms.size(), 3U);
  EXPECT_NEAR(terms[0].M, 0.0992437012829429, 1e-10);
  EXPECT_NEAR(terms[0].H, 0.0976739843572132, 1e-10);
  EXPECT_NEAR(terms[1].M, 0.238709, 1e-6);
  EXPECT_NEAR(terms[2].M, 0.087586, 1e-6);
  EXPECT_NEAR(terms[0].M + terms[1].M + terms[2].M, value_of("M", table()), 1e-12);
  const Decomposition parts = decompose(table(), levels[0]).value();
  EXPECT_NEAR(parts.within_M, 0.326295274593477, 1e-10);
  EXPECT_NEAR(parts.within_H, 0.321134330284731, 1e-10);
  ASSERT_EQ(parts.parts.size(), 3U);
  const std::vector<std::array<double, 4>> states{
      {0.408596522834574, 0.276881852122328, 0.496921569209236, 0.809250114633598},
      {0.254995859585263, 0.403542510928647, 0.268088400301113, 0.936118992735963},
      {0.345022055434215, 0.319575636949025, 0.361125742152516, 0.940295509022469}};
  for (std::size_t state = 0; state < states.size(); ++state) {
    EXPECT_NEAR(parts.parts[state].M.value(), states[state][0], 1e-10);
    EXPECT_NEAR(parts.parts[state].share, states[state][1], 1e-10);
    EXPECT_NEAR(parts.parts[state].H.value(), states[state][2], 1e-10);
    EXPECT_NEAR(parts.parts[state].entropy_ratio, states[state][3], 1e-10);
  }
}

TEST_F(Schools00, StandardErrors) {
  MENGPANEEL_NEEDS_SHARED_DATA("segregation/schools00.csv");
  EXPECT_NEAR(standard_error_of_M(table()).value(), 0.0007743402829989773, 1e-12);
  EXPECT_NEAR(bias_of_M(table()).value(), 0.00466, 5e-6);
  BootstrapOptions options;
  options.draws = 300;
  const auto spread = bootstrap(table(), {find_index("M"), 1}, {}, options);
  const double reference = 0.000805856632779379;
  EXPECT_NEAR(spread.at(0).at(0)->se, reference, 0.1 * reference);
  EXPECT_NEAR(spread.at(0).at(0)->bias, 0.0037, 0.0006);
}

}  // namespace
}  // namespace mengpaneel::measure
