// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Who applies together (docs/formats.md, decision 29).

#include "base/error.hpp"
#include "place/frozen.hpp"
#include "place/round.hpp"
#include "place/rules/rules.hpp"

namespace mengpaneel::place {

/// Fills table.groups from the columns group_kind and group_id, for the kinds that `rules` name; the lists of
/// `table` must be complete. Errors: rules with groups where the columns are missing, and members whose lists
/// differ.
void assign_groups(const Round& round, const Rules& rules, FrozenTable& table, base::ErrorList& errors);

}  // namespace mengpaneel::place
