// SPDX-License-Identifier: EUPL-1.2
#pragma once
// A long table of counts as it was read: names, levels and cells that may be hidden. Readers fill it (io);
// what is computed goes through the tables it gives.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id_table.hpp"
#include "measure/contingency_table.hpp"

namespace mengpaneel::measure {

/// A count that is known to lie in [low, high]; equal where it was published.
struct CountInterval {
  double low = 0.0;
  double high = 0.0;
  [[nodiscard]] bool exact() const { return low == high; }
  bool operator==(const CountInterval&) const = default;
};

/// A table of which some cells are hidden: every cell lies between its cell in `low` and in `high`. Totals
/// that are known beside the cells make it tighter.
struct IntervalTable {
  ContingencyTable low;
  ContingencyTable high;                   ///< the same shape; never below `low`
  std::vector<CountInterval> unit_totals;  ///< [units], or empty: not known
  std::uint64_t hidden_cells = 0;

  /// Nothing is hidden: `low` is the table.
  [[nodiscard]] bool exact() const { return hidden_cells == 0; }
};

/// A column that says where each unit is: municipality, board, neighbourhood.
struct Level {
  std::string name;
  base::IdTable parts;            ///< in the order of their bytes
  std::vector<PartIndex> of_row;  ///< [rows of the table]
};

/// Counts by unit, group and levels. A *row* is a unit within one combination of levels: as a rule simply the
/// unit, but a school whose pupils are counted by neighbourhood has a row for each neighbourhood.
struct Counts {
  base::IdTable units;   ///< in the order of their bytes
  base::IdTable groups;  ///< in the order of their bytes
  std::vector<Level> levels;
  std::vector<UnitIndex> unit_of_row;  ///< [rows], for names
  IntervalTable table;                 ///< [rows x groups]

  /// The rows as units of a partition: the table by unit, whatever the levels.
  [[nodiscard]] Partition by_unit() const;
  /// The rows by their combination of `depth` levels from `first`, in the order given at reading.
  [[nodiscard]] Partition by_levels(std::size_t first, std::size_t depth) const;
  /// The same, and by unit.
  [[nodiscard]] Partition by_levels_and_unit(std::size_t first, std::size_t depth) const;
};

/// Fills Counts record by record. Names may come in any order; the result does not depend on it.
class CountsBuilder {
 public:
  explicit CountsBuilder(std::vector<std::string> level_names);

  /// `levels` [levels]. Counts of the same unit, group and levels are added up, intervals too.
  void add(std::string_view unit, std::string_view group, std::span<const std::string_view> levels,
           CountInterval pupils);

  /// Ends it.
  [[nodiscard]] Counts build() &&;

 private:
  struct Record {
    std::uint32_t row;
    std::uint32_t group;
    CountInterval pupils;
  };

  Counts counts_;
  base::IdTable row_keys_;
  std::vector<std::uint32_t> row_values_;  ///< [rows x (1 + levels)]: unit, then the part of each level
  std::vector<Record> records_;
  std::string key_;
};

}  // namespace mengpaneel::measure
