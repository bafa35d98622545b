// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Pupils counted by unit (a school, a neighbourhood) and group (SES low, middle, high): what every index of
// segregation is computed from. Units and groups are different types, because an index of the transposed
// table is a valid number that answers another question, and nobody would notice.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace mengpaneel::measure {

enum class UnitIndex : std::uint32_t {};
enum class GroupIndex : std::uint32_t {};
enum class UnitCount : std::uint32_t {};
enum class GroupCount : std::uint32_t {};

/// Counts [units x groups], row by row, with their sums by unit and group kept up to date.
class ContingencyTable {
 public:
  ContingencyTable(UnitCount units, GroupCount groups);

  /// Adds pupils of `group` to `unit`. The table may hold at most 2^32 pupils, so that products of two sums
  /// are exact in 64 bits.
  void add(UnitIndex unit, GroupIndex group, std::uint64_t pupils = 1);

  [[nodiscard]] std::uint32_t units() const { return units_; }
  [[nodiscard]] std::uint32_t groups() const { return groups_; }
  [[nodiscard]] std::uint64_t at(UnitIndex unit, GroupIndex group) const {
    return counts_[position(unit, group)];
  }
  [[nodiscard]] std::uint64_t of(UnitIndex unit) const { return of_unit_[static_cast<std::size_t>(unit)]; }
  [[nodiscard]] std::uint64_t of(GroupIndex group) const {
    return of_group_[static_cast<std::size_t>(group)];
  }
  [[nodiscard]] std::uint64_t total() const { return total_; }

  /// The same units with two groups: `group` first, everyone else second.
  [[nodiscard]] ContingencyTable against_the_rest(GroupIndex group) const;

 private:
  [[nodiscard]] std::size_t position(UnitIndex unit, GroupIndex group) const {
    return static_cast<std::size_t>(unit) * groups_ + static_cast<std::size_t>(group);
  }

  std::uint32_t units_;
  std::uint32_t groups_;
  std::vector<std::uint64_t> counts_;    ///< [units x groups]
  std::vector<std::uint64_t> of_unit_;   ///< [units]
  std::vector<std::uint64_t> of_group_;  ///< [groups]
  std::uint64_t total_ = 0;
};

}  // namespace mengpaneel::measure
