// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Why a decision fell as it did, as a kind that a machine can check against the engine. The words come after
// (explain.hpp), so that a sentence can be no more than what its kind promises.
//
// Every kind is a fact about the row itself, never a guess at what would have happened: "the largest number
// that still got a place was X, yours is Y" holds whatever the mechanism did. Cut-offs are the worst key
// among those admitted to a full pool.

#include <compare>
#include <cstdint>
#include <string_view>

#include "place/explain/context.hpp"
#include "place/explain/decision.hpp"

namespace mengpaneel::place {

/// Keys are compared by class, then order, then number; under serial dictatorship by number alone.
enum class ReasonKind : std::uint8_t {
  // Placed.
  placed_as_needed,         ///< in a pool that takes all who are eligible
  placed_free,              ///< the pool is not full (not immediate acceptance)
  placed_in_turn,           ///< immediate acceptance: a seat was free in the round of this rank
  placed_in_band,           ///< parallel: a seat was free in the band of this choice
  placed_by_trade,          ///< top trading cycles: whatever the cut-off says
  placed_by_class,          ///< own class < class of the cut-off
  placed_by_distance,       ///< equal class, fewer metres than the cut-off
  placed_by_listing,        ///< equal class, listed before the cut-off
  placed_by_number,         ///< equal class and order, number < that of the cut-off
  placed_with_last_number,  ///< class, order and number of the cut-off: the last one, or shares her number
  // Rejected.
  no_seats,                ///< no cut-off: the pool had no seat to give (not immediate acceptance)
  class_behind_cutoff,     ///< own class > class of the cut-off
  distance_behind_cutoff,  ///< equal class, more metres
  listing_behind_cutoff,   ///< equal class, listed after
  number_behind_cutoff,    ///< equal class and order, number > that of the cut-off
  same_number_as_cutoff,   ///< equal class, order and number: own numbers decided (not immediate acceptance)
  seat_given_to_higher_rank,  ///< immediate acceptance: own key < cut-off, whose rank there was smaller
  no_seat_in_turn,            ///< immediate acceptance: no seat was left in the round of this rank
  no_seat_in_band,            ///< parallel: no seat was left for her in the band of this choice
  no_seat_by_trade,           ///< top trading cycles: no trade gave a seat here
  // Neither.
  has_higher_choice,  ///< placed at a programme of smaller rank
  has_other_pool,     ///< placed in an earlier pool of this programme
  not_eligible,       ///< no pool of the programme is open to the pupil
  group_incomplete,   ///< the group could not be placed together
  contradiction,      ///< the rows do not fit each other; no outcome that passes `verify` has this
};

[[nodiscard]] std::string_view reason_kind_name(ReasonKind kind);

/// Lottery numbers as decisions.csv writes them: of one length they compare as their text; a decimal number
/// with fewer digits is smaller.
[[nodiscard]] std::strong_ordering compare_numbers(std::string_view left, std::string_view right);

/// `placed` is the pupil's own placed row, or null. O(length of the numbers).
[[nodiscard]] ReasonKind reason_of(const Decision& decision, const Decision* placed,
                                   const ExplainContext& context);

}  // namespace mengpaneel::place
