// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Where pupils who got no place would have had one, had the school been on their list.

#include <map>
#include <string>
#include <vector>

#include "base/hash.hpp"
#include "place/frozen.hpp"
#include "place/round.hpp"
#include "place/rules/rules.hpp"

namespace mengpaneel::place {

/// By pupil_id, of pupils who applied and have no place: the programme_ids, in their order, that they did not
/// list, where seats stayed empty that they may take. Added at the end of the list, any one of them would
/// have been theirs, and nobody else would have lost a seat to them. Empty where a longer list could change
/// more than that: groups, stages, lists that the rules make longer or that are full, and criteria on a place
/// in the list beyond what was listed. Cost: a freeze of the lists made longer, and a placement.
[[nodiscard]] std::map<std::string, std::vector<std::string>> seats_left(const Round& round,
                                                                         const Rules& rules,
                                                                         const Frozen& frozen,
                                                                         const base::Digest& seed);

}  // namespace mengpaneel::place
