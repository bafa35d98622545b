// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Days of the Gregorian calendar as numbers, for dates of birth in towns that are made up. No clock.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mengpaneel::simulate {

/// Days since 1 March 0000 (proleptic).
using Day = std::int64_t;

[[nodiscard]] Day day_of(std::int32_t year, std::uint32_t month, std::uint32_t day);
/// "2023-02-28"; nothing for another form or a month or day out of range.
[[nodiscard]] std::optional<Day> day_from_text(std::string_view text);
/// YYYY-MM-DD.
[[nodiscard]] std::string day_text(Day day);

}  // namespace mengpaneel::simulate
