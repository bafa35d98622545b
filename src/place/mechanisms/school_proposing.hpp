// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Deferred acceptance with the programmes proposing: of all stable placements the best for every programme
// and the worst for every pupil. With pupil-proposing deferred acceptance it spans the range of what is
// stable.
//
// Source: Gale & Shapley (1962), Amer. Math. Monthly 69; choice functions: Roth (1984), Econometrica 52;
// pools: docs/formats.md, decision 40.

#include <cstdint>
#include <vector>

#include "place/frozen.hpp"
#include "place/mechanisms/market.hpp"

namespace mengpaneel::place {

/// The row that each pupil got, [n], or base::none. O(rows log rows), and each time that a programme proposes
/// anew O(its rows).
[[nodiscard]] std::vector<std::uint32_t> school_proposing(const Market& market, const Frozen& frozen);

}  // namespace mengpaneel::place
