// SPDX-License-Identifier: EUPL-1.2
// What must hold of any table: decompositions add up, bounds hold every table they allow, draws do not depend
// on threads.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <vector>

#include "measure/binomial.hpp"
#include "measure/bootstrap.hpp"
#include "measure/indices/dissimilarity.hpp"
#include "measure/indices/indices.hpp"
#include "measure/indices/information.hpp"
#include "measure/local.hpp"
#include "measure/nested.hpp"

namespace mengpaneel::measure {
namespace {

struct Drawn {
  std::vector<Cell> low;
  std::vector<Cell> high;
  std::uint32_t units;
  std::uint32_t groups;
};

Drawn drawn_cells(bool hidden) {
  Drawn out{.low = {},
            .high = {},
            .units = *rc::gen::inRange<std::uint32_t>(2, 10),
            .groups = *rc::gen::inRange<std::uint32_t>(2, 5)};
  for (std::uint32_t unit = 0; unit < out.units; ++unit) {
    for (std::uint32_t group = 0; group < out.groups; ++group) {
      const auto count = *rc::gen::inRange(0, 30);
      const bool hides = hidden && count > 0 && count < 8;
      out.low.push_back({UnitIndex{unit}, GroupIndex{group}, hides ? 1.0 : count});
      out.high.push_back({UnitIndex{unit}, GroupIndex{group}, hides ? 4.0 : count});
    }
  }
  return out;
}

ContingencyTable table_of(const Drawn& drawn, const std::vector<Cell>& cells) {
  return {UnitCount{drawn.units}, GroupCount{drawn.groups}, cells};
}

RC_GTEST_PROP(Nested, AddsUpInAnyOrderOfLevels, ()) {
  const Drawn drawn = drawn_cells(false);
  const ContingencyTable table = table_of(drawn, drawn.low);
  RC_PRE(entropy(table).value_or(0.0) > 0.0);
  Partition coarse{.of_unit = {}, .parts = 2};
  Partition fine{.of_unit = {}, .parts = 6};
  for (std::uint32_t unit = 0; unit < drawn.units; ++unit) {
    const auto first = *rc::gen::inRange<std::uint32_t>(0, 2);
    const auto second = *rc::gen::inRange<std::uint32_t>(0, 3);
    coarse.of_unit.push_back(PartIndex{first});
    fine.of_unit.push_back(PartIndex{first * 3 + second});
  }
  const std::vector<Partition> levels{coarse, fine};
  const std::vector<LevelTerm> terms = nested(table, levels).value();
  double sum_M = 0.0;
  double sum_H = 0.0;
  for (const LevelTerm& term : terms) {
    RC_ASSERT(term.M >= -1e-12);
    sum_M += term.M;
    sum_H += term.H;
  }
  RC_ASSERT(std::abs(sum_M - mutual_information(table).value()) < 1e-12);
  RC_ASSERT(std::abs(sum_H - information(table).value()) < 1e-12);
  const Decomposition parts = decompose(table, fine).value();
  RC_ASSERT(std::abs(parts.between_M + parts.within_M - sum_M) < 1e-12);
  RC_ASSERT(std::abs(parts.within_M - terms[2].M) < 1e-12);
  double within_H = 0.0;
  for (const PartInside& part : parts.parts) {
    within_H += part.share * part.entropy_ratio * part.H.value_or(0.0);
  }
  RC_ASSERT(std::abs(within_H - parts.within_H) < 1e-12);
}

RC_GTEST_PROP(Local, AddsUpToTheWhole, ()) {
  const Drawn drawn = drawn_cells(false);
  const ContingencyTable table = table_of(drawn, drawn.low);
  RC_PRE(entropy(table).value_or(0.0) > 0.0);
  for (const auto& locals : {by_unit(table), by_group(table)}) {
    double M = 0.0;
    double D = 0.0;
    for (const LocalSegregation& local : locals) {
      M += local.share * local.M.value_or(0.0);
      D += local.part_of_D.value_or(0.0);
      RC_ASSERT(local.M.value_or(0.0) >= 0.0);
    }
    RC_ASSERT(std::abs(M - mutual_information(table).value()) < 1e-12);
    RC_ASSERT(std::abs(D - dissimilarity(table).value()) < 1e-12);
  }
}

RC_GTEST_PROP(Bounds, HoldEveryTableThatTheyAllow, ()) {
  const Drawn drawn = drawn_cells(true);
  IntervalTable table{
      .low = table_of(drawn, drawn.low), .high = table_of(drawn, drawn.high), .unit_totals = {}};
  std::vector<Cell> possible = drawn.low;
  for (std::size_t cell = 0; cell < possible.size(); ++cell) {
    const auto most = static_cast<int>(drawn.high[cell].pupils);
    possible[cell].pupils = *rc::gen::inRange(static_cast<int>(possible[cell].pupils), most + 1);
    table.hidden_cells += possible[cell].pupils < most || drawn.low[cell].pupils < most ? 1U : 0U;
  }
  const ContingencyTable truth = table_of(drawn, possible);
  IntervalTable known = table;
  for (std::uint32_t unit = 0; unit < drawn.units; ++unit) {
    known.unit_totals.push_back({truth.of(UnitIndex{unit}), truth.of(UnitIndex{unit})});
  }
  known = tightened(known);
  for (const IndexDefinition& index : all_indices()) {
    const std::vector<IndexValue> values = evaluate(index, truth);
    const std::vector<IndexBounds> loose = evaluate_bounds(index, table);
    const std::vector<IndexBounds> tight = evaluate_bounds(index, known);
    for (std::size_t place = 0; place < values.size(); ++place) {
      if (!values[place]) {
        continue;
      }
      for (const IndexBounds& bounds : {loose[place], tight[place]}) {
        RC_ASSERT(bounds.has_value());
        RC_ASSERT(*values[place] >= bounds->low - 1e-9);
        RC_ASSERT(*values[place] <= bounds->high + 1e-9);
      }
    }
  }
}

TEST(Bounds, OfAnExactTableAreTheValue) {
  const std::vector<Cell> cells{{UnitIndex{0}, GroupIndex{0}, 10}, {UnitIndex{0}, GroupIndex{1}, 5},
                                {UnitIndex{1}, GroupIndex{0}, 3},  {UnitIndex{1}, GroupIndex{1}, 20},
                                {UnitIndex{1}, GroupIndex{2}, 7},  {UnitIndex{2}, GroupIndex{2}, 9}};
  const ContingencyTable table(UnitCount{3}, GroupCount{3}, cells);
  const IntervalTable intervals{.low = table, .high = table, .unit_totals = {}};
  for (const IndexDefinition& index : all_indices()) {
    if (index.key == "gini") {
      continue;  // from D, an outer bound
    }
    const std::vector<IndexValue> values = evaluate(index, table);
    const std::vector<IndexBounds> bounds = evaluate_bounds(index, intervals);
    for (std::size_t place = 0; place < values.size(); ++place) {
      if (values[place]) {
        EXPECT_NEAR(bounds[place]->low, *values[place], 1e-9) << index.key << " " << place;
        EXPECT_NEAR(bounds[place]->high, *values[place], 1e-9) << index.key << " " << place;
      }
    }
  }
}

TEST(Bounds, OfIsolationAreReached) {
  // One hidden cell x in 1..4: isolation of group 0 = (x^2/(x+6) + 16/20) / (x + 4); all whole x by hand.
  const auto table = [](double x) {
    const std::vector<Cell> cells{{UnitIndex{0}, GroupIndex{0}, x},
                                  {UnitIndex{0}, GroupIndex{1}, 6},
                                  {UnitIndex{1}, GroupIndex{0}, 4},
                                  {UnitIndex{1}, GroupIndex{1}, 16}};
    return ContingencyTable(UnitCount{2}, GroupCount{2}, cells);
  };
  const IntervalTable hidden{.low = table(1), .high = table(4), .unit_totals = {}, .hidden_cells = 1};
  const Bounds bounds = evaluate_bounds(*find_index("isolation"), hidden).front().value();
  EXPECT_TRUE(bounds.exact);
  double least = 1.0;
  double most = 0.0;
  for (double x = 1.0; x <= 4.0; x += 1.0 / 1024.0) {
    const double value = evaluate(*find_index("isolation"), table(x)).front().value();
    least = std::min(least, value);
    most = std::max(most, value);
  }
  EXPECT_NEAR(bounds.low, least, 1e-6);
  EXPECT_NEAR(bounds.high, most, 1e-6);
}

TEST(Bounds, KnownTotalsMakeThemTighter) {
  const std::vector<Cell> low{{UnitIndex{0}, GroupIndex{0}, 1},
                              {UnitIndex{0}, GroupIndex{1}, 6},
                              {UnitIndex{1}, GroupIndex{0}, 14},
                              {UnitIndex{1}, GroupIndex{1}, 1}};
  std::vector<Cell> high = low;
  high[0].pupils = high[3].pupils = 4;
  IntervalTable table{.low = ContingencyTable(UnitCount{2}, GroupCount{2}, low),
                      .high = ContingencyTable(UnitCount{2}, GroupCount{2}, high),
                      .unit_totals = {},
                      .hidden_cells = 2};
  const Bounds loose = evaluate_bounds(*find_index("D"), table).front().value();
  table.unit_totals = {{8, 8}, {17, 17}};
  table = tightened(table);
  EXPECT_EQ(table.low.at(UnitIndex{0}, GroupIndex{0}), 2.0);
  EXPECT_EQ(table.high.at(UnitIndex{1}, GroupIndex{1}), 3.0);
  const Bounds tight = evaluate_bounds(*find_index("D"), table).front().value();
  EXPECT_GT(loose.high - loose.low, 0.1);
  EXPECT_LT(tight.high - tight.low, 1e-9);
}

TEST(Binomial, HasItsMeanAndVariance) {
  const base::RandomStream stream({}, "binomial test");
  struct Case {
    std::uint64_t trials;
    double p;
  };
  std::uint64_t draw = 0;
  for (const auto& [trials, p] :
       {Case{5, 0.3}, Case{40, 0.9}, Case{100, 0.2}, Case{1000, 0.5}, Case{900'000, 0.0001}}) {
    constexpr int draws = 40'000;
    double sum = 0.0;
    double squares = 0.0;
    for (int repeat = 0; repeat < draws; ++repeat) {
      DrawNumbers numbers(stream, ++draw);
      const auto k = static_cast<double>(binomial(trials, p, numbers));
      ASSERT_LE(k, static_cast<double>(trials));
      sum += k;
      squares += k * k;
    }
    const double mean = static_cast<double>(trials) * p;
    const double variance = mean * (1.0 - p);
    EXPECT_NEAR(sum / draws, mean, 4.5 * std::sqrt(variance / draws)) << trials;
    EXPECT_NEAR(squares / draws - (sum / draws) * (sum / draws), variance, 0.05 * variance) << trials;
  }
}

TEST(Bootstrap, GivesTheSameBitsInAnyOrderAndKeepsSizes) {
  const std::vector<Cell> cells{{UnitIndex{0}, GroupIndex{0}, 30},
                                {UnitIndex{0}, GroupIndex{1}, 12},
                                {UnitIndex{1}, GroupIndex{0}, 9},
                                {UnitIndex{1}, GroupIndex{1}, 41},
                                {UnitIndex{1}, GroupIndex{2}, 8}};
  const ContingencyTable table(UnitCount{2}, GroupCount{3}, cells);
  BootstrapOptions forwards;
  forwards.draws = 50;
  BootstrapOptions backwards = forwards;
  backwards.run_tasks = [](std::size_t count, const std::function<void(std::size_t)>& task) {
    for (std::size_t index = count; index-- > 0;) {
      task(index);
    }
  };
  const auto first = bootstrap(table, all_indices(), {}, forwards);
  const auto second = bootstrap(table, all_indices(), {}, backwards);
  for (std::size_t index = 0; index < first.size(); ++index) {
    for (std::size_t place = 0; place < first[index].size(); ++place) {
      ASSERT_EQ(first[index][place].has_value(), second[index][place].has_value());
      if (first[index][place]) {
        EXPECT_EQ(first[index][place]->se, second[index][place]->se);
        EXPECT_EQ(first[index][place]->low, second[index][place]->low);
      }
    }
  }
  for (std::uint32_t draw = 0; draw < 20; ++draw) {
    EXPECT_EQ(resampled(table, {}, draw, Resampling::all_pupils).total(), 100.0);
    EXPECT_EQ(resampled(table, {}, draw, Resampling::within_schools).of(UnitIndex{1}), 58.0);
  }
}

}  // namespace
}  // namespace mengpaneel::measure
