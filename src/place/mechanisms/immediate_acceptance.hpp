// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Immediate acceptance, the "Boston" mechanism: in round r the seats that are left go for good to those who
// ranked the programme r-th. Rewards tactics: a first choice that fails can cost the second.
//
// Source: Abdulkadiroglu & Sonmez (2003), Amer. Econ. Rev. 93; pools: docs/formats.md, decision 18.

#include <cstdint>
#include <vector>

#include "place/frozen.hpp"
#include "place/mechanisms/market.hpp"

namespace mengpaneel::place {

/// The row that each pupil got, [n], or base::none. The rank of a choice, as given, is its round.
/// O(rows log rows).
[[nodiscard]] std::vector<std::uint32_t> immediate_acceptance(const Market& market, const FrozenTable& table);

}  // namespace mengpaneel::place
