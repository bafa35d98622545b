// SPDX-License-Identifier: EUPL-1.2
#pragma once
// summary.json: the counts that follow from the placement. Its other members are protected by the digest
// alone.

#include <cstdint>
#include <optional>
#include <string_view>

#include "verify/check_placements.hpp"
#include "verify/check_tables.hpp"
#include "verify/replay_events.hpp"

namespace mengpaneel::verify {

/// pupils, placed, unplaced, by_rank, what became of groups and, where the mechanism makes a promise about
/// them, blocking_pairs and that no seat is wasted. `events`: nullptr where there were none.
void check_summary(std::string_view bytes, const PlacementsTable& placements, const Derived& derived,
                   std::optional<std::uint64_t> promised_pairs, const EventCounts* events,
                   Findings& findings);

}  // namespace mengpaneel::verify
