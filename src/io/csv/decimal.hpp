// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Decimal numbers as tables have them: an optional minus, digits, and an optional fraction after a point or a
// comma. No exponent, no thousands, no blanks.

#include <optional>
#include <string_view>

namespace mengpaneel::io::csv {

/// The double nearest to `text`, or nullopt when it is not such a number. Up to 15 digits cost one division
/// of exact numbers (Clinger 1990); longer ones go through strtod.
[[nodiscard]] std::optional<double> parse_decimal(std::string_view text, bool decimal_comma);

}  // namespace mengpaneel::io::csv
