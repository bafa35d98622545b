// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Pupils counted by unit (a school, a neighbourhood) and group (SES low, middle, high): what every index of
// segregation is computed from. Units and groups are different types, because an index of the transposed
// table is a valid number that answers another question, and nobody would notice.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace mengpaneel::measure {

enum class UnitIndex : std::uint32_t {};
enum class GroupIndex : std::uint32_t {};
enum class PartIndex : std::uint32_t {};  ///< a set of units: a municipality, a board
enum class UnitCount : std::uint32_t {};
enum class GroupCount : std::uint32_t {};

struct Cell {
  UnitIndex unit;
  GroupIndex group;
  double pupils;  ///< finite, not negative
};

/// Which part each unit belongs to: a level of a nested decomposition.
struct Partition {
  std::vector<PartIndex> of_unit;  ///< [units]
  std::uint32_t parts = 0;
};

/// Counts [units x groups] with their sums. Only cells above 0 are kept, row by row in the order of groups
/// (compressed rows: 12 bytes a cell), so that thousands of groups cost what their pupils cost. Counts may be
/// fractions (expected counts, rakings); whole ones up to 9e7 pupils in all give exact products of two sums.
class ContingencyTable {
 public:
  struct Row {
    std::span<const GroupIndex> groups;
    std::span<const double> pupils;
  };

  ContingencyTable() : ContingencyTable(UnitCount{0}, GroupCount{0}) {}
  /// Cells in any order; those of the same place are added up. O(cells + units + groups).
  ContingencyTable(UnitCount units, GroupCount groups, std::span<const Cell> cells = {});

  [[nodiscard]] std::uint32_t units() const { return static_cast<std::uint32_t>(of_unit_.size()); }
  [[nodiscard]] std::uint32_t groups() const { return static_cast<std::uint32_t>(of_group_.size()); }
  /// O(log groups).
  [[nodiscard]] double at(UnitIndex unit, GroupIndex group) const;
  [[nodiscard]] double of(UnitIndex unit) const { return of_unit_[static_cast<std::size_t>(unit)]; }
  [[nodiscard]] double of(GroupIndex group) const { return of_group_[static_cast<std::size_t>(group)]; }
  [[nodiscard]] double total() const { return total_; }

  [[nodiscard]] Row row(UnitIndex unit) const {
    const std::size_t begin = row_begin_[static_cast<std::size_t>(unit)];
    const std::size_t size = row_begin_[static_cast<std::size_t>(unit) + 1] - begin;
    return {std::span(cell_group_).subspan(begin, size), std::span(cell_pupils_).subspan(begin, size)};
  }
  /// All cells above 0, and the sums; for loops that need no places.
  [[nodiscard]] std::span<const double> cell_counts() const { return cell_pupils_; }
  [[nodiscard]] std::span<const double> unit_counts() const { return of_unit_; }
  [[nodiscard]] std::span<const double> group_counts() const { return of_group_; }
  /// The cells above 0 with their places, by unit and then group.
  [[nodiscard]] std::vector<Cell> cells() const;

  /// Units and groups with at least one pupil.
  [[nodiscard]] std::uint32_t occupied_units() const;
  [[nodiscard]] std::uint32_t occupied_groups() const;

  /// The same units with two groups: `group` first, everyone else second.
  [[nodiscard]] ContingencyTable against_the_rest(GroupIndex group) const;
  /// The parts as units.
  [[nodiscard]] ContingencyTable merged(const Partition& partition) const;
  /// The units of one part, in their order; groups as they are.
  [[nodiscard]] ContingencyTable only(const Partition& partition, PartIndex part) const;

 private:
  std::vector<std::size_t> row_begin_;  ///< [units + 1]
  std::vector<GroupIndex> cell_group_;  ///< [cells]
  std::vector<double> cell_pupils_;     ///< [cells]
  std::vector<double> of_unit_;         ///< [units]
  std::vector<double> of_group_;        ///< [groups]
  double total_ = 0.0;
};

/// Collects cells for a table, as pupils or counts come by.
class TableBuilder {
 public:
  TableBuilder(UnitCount units, GroupCount groups) : units_(units), groups_(groups) {}
  void add(UnitIndex unit, GroupIndex group, double pupils = 1.0) { cells_.push_back({unit, group, pupils}); }
  [[nodiscard]] ContingencyTable build() const { return {units_, groups_, cells_}; }

 private:
  UnitCount units_;
  GroupCount groups_;
  std::vector<Cell> cells_;
};

}  // namespace mengpaneel::measure
