// SPDX-License-Identifier: EUPL-1.2
#include "measure/counts.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace mengpaneel::measure {

namespace {

Partition combined(const Counts& counts, std::size_t first, std::size_t depth, bool with_unit) {
  const std::size_t rows = counts.unit_of_row.size();
  Partition out{.of_unit = std::vector<PartIndex>(rows), .parts = 0};
  std::map<std::vector<std::uint32_t>, std::uint32_t> numbers;
  for (std::size_t row = 0; row < rows; ++row) {
    std::vector<std::uint32_t> combination;
    for (std::size_t level = first; level < first + depth; ++level) {
      combination.push_back(static_cast<std::uint32_t>(counts.levels[level].of_row[row]));
    }
    if (with_unit) {
      combination.push_back(static_cast<std::uint32_t>(counts.unit_of_row[row]));
    }
    const auto found = numbers.emplace(std::move(combination), static_cast<std::uint32_t>(numbers.size()));
    out.of_unit[row] = PartIndex{found.first->second};
  }
  out.parts = static_cast<std::uint32_t>(numbers.size());
  return out;
}

}  // namespace

Partition Counts::by_unit() const {
  Partition out{.of_unit = {}, .parts = units.size()};
  for (const UnitIndex unit : unit_of_row) {
    out.of_unit.push_back(PartIndex{static_cast<std::uint32_t>(unit)});
  }
  return out;
}

Partition Counts::by_levels(std::size_t first, std::size_t depth) const {
  return combined(*this, first, depth, false);
}

Partition Counts::by_levels_and_unit(std::size_t first, std::size_t depth) const {
  return combined(*this, first, depth, true);
}

CountsBuilder::CountsBuilder(std::vector<std::string> level_names) {
  for (std::string& name : level_names) {
    counts_.levels.push_back({.name = std::move(name), .parts = {}, .of_row = {}});
  }
}

void CountsBuilder::add(std::string_view unit, std::string_view group,
                        std::span<const std::string_view> levels, CountInterval pupils) {
  const std::uint32_t group_number = counts_.groups.intern(group).index;
  std::vector<std::uint32_t> values{counts_.units.intern(unit).index};
  for (std::size_t level = 0; level < counts_.levels.size(); ++level) {
    values.push_back(counts_.levels[level].parts.intern(levels[level]).index);
  }
  key_.assign(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(std::uint32_t));
  const base::IdTable::Interned row = row_keys_.intern(key_);
  if (row.is_new) {
    row_values_.insert(row_values_.end(), values.begin(), values.end());
  }
  records_.push_back({.row = row.index, .group = group_number, .pupils = pupils});
}

Counts CountsBuilder::build() && {
  const std::size_t width = 1 + counts_.levels.size();
  const std::uint32_t rows = row_keys_.size();
  std::vector<std::vector<std::uint32_t>> renumbered{counts_.units.sort_by_bytes()};
  for (Level& level : counts_.levels) {
    renumbered.push_back(level.parts.sort_by_bytes());
  }
  const std::vector<std::uint32_t> new_group = counts_.groups.sort_by_bytes();
  for (std::size_t place = 0; place < row_values_.size(); ++place) {
    row_values_[place] = renumbered[place % width][row_values_[place]];
  }
  // Rows in the order of their names: unit, then levels.
  std::vector<std::uint32_t> order(rows);
  std::iota(order.begin(), order.end(), 0U);
  const auto key = [&](std::uint32_t row) { return std::span(row_values_).subspan(row * width, width); };
  std::ranges::sort(order, [&](std::uint32_t left, std::uint32_t right) {
    return std::ranges::lexicographical_compare(key(left), key(right));
  });
  std::vector<std::uint32_t> new_row(rows);
  for (std::uint32_t place = 0; place < rows; ++place) {
    new_row[order[place]] = place;
    counts_.unit_of_row.push_back(UnitIndex{key(order[place])[0]});
    for (std::size_t level = 0; level < counts_.levels.size(); ++level) {
      counts_.levels[level].of_row.push_back(PartIndex{key(order[place])[level + 1]});
    }
  }
  std::vector<Cell> low;
  std::vector<Cell> high;
  for (const Record& record : records_) {
    const UnitIndex unit{new_row[record.row]};
    const GroupIndex group{new_group[record.group]};
    low.push_back({unit, group, record.pupils.low});
    high.push_back({unit, group, record.pupils.high});
    counts_.table.hidden_cells += record.pupils.exact() ? 0U : 1U;
  }
  const UnitCount unit_count{rows};
  const GroupCount group_count{counts_.groups.size()};
  counts_.table.low = ContingencyTable(unit_count, group_count, low);
  counts_.table.high = ContingencyTable(unit_count, group_count, high);
  return std::move(counts_);
}

}  // namespace mengpaneel::measure
