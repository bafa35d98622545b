// SPDX-License-Identifier: EUPL-1.2
// M and H of 2,000 schools x 4 groups and of 100,000 units x 8 groups, beside a plain loop over a matrix as
// one would write it by hand (a logarithm a cell) and, as the bound, adding the cells up.
#include <benchmark/benchmark.h>

#include <cmath>
#include <numeric>
#include <vector>

#include "base/random.hpp"
#include "base/threads/threads.hpp"
#include "measure/bootstrap.hpp"
#include "measure/indices/dissimilarity.hpp"
#include "measure/indices/gini.hpp"
#include "measure/indices/information.hpp"

namespace {

using namespace mengpaneel;

measure::ContingencyTable table_of(std::uint32_t units, std::uint32_t groups) {
  const base::RandomStream stream({}, "bench");
  std::vector<measure::Cell> cells;
  for (std::uint32_t unit = 0; unit < units; ++unit) {
    for (std::uint32_t group = 0; group < groups; ++group) {
      cells.push_back({measure::UnitIndex{unit}, measure::GroupIndex{group},
                       static_cast<double>(1 + stream.below(200, unit, group) / (1 + group))});
    }
  }
  return {measure::UnitCount{units}, measure::GroupCount{groups}, cells};
}

measure::ContingencyTable table_for(const benchmark::State& state) {
  return table_of(static_cast<std::uint32_t>(state.range(0)), static_cast<std::uint32_t>(state.range(1)));
}

void sizes(benchmark::internal::Benchmark* bench) {
  bench->Args({2'000, 4})->Args({100'000, 8})->Unit(benchmark::kMicrosecond);
}

void information_and_H(benchmark::State& state) {
  const measure::ContingencyTable table = table_for(state);
  for (auto _ : state) {
    // H holds M: both for the price of one.
    benchmark::DoNotOptimize(measure::information(table).value());
  }
}
BENCHMARK(information_and_H)->Apply(sizes);

void plain_loop(benchmark::State& state) {
  const measure::ContingencyTable table = table_for(state);
  const auto groups = static_cast<std::size_t>(state.range(1));
  const std::vector<double> cells(table.cell_counts().begin(), table.cell_counts().end());
  for (auto _ : state) {
    double sum = 0.0;
    for (std::size_t place = 0; place < cells.size(); ++place) {
      const double unit = table.unit_counts()[place / groups];
      const double group = table.group_counts()[place % groups];
      sum += cells[place] * std::log(cells[place] * table.total() / (unit * group));
    }
    benchmark::DoNotOptimize(sum / table.total());
  }
}
BENCHMARK(plain_loop)->Apply(sizes);

void adding_up(benchmark::State& state) {
  const measure::ContingencyTable table = table_for(state);
  for (auto _ : state) {
    benchmark::DoNotOptimize(std::accumulate(table.cell_counts().begin(), table.cell_counts().end(), 0.0));
  }
}
BENCHMARK(adding_up)->Apply(sizes);

void dissimilarity(benchmark::State& state) {
  const measure::ContingencyTable table = table_for(state);
  for (auto _ : state) {
    benchmark::DoNotOptimize(measure::dissimilarity(table).value());
  }
}
BENCHMARK(dissimilarity)->Apply(sizes);

void gini(benchmark::State& state) {
  const measure::ContingencyTable table = table_for(state);
  for (auto _ : state) {
    benchmark::DoNotOptimize(measure::gini(table).value());
  }
}
BENCHMARK(gini)->Apply(sizes);

void bootstrap_of_M_500(benchmark::State& state) {
  const measure::ContingencyTable table = table_of(2'000, 4);
  measure::BootstrapOptions options;
  options.draws = 500;
  options.run_tasks = base::run_on_threads(static_cast<unsigned>(state.range(0)));
  for (auto _ : state) {
    benchmark::DoNotOptimize(measure::bootstrap(table, {measure::find_index("M"), 2}, {}, options));
  }
}
BENCHMARK(bootstrap_of_M_500)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
