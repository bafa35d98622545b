// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The Chinese parallel mechanism: lists are cut in bands of some positions, deferred acceptance places within
// a band for good, and the next band takes the seats that are left. One position a band is immediate
// acceptance, a band as long as the longest list is deferred acceptance.
//
// Source: Chen & Kesten (2017), J. Polit. Econ. 125; pools and positions: docs/formats.md, decision 39.

#include <cstdint>
#include <vector>

#include "place/frozen.hpp"
#include "place/mechanisms/market.hpp"

namespace mengpaneel::place {

/// The row that each pupil got, [n], or base::none. A position counts the choices at which the pupil may take
/// a seat. `band` is at least 1. O(rows log seats), and for each band O(pupils + pools).
[[nodiscard]] std::vector<std::uint32_t> parallel(const Market& market, const FrozenTable& table,
                                                  std::uint32_t band);

}  // namespace mengpaneel::place
