// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The table of `chance`: pupil_id, programme_id, rank, chance, se, draws.

#include <string>

#include "place/chance.hpp"
#include "place/frozen.hpp"

namespace mengpaneel::io::tables {

/// A row for every choice of every pupil, by pupil_id, programme_id, rank. Chance and standard error have six
/// decimals, computed in whole numbers, so that they are equal on every machine.
[[nodiscard]] std::string write_chances(const place::Frozen& frozen, const place::Chances& chances);

}  // namespace mengpaneel::io::tables
