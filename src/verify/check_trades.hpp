// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Efficiency for pupils, where a mechanism promises it.

#include "verify/replay.hpp"
#include "verify/standing.hpp"

namespace mengpaneel::verify {

/// In stages of top trading cycles: no circle of pupils exists in which each has the seat of a pool that the
/// one before may take and prefers. One finding a stage. Cost: O(rows).
void check_trades(const FrozenTable& frozen, const SeatsTable& seats, const Placement& placement,
                  const Standings& standings, Findings& findings);

/// In stages of stable improvement cycles: nobody has a programme that somebody would rather have who goes
/// before her by (class, order) in her pool, and no such seat is free. Cost: O(rows).
void check_class_envy(const FrozenTable& frozen, const SeatsTable& seats, const Placement& placement,
                      const Standings& standings, Findings& findings);

}  // namespace mengpaneel::verify
