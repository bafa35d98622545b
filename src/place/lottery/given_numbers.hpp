// SPDX-License-Identifier: EUPL-1.2
#pragma once
// What each pupil's number is drawn for, and the notary's numbers where those are used.

#include "base/error.hpp"
#include "place/frozen.hpp"
#include "place/round.hpp"
#include "place/rules/rules.hpp"

namespace mengpaneel::place {

/// Fills the draw columns of `table`, whose choices and rows are there. Adds given_number_missing for each
/// pupil who needs a number at a programme and has none.
void assign_draws(const Round& round, const Rules& rules, FrozenTable& table, base::ErrorList& errors);

}  // namespace mengpaneel::place
