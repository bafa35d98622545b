// SPDX-License-Identifier: EUPL-1.2
// The change of M and H between two years of 2,045 schools x 5 groups (the size of schools00, a third of the
// cells empty), beside one sweep over a matrix as one would write it by hand: plain IPF needs some hundreds
// for each of six tables.
#include <benchmark/benchmark.h>

#include <vector>

#include "base/random.hpp"
#include "base/threads/threads.hpp"
#include "measure/change.hpp"
#include "measure/transition.hpp"

namespace {

using namespace mengpaneel;

constexpr std::uint32_t units = 2'045;
constexpr std::uint32_t groups = 5;

/// Schools with a main group each, which stay alike from year to year.
measure::ContingencyTable year_of(std::uint64_t year) {
  const base::RandomStream schools({}, "bench schools");
  const base::RandomStream pupils({}, "bench pupils");
  std::vector<measure::Cell> cells;
  for (std::uint32_t unit = 0; unit < units; ++unit) {
    const std::uint64_t own = schools.below(groups, unit);
    for (std::uint32_t group = 0; group < groups; ++group) {
      const std::uint64_t most = group == own ? 600 : 60;
      const std::uint64_t count = pupils.below(most, year * units + unit, group);
      const bool empty = group != own && pupils.below(3, year * units + unit, groups + group) == 0;
      cells.push_back(
          {measure::UnitIndex{unit}, measure::GroupIndex{group}, empty ? 0.0 : static_cast<double>(count)});
    }
  }
  return {measure::UnitCount{units}, measure::GroupCount{groups}, cells};
}

void change_of_M_and_H(benchmark::State& state) {
  const measure::ContingencyTable before = year_of(0);
  const measure::ContingencyTable after = year_of(1);
  measure::Change change;
  for (auto _ : state) {
    change = measure::change_between(before, after).value();
  }
  state.counters["steps"] = change.convergence.steps;
  state.counters["error"] = change.convergence.error;
}
BENCHMARK(change_of_M_and_H)->Unit(benchmark::kMillisecond);

void one_plain_sweep(benchmark::State& state) {
  const measure::ContingencyTable table = year_of(0);
  std::vector<double> cells(std::size_t{units} * groups, 1e-10);
  for (const measure::Cell& cell : table.cells()) {
    cells[static_cast<std::size_t>(cell.unit) * groups + static_cast<std::size_t>(cell.group)] = cell.pupils;
  }
  for (auto _ : state) {
    std::vector<double> sums(groups);
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
      sums[cell % groups] += cells[cell];
    }
    for (std::size_t unit = 0; unit < units; ++unit) {
      double sum = 0.0;
      for (std::size_t group = 0; group < groups; ++group) {
        cells[unit * groups + group] *= table.group_counts()[group] / sums[group];
        sum += cells[unit * groups + group];
      }
      for (std::size_t group = 0; group < groups; ++group) {
        cells[unit * groups + group] *= table.unit_counts()[unit] / sum;
      }
    }
    benchmark::DoNotOptimize(cells.data());
  }
}
BENCHMARK(one_plain_sweep)->Unit(benchmark::kMillisecond);

void transition_of_1000_draws(benchmark::State& state) {
  const measure::ContingencyTable before = year_of(0);
  const measure::ContingencyTable after = year_of(1);
  measure::TransitionOptions options;
  options.run_tasks = base::run_on_threads(static_cast<unsigned>(state.range(0)));
  for (auto _ : state) {
    benchmark::DoNotOptimize(measure::transition(before, after, measure::GroupIndex{0}, {}, options));
  }
}
BENCHMARK(transition_of_1000_draws)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
