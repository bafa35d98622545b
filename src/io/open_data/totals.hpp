// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Where the publisher gives the total of a row beside its cells, suppressed cells can be narrowed.

#include "io/open_data/import.hpp"

namespace mengpaneel::io::open_data {

/// Narrows each cell to what the row's total and the other cells allow: at least the total less the others'
/// highest, at most the total less the others' lowest. A total outside the sum of the cells' intervals
/// changes nothing and is reported. One pass is exact for a single total. O(cells).
void narrow_by_totals(Table& table, Report& report);

}  // namespace mengpaneel::io::open_data
