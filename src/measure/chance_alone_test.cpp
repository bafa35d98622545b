// SPDX-License-Identifier: EUPL-1.2
#include "measure/chance_alone.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <vector>

#include "measure/binomial.hpp"
#include "measure/indices/dissimilarity.hpp"

namespace mengpaneel::measure {
namespace {

/// `units` schools of `size` pupils, a share of whom is of group 0.
ContingencyTable even_schools(std::uint32_t units, double size, double share) {
  std::vector<Cell> cells;
  for (std::uint32_t unit = 0; unit < units; ++unit) {
    cells.push_back({UnitIndex{unit}, GroupIndex{0}, std::round(size * share)});
    cells.push_back({UnitIndex{unit}, GroupIndex{1}, size - std::round(size * share)});
  }
  return {UnitCount{units}, GroupCount{2}, cells};
}

TEST(ExpectedDissimilarity, AgreesWithWinship) {
  // Winship 1977, as in the tests of pysal: 1000 units.
  EXPECT_NEAR(expected_dissimilarity(even_schools(1000, 10, 0.1)).value(), 0.387, 5e-4);
  EXPECT_NEAR(expected_dissimilarity(even_schools(1000, 10, 0.5)).value(), 0.246, 5e-4);
  EXPECT_NEAR(expected_dissimilarity(even_schools(1000, 100, 0.1)).value(), 0.131, 1.1e-3);
}

TEST(ExpectedDissimilarity, IsWhatShufflesGive) {
  const ContingencyTable table = even_schools(400, 20, 0.3);
  PermutationOptions options;
  options.draws = 200;
  const PermutationTest test = permutation_test(table, *find_index("D"), {}, options).value();
  EXPECT_NEAR(test.mean, expected_dissimilarity(table).value(), 4.0 * test.se);
  EXPECT_EQ(test.p_value, 1.0);  // even schools are less uneven than any shuffle
  EXPECT_NEAR(beyond_chance(test.mean, test.mean).value(), 0.0, 1e-15);
}

TEST(Permutation, KeepsSchoolsAndGroups) {
  const std::vector<Cell> cells{{UnitIndex{0}, GroupIndex{0}, 30}, {UnitIndex{0}, GroupIndex{1}, 12},
                                {UnitIndex{1}, GroupIndex{0}, 9},  {UnitIndex{1}, GroupIndex{1}, 41},
                                {UnitIndex{2}, GroupIndex{2}, 8},  {UnitIndex{2}, GroupIndex{0}, 5}};
  const ContingencyTable table(UnitCount{3}, GroupCount{3}, cells);
  const Partition inside{.of_unit = {PartIndex{0}, PartIndex{0}, PartIndex{1}}, .parts = 2};
  for (std::uint32_t draw = 0; draw < 50; ++draw) {
    const ContingencyTable free = shuffled(table, {}, draw, std::nullopt);
    const ContingencyTable held = shuffled(table, {}, draw, inside);
    for (std::uint32_t place = 0; place < 3; ++place) {
      EXPECT_EQ(free.of(UnitIndex{place}), table.of(UnitIndex{place}));
      EXPECT_EQ(free.of(GroupIndex{place}), table.of(GroupIndex{place}));
      EXPECT_EQ(held.of(UnitIndex{place}), table.of(UnitIndex{place}));
      // Unit 2 is alone in its part.
      EXPECT_EQ(held.at(UnitIndex{2}, GroupIndex{place}), table.at(UnitIndex{2}, GroupIndex{place}));
    }
  }
}

TEST(Permutation, SeesSortingAndNotWhatNeighbourhoodsExplain) {
  // Two neighbourhoods of other groups, in each two schools: all segregation is by where pupils live.
  const auto town = [](double more) {
    const std::vector<Cell> cells{
        {UnitIndex{0}, GroupIndex{0}, 40 + more}, {UnitIndex{0}, GroupIndex{1}, 10 - more},
        {UnitIndex{1}, GroupIndex{0}, 40 - more}, {UnitIndex{1}, GroupIndex{1}, 10 + more},
        {UnitIndex{2}, GroupIndex{0}, 10},        {UnitIndex{2}, GroupIndex{1}, 40},
        {UnitIndex{3}, GroupIndex{0}, 10},        {UnitIndex{3}, GroupIndex{1}, 40}};
    return ContingencyTable(UnitCount{4}, GroupCount{2}, cells);
  };
  PermutationOptions anywhere;
  anywhere.draws = 400;
  PermutationOptions at_home = anywhere;
  at_home.inside = Partition{.of_unit = {PartIndex{0}, PartIndex{0}, PartIndex{1}, PartIndex{1}}, .parts = 2};
  const IndexDefinition& M = *find_index("M");
  EXPECT_LT(permutation_test(town(0), M, {}, anywhere)->p_value, 0.01);
  EXPECT_GT(permutation_test(town(0), M, {}, at_home)->p_value, 0.5);
  EXPECT_LT(permutation_test(town(10), M, {}, at_home)->p_value, 0.01);
}

TEST(Hypergeometric, HasItsMeanAndVariance) {
  const base::RandomStream stream({}, "hypergeometric test");
  constexpr int draws = 20'000;
  std::uint64_t draw = 0;
  for (const auto& [members, others, drawn] : std::vector<std::array<std::uint64_t, 3>>{
           {3, 7, 4}, {600, 300, 500}, {20, 100'000, 400}, {5, 5, 10}}) {
    double sum = 0.0;
    double squares = 0.0;
    for (int repeat = 0; repeat < draws; ++repeat) {
      DrawNumbers numbers(stream, ++draw);
      const auto k = static_cast<double>(hypergeometric(members, others, drawn, numbers));
      sum += k;
      squares += k * k;
    }
    const auto all = static_cast<double>(members + others);
    const double share = static_cast<double>(members) / all;
    const auto n = static_cast<double>(drawn);
    const double variance = n * share * (1.0 - share) * (all - n) / (all - 1.0);
    EXPECT_NEAR(sum / draws, n * share, 4.5 * std::sqrt(variance / draws) + 1e-12);
    // The spread of a sample variance, with the fourth moment of a Poisson number, which is the larger one.
    const double spread = std::sqrt((variance + 2.0 * variance * variance) / draws);
    EXPECT_NEAR(squares / draws - (sum / draws) * (sum / draws), variance, 4.5 * spread + 1e-12);
  }
}

}  // namespace
}  // namespace mengpaneel::measure
