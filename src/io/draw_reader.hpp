// SPDX-License-Identifier: EUPL-1.2
#pragma once
// DRAW.csv: who committed to which secret, and what they revealed.

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "place/lottery/seed.hpp"

namespace mengpaneel::io {

/// Columns party, commitment, reveal; at least one row. Whether the reveals are those that were committed to
/// is for place::real_draw(). Errors: those of csv::Reader, value_missing (no party, or nothing at all).
[[nodiscard]] base::Result<std::vector<place::DrawParty>> parse_draw(std::string_view bytes,
                                                                     const std::string& file);

}  // namespace mengpaneel::io
