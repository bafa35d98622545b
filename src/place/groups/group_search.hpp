// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Deferred acceptance with groups who apply together: the singles first, then the groups in turn, each where
// all of it is chosen; a group that loses a seat to a later one moves before it, and all begins anew.
//
// Source: Roth & Peranson (1999), Amer. Econ. Rev. 89; the order of insertion: Ashlagi, Braverman &
// Hassidim (2014), Oper. Res. 62. With groups a stable placement need not exist: docs/formats.md, 29 to 34.

#include <cstdint>
#include <span>
#include <vector>

#include "place/frozen.hpp"
#include "place/lottery/numbers.hpp"
#include "place/mechanisms/market.hpp"
#include "place/outcome.hpp"

namespace mengpaneel::place {

struct GroupPlacement {
  LotteryNumbers numbers;                   ///< that decided, with the groups' in them
  std::vector<std::uint32_t> row_of_pupil;  ///< [n], or base::none
  std::vector<GroupResult> groups;          ///< [groups]
};

/// Orders that are tried before the search counts as going round in a circle.
inline constexpr std::size_t group_orders_max = 1000;

/// `own`: of each pupil by herself; `ties` tell apart who shares a number.
/// Cost: a run of the singles, and for each order tried a copy of its end and some microseconds a group.
[[nodiscard]] GroupPlacement place_with_groups(const Frozen& frozen, const LotteryNumbers& own,
                                               const OwnNumbers& ties, KeyParts parts,
                                               std::span<const MarketPool> pools);

}  // namespace mengpaneel::place
