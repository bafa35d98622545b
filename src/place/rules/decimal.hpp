// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Numbers and dates of attributes, compared exactly.

#include <cstdint>
#include <optional>
#include <string_view>

namespace mengpaneel::place {

/// Millionths: "12,5" and "12.5" give 12'500'000. At most 12 digits before and 6 after the mark.
[[nodiscard]] std::optional<std::int64_t> decimal_millionths(std::string_view text);

/// YYYY-MM-DD of the Gregorian calendar.
[[nodiscard]] bool is_date(std::string_view text);

/// Whether `value` lies between `from` and `until`, inclusive, each optional: as dates when value and bounds
/// are dates, as numbers when they are numbers, else false.
[[nodiscard]] bool lies_between(std::string_view value, std::optional<std::string_view> from,
                                std::optional<std::string_view> until);

}  // namespace mengpaneel::place
