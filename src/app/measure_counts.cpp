// SPDX-License-Identifier: EUPL-1.2
#include "app/measure_counts.hpp"

#include <algorithm>
#include <charconv>

namespace mengpaneel::app {

namespace {

measure::IntervalTable merged(const measure::IntervalTable& table, const measure::Partition& partition) {
  measure::IntervalTable out;
  out.low = table.low.merged(partition);
  out.high = table.high.merged(partition);
  out.hidden_cells = table.hidden_cells;
  return measure::tightened(out);
}

/// The groups by number, when all are called by one.
std::vector<measure::GroupIndex> numeric_order(const base::IdTable& groups) {
  std::vector<std::pair<double, std::uint32_t>> numbered;
  for (std::uint32_t group = 0; group < groups.size(); ++group) {
    const std::string_view name = groups.name(group);
    double number = 0.0;
    const auto parsed = std::from_chars(name.data(), name.data() + name.size(), number);
    if (parsed.ec != std::errc() || parsed.ptr != name.data() + name.size()) {
      return {};
    }
    numbered.emplace_back(number, group);
  }
  std::ranges::sort(numbered);
  std::vector<measure::GroupIndex> out;
  for (const auto& [number, group] : numbered) {
    out.push_back(measure::GroupIndex{group});
  }
  return out;
}

void measure_levels(Measured& out, const MeasureRequest& request) {
  const measure::ContingencyTable rows = measure::middle(out.counts.table);
  const std::size_t first = request.within ? 1 : 0;
  if (request.within) {
    const measure::Level& level = out.counts.levels.front();
    out.within_parts = {.of_unit = level.of_row, .parts = level.parts.size()};
    out.within = measure::decompose(rows, out.within_parts);
  }
  if (request.nested > 0) {
    std::vector<measure::Partition> levels;
    for (std::size_t depth = 1; depth <= request.nested; ++depth) {
      levels.push_back(out.counts.by_levels(first, depth));
    }
    // The units inside the last level, whatever --within says.
    measure::Partition rest = out.counts.by_levels_and_unit(first, request.nested);
    const measure::ContingencyTable table = rows.merged(rest);
    for (measure::Partition& level : levels) {
      measure::Partition moved{.of_unit = std::vector<measure::PartIndex>(rest.parts), .parts = level.parts};
      for (std::size_t row = 0; row < rest.of_unit.size(); ++row) {
        moved.of_unit[static_cast<std::size_t>(rest.of_unit[row])] = level.of_unit[row];
      }
      level = std::move(moved);
    }
    out.nested = measure::nested(table, levels);
  }
}

void measure_order(Measured& out) {
  std::vector<measure::GroupIndex> order = numeric_order(out.counts.groups);
  if (order.size() < 3 || order.size() > 1000) {
    return;
  }
  using enum measure::OrdinalKind;
  const auto rank_order = [&](measure::OrdinalKind kind) {
    return measure::rank_order(out.table, order, kind, rank_order_degree, measure::Weighting::equal);
  };
  Ordered ordered{.order = order, .ordinal = {}, .H = rank_order(information), .R = rank_order(variance)};
  for (const measure::OrdinalKind kind : {information, variance, root, absolute}) {
    ordered.ordinal.at(static_cast<std::size_t>(kind)) = measure::ordinal_segregation(out.table, order, kind);
  }
  out.ordered = std::move(ordered);
}

}  // namespace

Measured measure_counts(measure::Counts counts, const MeasureRequest& request) {
  Measured out;
  out.counts = std::move(counts);
  out.intervals = merged(out.counts.table, out.counts.by_unit());
  out.table = measure::middle(out.intervals);
  const bool exact = out.intervals.exact();
  std::vector<std::vector<std::optional<measure::Uncertainty>>> uncertainty;
  if (request.bootstrap > 0 && exact) {
    measure::BootstrapOptions options;
    options.draws = request.bootstrap;
    options.run_tasks = request.run_tasks;
    uncertainty = measure::bootstrap(out.table, measure::all_indices(), request.seed, options);
  }
  out.bootstrap_left_out = request.bootstrap > 0 && !exact;
  for (const measure::IndexDefinition& index : measure::all_indices()) {
    Figure& figure = out.figures.emplace_back();
    figure.index = &index;
    figure.values = measure::evaluate(index, out.table);
    if (!exact) {
      figure.bounds = measure::evaluate_bounds(index, out.intervals);
    }
    if (!uncertainty.empty()) {
      figure.uncertainty = std::move(uncertainty[out.figures.size() - 1]);
    }
  }
  out.units = measure::by_unit(out.table);
  out.groups = measure::by_group(out.table);
  out.se_of_M = measure::standard_error_of_M(out.table);
  out.bias_of_M = measure::bias_of_M(out.table);
  measure_levels(out, request);
  if (request.numbers_are_order) {
    measure_order(out);
  }
  return out;
}

}  // namespace mengpaneel::app
