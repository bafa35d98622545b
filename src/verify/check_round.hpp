// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The round beside what was made of it: what frozen.csv alone cannot show. Which pools a pupil is eligible
// for, and in which class, is the rules' work and is not judged here.

#include <vector>

#include "verify/check_placements.hpp"
#include "verify/check_tables.hpp"
#include "verify/verify.hpp"

namespace mengpaneel::verify {

/// Every frozen choice is listed at its rank, or was appended directly after the list; every listed choice
/// has a row in decisions.csv; capacities are those of programmes.csv; placements.csv has every pupil and no
/// others.
void check_round(const RoundFiles& round, const FrozenTable& frozen, const SeatsTable& seats,
                 const PlacementsTable& placements, const std::vector<NotEligible>& not_eligible,
                 Findings& findings);

}  // namespace mengpaneel::verify
