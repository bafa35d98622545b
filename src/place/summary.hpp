// SPDX-License-Identifier: EUPL-1.2
#pragma once
// What a town wants to know of an outcome at a glance: how many got which choice, who, where, and how mixed.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/hash.hpp"
#include "place/freeze.hpp"
#include "place/outcome.hpp"
#include "place/round.hpp"

namespace mengpaneel::place {

/// Counts of one group of applicants (all, those with a value of an attribute, those placed by a board).
struct GroupCount {
  std::string column;  ///< pupils: attribute; programmes: board_id
  std::string value;
  std::uint64_t pupils = 0;
  std::uint64_t placed = 0;
  std::uint64_t first_choice = 0;
};

/// A board's seats and who got them.
struct BoardCount {
  std::string board_id;
  std::uint64_t seats = 0;  ///< capacity of its programmes with a limit
  std::uint64_t placed = 0;
};

/// An index of segregation over schools of the placed pupils, or why it is not defined.
struct IndexValue {
  std::string key;  ///< "D", "H"
  std::optional<double> value;
  std::string reason;  ///< when not defined
};

struct Summary {
  std::uint64_t pupils = 0;     ///< with a preference list
  std::uint64_t not_applied = 0;
  std::uint64_t placed = 0;
  std::uint64_t unplaced = 0;
  std::map<std::uint32_t, std::uint64_t> by_rank;  ///< rank as given -> placed there
  std::vector<GroupCount> by_attribute;            ///< attributes with at most 12 values
  std::vector<BoardCount> by_board;
  std::uint64_t blocking_pairs = 0;   ///< pupil and programme: she prefers it and has a better key than someone there, or a seat is free that she may take
  std::uint64_t wasted_seats = 0;     ///< free seats that a pupil who prefers them may take
  std::uint64_t improvable = 0;       ///< pupils who would gain if pupils might swap (top trading cycles from the outcome)
  std::uint64_t above_capacity = 0;   ///< seats that as-needed pools took beyond `rest`
  std::uint64_t short_lists = 0;
  std::optional<double> mean_metres;  ///< home to programme, of the placed with known places
  std::vector<IndexValue> ses_indices;
  std::uint64_t ses_unknown = 0;      ///< placed pupils without `ses`
};

[[nodiscard]] Summary summarise(const Round& round, const FreezeResult& freeze, const Outcome& outcome,
                                const base::Digest& seed);

}  // namespace mengpaneel::place
