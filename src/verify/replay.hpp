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

/// Every stage in turn, on the seats that the earlier ones left and for the pupils who have no place yet.
/// Without groups: for those replay_groups().
[[nodiscard]] Placement replay(const FrozenTable& frozen, const SeatsTable& seats, const KeyOrder& keys);

/// Places in one stage, on `pools` with the seats that are left, who has no place in `placement` yet:
/// immediate acceptance ("Boston") by ranks as given (decision 18), where what was taken stays taken.
void replay_immediate(const FrozenTable& frozen, const SeatsTable& seats, const KeyOrder& keys,
                      std::uint32_t stage, const std::vector<Pool>& pools, Placement& placement);

/// The same with programmes proposing to who has not refused them (decision 40).
void replay_school_proposing(const FrozenTable& frozen, const SeatsTable& seats, const KeyOrder& keys,
                             std::uint32_t stage, const std::vector<Pool>& pools, Placement& placement);

/// The same by top trading cycles (decision 41).
void replay_trading_cycles(const FrozenTable& frozen, const SeatsTable& seats, const KeyOrder& keys,
                           std::uint32_t stage, const std::vector<Pool>& pools, Placement& placement);

/// The same by deferred acceptance within bands of positions, for good (decision 39).
void replay_parallel(const FrozenTable& frozen, const SeatsTable& seats, const KeyOrder& keys,
                     std::uint32_t stage, const std::vector<Pool>& pools, Placement& placement);

/// Trades seats of one stage's placement, where (class, order) allow it, until nobody gains (decision 44).
void improve(const FrozenTable& frozen, const KeyOrder& keys, std::uint32_t stage, Placement& placement);

/// How many each pool holds of the choices of a stage [pools].
[[nodiscard]] std::vector<std::uint64_t> count_filled(const FrozenTable& frozen, const SeatsTable& seats,
                                                      const Placement& placement, std::uint32_t stage);

}  // namespace mengpaneel::verify
