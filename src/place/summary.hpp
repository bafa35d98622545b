// SPDX-License-Identifier: EUPL-1.2
#pragma once
// What a town wants to know of an outcome at a glance: how many got which choice, who, where, and how mixed.
// What each figure means, in words: docs/summary.md.

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

/// Applicants with one value of an attribute.
struct GroupCount {
  std::string column;
  std::string value;  ///< empty: those without a value
  std::uint64_t pupils = 0;
  std::uint64_t placed = 0;
  std::uint64_t first_choice = 0;  ///< placed at the first programme of the list
};

/// A board's seats and who got them.
struct BoardCount {
  std::string board_id;      ///< empty: programmes without a board
  std::uint64_t seats = 0;   ///< capacity of its programmes with a limit
  std::uint64_t placed = 0;  ///< at all its programmes
};

/// An index of segregation over schools of the placed pupils, or why it is not defined.
struct IndexValue {
  std::string key;  ///< "D", "H"
  std::optional<double> value;
  std::string reason;  ///< when not defined: "no_pupils", "one_group" or "many_groups"
};

/// Groups of one kind and what became of them.
struct GroupKindCount {
  std::uint64_t groups = 0;
  std::uint64_t together = 0;   ///< all members at one programme
  std::uint64_t separated = 0;  ///< placed one by one, for want of a place together
  std::uint64_t unplaced = 0;   ///< or-nothing, and not placed
};

/// What events after the draw made of the round (docs/formats.md, decision 67).
struct EventCount {
  std::uint64_t events = 0;
  std::uint64_t withdrawn = 0;
  std::uint64_t accepted = 0;
  std::uint64_t entered = 0;
  std::uint64_t moves = 0;       ///< rows of moves.csv
  std::uint64_t over_seats = 0;  ///< pupils above the seats that there are now
};

struct Summary {
  std::uint64_t pupils = 0;  ///< with a preference list
  std::uint64_t not_applied = 0;
  std::uint64_t placed = 0;
  std::uint64_t unplaced = 0;
  std::map<std::uint32_t, std::uint64_t> by_rank;  ///< rank as given -> placed there
  std::vector<GroupCount> by_attribute;            ///< by column and value; attributes with 2 to 12 values
  std::vector<BoardCount> by_board;                ///< by board_id; empty without that column
  std::uint64_t blocking_pairs = 0;                ///< see blocking.hpp
  std::uint64_t wasted_seats = 0;                  ///< see blocking.hpp
  std::map<std::string, GroupKindCount> groups;    ///< by kind; empty where nobody applied together
  std::vector<std::string> blocking_groups;        ///< KIND/GROUP_ID, see groups/group_search.hpp
  std::uint64_t improvable = 0;      ///< pupils who would gain if pupils might swap, see improvable.hpp
  std::uint64_t above_capacity = 0;  ///< seats that as-needed pools took beyond what `rest` had
  std::uint64_t short_lists = 0;
  std::optional<double> mean_metres;    ///< home to programme, of the placed with known places
  std::vector<IndexValue> ses_indices;  ///< D and H over schools, groups are the values of `ses`
  std::uint64_t ses_unknown = 0;        ///< placed pupils without `ses`, who are left out of them

  std::optional<EventCount> events;  ///< of an outcome that was continued

  static constexpr std::size_t attribute_values_max = 12;
};

/// `seed` decides ties between equal numbers, as in place(). O(rows log rows of a pupil + pupils x
/// attributes).
[[nodiscard]] Summary summarise(const Round& round, const FreezeResult& freeze, const Outcome& outcome,
                                const base::Digest& seed);

}  // namespace mengpaneel::place
