// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Stable improvement cycles: deferred acceptance, after which pupils trade seats as long as nobody who goes
// before them by class and order, whatever the numbers say, is passed over by it. What the numbers cost
// pupils is given back; at the price that an honest list is not always the best.
//
// Source: Erdil & Ergin (2008), Amer. Econ. Rev. 98; pools: docs/formats.md, decision 44.

#include <cstdint>
#include <vector>

#include "place/frozen.hpp"
#include "place/mechanisms/market.hpp"

namespace mengpaneel::place {

/// The row that each pupil got, [n], or base::none. O(rows) a circle, at worst.
[[nodiscard]] std::vector<std::uint32_t> stable_improvement_cycles(const Market& market,
                                                                   const Frozen& frozen);

}  // namespace mengpaneel::place
