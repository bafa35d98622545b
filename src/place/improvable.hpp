// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Who would gain if pupils might swap the seats they got: what priorities and a lottery cost in choice.
//
// Top trading cycles from the outcome: every placed pupil brings her seat and asks for the best programme of
// her list, down to her own, where she is eligible in any pool and somebody still has a seat to give; a
// programme points at its placed pupils in the order of their identifiers; cycles trade and leave. Nobody
// loses, and no further swap helps anyone. Another order of the pupils of a programme may give another group
// that gains, so the figure is that of this order; it is 0 exactly when no swap at all helps. Free seats are
// not traded, and who has no seat has nothing to trade. Source: Shapley and Scarf (1974), J. Math. Econ. 1;
// with many seats a programme: Abdulkadiroglu and Sonmez (2003), Amer. Econ. Rev. 93.

#include <cstdint>

#include "place/outcome.hpp"

namespace mengpaneel::place {

/// Pupils who get a programme that they prefer. O(choices).
[[nodiscard]] std::uint64_t count_improvable(const Frozen& frozen, const Outcome& outcome);

}  // namespace mengpaneel::place
