// SPDX-License-Identifier: EUPL-1.2
#include "app/compare_counts.hpp"

#include "measure/indices/indices.hpp"

namespace mengpaneel::app {

namespace {

/// [old numbers] the number of each name among those of all years.
std::vector<std::uint32_t> numbers_in(const base::IdTable& all, const base::IdTable& names) {
  std::vector<std::uint32_t> out;
  for (std::uint32_t place = 0; place < names.size(); ++place) {
    out.push_back(all.find(names.name(place)).value());
  }
  return out;
}

measure::ContingencyTable renumbered(const measure::ContingencyTable& rows, const measure::Counts& counts,
                                     const Compared& compared) {
  const std::vector<std::uint32_t> units = numbers_in(compared.units, counts.units);
  const std::vector<std::uint32_t> groups = numbers_in(compared.groups, counts.groups);
  std::vector<measure::Cell> cells = rows.cells();
  for (measure::Cell& cell : cells) {
    const auto unit = static_cast<std::size_t>(counts.unit_of_row[static_cast<std::size_t>(cell.unit)]);
    cell.unit = measure::UnitIndex{units[unit]};
    cell.group = measure::GroupIndex{groups[static_cast<std::size_t>(cell.group)]};
  }
  return {measure::UnitCount{compared.units.size()}, measure::GroupCount{compared.groups.size()}, cells};
}

/// The last less the first, whatever the hidden cells are.
measure::IndexBounds bounds_of_change(const Compared& compared, std::string_view key) {
  const measure::IndexDefinition& index = *measure::find_index(key);
  const measure::IndexBounds before = evaluate_bounds(index, compared.years.front().intervals).front();
  const measure::IndexBounds after = evaluate_bounds(index, compared.years.back().intervals).front();
  if (!before || !after) {
    return before ? after : before;
  }
  return measure::Bounds{.low = after->low - before->high, .high = after->high - before->low, .exact = false};
}

void add_transitions(Compared& out, const CompareRequest& request) {
  std::vector<std::uint32_t> groups;
  if (request.focus) {
    groups.push_back(out.groups.find(*request.focus).value());
  } else if (out.groups.size() == 2) {
    groups.push_back(0);  // the other one is its mirror image
  } else if (out.groups.size() <= transition_groups_max) {
    for (std::uint32_t group = 0; group < out.groups.size(); ++group) {
      groups.push_back(group);
    }
  }
  for (const std::uint32_t group : groups) {
    const measure::GroupIndex index{group};
    out.transitions.push_back({index, measure::transition(out.years.front().table, out.years.back().table,
                                                          index, request.seed, request.transition)});
  }
}

}  // namespace

Compared compare_counts(const std::vector<NamedCounts>& years, const CompareRequest& request) {
  Compared out;
  bool exact = true;
  for (const NamedCounts& year : years) {
    for (std::uint32_t unit = 0; unit < year.counts.units.size(); ++unit) {
      out.units.intern(year.counts.units.name(unit));
    }
    for (std::uint32_t group = 0; group < year.counts.groups.size(); ++group) {
      out.groups.intern(year.counts.groups.name(group));
    }
    exact = exact && year.counts.table.exact();
  }
  static_cast<void>(out.units.sort_by_bytes());
  static_cast<void>(out.groups.sort_by_bytes());
  for (const NamedCounts& year : years) {
    ComparedYear& added = out.years.emplace_back();
    added.name = year.name;
    added.intervals.low = renumbered(year.counts.table.low, year.counts, out);
    added.intervals.high = renumbered(year.counts.table.high, year.counts, out);
    added.intervals.hidden_cells = year.counts.table.hidden_cells;
    added.table = measure::middle(added.intervals);
  }
  for (std::size_t year = 0; year + 1 < out.years.size(); ++year) {
    out.steps.push_back(measure::change_between(out.years[year].table, out.years[year + 1].table));
  }
  out.direct = out.steps.size() == 1
                   ? out.steps.front()
                   : measure::change_between(out.years.front().table, out.years.back().table);
  if (exact) {
    add_transitions(out, request);
  } else {
    out.change_of_M = bounds_of_change(out, "M");
    out.change_of_H = bounds_of_change(out, "H");
  }
  return out;
}

}  // namespace mengpaneel::app
