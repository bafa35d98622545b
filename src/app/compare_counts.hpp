// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Everything that `compare` says of tables of counts of two or more years, as numbers.

#include <optional>
#include <string>
#include <vector>

#include "measure/bounds.hpp"
#include "measure/change.hpp"
#include "measure/counts.hpp"
#include "measure/transition.hpp"

namespace mengpaneel::app {

struct CompareRequest {
  std::optional<std::string> focus;  ///< the group of the transition table; nothing: each of a few
  measure::TransitionOptions transition;
  base::Digest seed{};
};

/// One year, numbered like all years.
struct ComparedYear {
  std::string name;
  measure::IntervalTable intervals;  ///< [units x groups]
  measure::ContingencyTable table;   ///< [units x groups], hidden cells in the middle
};

struct GroupTransition {
  measure::GroupIndex group;
  std::expected<measure::Transition, measure::Undefined> table;
};

struct Compared {
  base::IdTable units;   ///< of any year, in the order of their bytes
  base::IdTable groups;  ///< likewise
  std::vector<ComparedYear> years;
  std::expected<measure::Change, measure::Undefined> direct;              ///< the first and the last year
  std::vector<std::expected<measure::Change, measure::Undefined>> steps;  ///< [years - 1] each and the next
  /// Where cells are hidden: what the changes of M and H from the first to the last year lie between.
  std::optional<measure::IndexBounds> change_of_M;
  std::optional<measure::IndexBounds> change_of_H;
  std::vector<GroupTransition> transitions;  ///< first and last year; empty where cells are hidden
  [[nodiscard]] bool exact() const { return !change_of_M.has_value(); }
};

/// Without a focus, more groups than this have no transition tables.
inline constexpr std::uint32_t transition_groups_max = 8;

struct NamedCounts {
  std::string name;
  measure::Counts counts;
};

/// `years` in the order of time, two or more; a focus names a group of one of them.
[[nodiscard]] Compared compare_counts(const std::vector<NamedCounts>& years, const CompareRequest& request);

}  // namespace mengpaneel::app
