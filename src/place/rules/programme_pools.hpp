// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Which pools a programme has under the rules, and how many seats each: overrides, shares, columns, rest.

#include <cstdint>
#include <vector>

#include "base/error.hpp"
#include "place/frozen.hpp"
#include "place/round.hpp"
#include "place/rules/criteria.hpp"
#include "place/rules/rules.hpp"

namespace mengpaneel::place {

/// The pools of every programme, and the rule behind each (borrowed from the rules).
struct ProgrammePools {
  SeatTable seats;
  std::vector<const Pool*> rule;  ///< [pools]
};

/// Seats per docs/formats.md, Seats and decisions 1 to 5. Adds to `errors` every programme whose pools do not
/// fit its capacity.
[[nodiscard]] ProgrammePools programme_pools(const Round& round, const Rules& rules, const Criteria& criteria,
                                             base::ErrorList& errors);

}  // namespace mengpaneel::place
