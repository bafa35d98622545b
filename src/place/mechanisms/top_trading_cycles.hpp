// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Top trading cycles: a pupil asks for the best programme that still has a seat for her, a programme points
// at the pupil who goes first there, and who stand in a circle trade. Efficient for pupils, at the price of
// priorities: who has a good one at a programme that she wants less trades it away to somebody with a worse.
// No circle of pupils would gain by trading seats afterwards: whoever of them left first could have had hers.
//
// Source: Abdulkadiroglu & Sonmez (2003), Amer. Econ. Rev. 93; reserves: Hafalir, Yenmez & Yildirim (2013),
// Theor. Econ. 8; pools: docs/formats.md, decision 41.

#include <cstdint>
#include <vector>

#include "place/frozen.hpp"
#include "place/mechanisms/market.hpp"

namespace mengpaneel::place {

/// The row that each pupil got, [n], or base::none. O(rows log rows).
[[nodiscard]] std::vector<std::uint32_t> top_trading_cycles(const Market& market, const Frozen& frozen);

}  // namespace mengpaneel::place
