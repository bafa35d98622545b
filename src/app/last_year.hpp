// SPDX-License-Identifier: EUPL-1.2
#pragma once
// chance --last-year: the families of another round under the rules and seats of this one.

#include <optional>
#include <string>

#include "app/ports.hpp"
#include "base/error.hpp"
#include "place/frozen.hpp"
#include "place/other_round.hpp"

namespace mengpaneel::app {

struct LastYear {
  place::Frozen frozen;  ///< with the pools of this round
  place::Unmatched unmatched;
};

/// `package` must have been frozen without errors, with the same `mechanism`. What rules say about the length
/// of a list is not held against these families, who knew other rules: too long is cut, too short stays.
/// Errors name the files of the other round without folder, and `policy` where the rules are at fault:
/// nothing_in_common, and those of place::freeze.
[[nodiscard]] base::Result<LastYear> freeze_last_year(const RoundPackage& package,
                                                      const place::Round& last_year,
                                                      std::optional<place::Mechanism> mechanism,
                                                      const std::string& policy);

}  // namespace mengpaneel::app
