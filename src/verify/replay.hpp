// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The placement computed anew, by the textbook, to compare the outcome with.

#include <cstdint>
#include <vector>

#include "verify/frozen_table.hpp"
#include "verify/key_order.hpp"
#include "verify/seats_table.hpp"

namespace mengpaneel::verify {

/// The frozen row by which each pupil is placed; base::none: not placed [pupils].
using Placement = std::vector<std::uint32_t>;

/// Deferred acceptance (Gale and Shapley 1962), pupils proposing, in rounds: everybody who holds no seat
/// proposes to the next programme on the list; each programme that has new proposals chooses anew from all it
/// holds and all new ones, going through its pools in order (decision 17). Such a choice is substitutable, so
/// the result is the best stable placement for every pupil and does not depend on the order of proposals.
/// Serial dictatorship is the same on keys without class and order. Cost: each proposal may cost a scan of
/// its programme's seats.
[[nodiscard]] Placement replay_deferred(const FrozenTable& frozen, const SeatsTable& seats,
                                        const KeyOrder& keys);

/// Immediate acceptance ("Boston") by ranks as given (decision 18): what was taken stays taken.
[[nodiscard]] Placement replay_immediate(const FrozenTable& frozen, const SeatsTable& seats,
                                         const KeyOrder& keys);

}  // namespace mengpaneel::verify
