// SPDX-License-Identifier: EUPL-1.2
#include "measure/contingency_table.hpp"

#include <algorithm>
#include <numeric>

namespace mengpaneel::measure {

namespace {

constexpr std::uint32_t number(UnitIndex unit) { return static_cast<std::uint32_t>(unit); }

std::uint32_t count_above_zero(std::span<const double> counts) {
  return static_cast<std::uint32_t>(std::ranges::count_if(counts, [](double count) { return count > 0.0; }));
}

}  // namespace

ContingencyTable::ContingencyTable(UnitCount units, GroupCount groups, std::span<const Cell> cells)
    : row_begin_(static_cast<std::size_t>(units) + 1),
      of_unit_(static_cast<std::size_t>(units)),
      of_group_(static_cast<std::size_t>(groups)) {
  // Rows first (a counting sort), then each row by group: what was given in order stays in order.
  std::vector<std::size_t> end(of_unit_.size() + 1);
  for (const Cell& cell : cells) {
    ++end[number(cell.unit) + 1];
  }
  std::partial_sum(end.begin(), end.end(), end.begin());
  std::vector<std::pair<GroupIndex, double>> sorted(cells.size());
  for (const Cell& cell : cells) {
    sorted[end[number(cell.unit)]++] = {cell.group, cell.pupils};
  }
  cell_group_.reserve(cells.size());
  cell_pupils_.reserve(cells.size());
  const auto by_group = [](const auto& left, const auto& right) { return left.first < right.first; };
  std::size_t begin = 0;
  for (std::size_t unit = 0; unit < of_unit_.size(); ++unit) {
    const auto row = std::span(sorted).subspan(begin, end[unit] - begin);
    begin = end[unit];
    if (!std::ranges::is_sorted(row, by_group)) {
      std::ranges::stable_sort(row, by_group);
    }
    for (std::size_t place = 0; place < row.size();) {
      const GroupIndex group = row[place].first;
      double pupils = 0.0;
      for (; place < row.size() && row[place].first == group; ++place) {
        pupils += row[place].second;
      }
      if (pupils > 0.0) {
        cell_group_.push_back(group);
        cell_pupils_.push_back(pupils);
        of_unit_[unit] += pupils;
        of_group_[static_cast<std::size_t>(group)] += pupils;
      }
    }
    row_begin_[unit + 1] = cell_group_.size();
  }
  total_ = std::accumulate(of_unit_.begin(), of_unit_.end(), 0.0);
}

double ContingencyTable::at(UnitIndex unit, GroupIndex group) const {
  const Row cells = row(unit);
  const auto found = std::ranges::lower_bound(cells.groups, group);
  return found == cells.groups.end() || *found != group
             ? 0.0
             : cells.pupils[static_cast<std::size_t>(found - cells.groups.begin())];
}

std::vector<Cell> ContingencyTable::cells() const {
  std::vector<Cell> out;
  out.reserve(cell_pupils_.size());
  for (std::uint32_t unit = 0; unit < units(); ++unit) {
    const Row cells = row(UnitIndex{unit});
    for (std::size_t place = 0; place < cells.groups.size(); ++place) {
      out.push_back({UnitIndex{unit}, cells.groups[place], cells.pupils[place]});
    }
  }
  return out;
}

std::uint32_t ContingencyTable::occupied_units() const { return count_above_zero(of_unit_); }

std::uint32_t ContingencyTable::occupied_groups() const { return count_above_zero(of_group_); }

ContingencyTable ContingencyTable::against_the_rest(GroupIndex group) const {
  std::vector<Cell> out = cells();
  for (Cell& cell : out) {
    cell.group = cell.group == group ? GroupIndex{0} : GroupIndex{1};
  }
  return {UnitCount{units()}, GroupCount{2}, out};
}

ContingencyTable ContingencyTable::merged(const Partition& partition) const {
  std::vector<Cell> out = cells();
  for (Cell& cell : out) {
    cell.unit = UnitIndex{static_cast<std::uint32_t>(partition.of_unit[number(cell.unit)])};
  }
  return {UnitCount{partition.parts}, GroupCount{groups()}, out};
}

ContingencyTable ContingencyTable::only(const Partition& partition, PartIndex part) const {
  std::vector<Cell> out;
  std::uint32_t kept = 0;
  for (std::uint32_t unit = 0; unit < units(); ++unit) {
    if (partition.of_unit[unit] != part) {
      continue;
    }
    const Row cells = row(UnitIndex{unit});
    for (std::size_t place = 0; place < cells.groups.size(); ++place) {
      out.push_back({UnitIndex{kept}, cells.groups[place], cells.pupils[place]});
    }
    ++kept;
  }
  return {UnitCount{kept}, GroupCount{groups()}, out};
}

}  // namespace mengpaneel::measure
