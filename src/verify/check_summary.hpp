// SPDX-License-Identifier: EUPL-1.2
#pragma once
// summary.json: the counts that follow from the placement. Its other members are protected by the digest
// alone.

#include <cstdint>
#include <optional>
#include <string_view>

#include "verify/check_placements.hpp"

namespace mengpaneel::verify {

/// pupils, placed, unplaced, by_rank and, where the mechanism promises that there are none (`promised`),
/// blocking_pairs and wasted_seats.
void check_summary(std::string_view bytes, const PlacementsTable& placements, const FrozenTable& frozen,
                   const Standings& standings, bool promises_stability, Findings& findings);

}  // namespace mengpaneel::verify
