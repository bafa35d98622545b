// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string_view>

#include "simulate/supply.hpp"

namespace mengpaneel::io::duo {

/// A published count: "0" is none, "<5" (in files) and "-1" (in the data service) are suppressed and mean 1
/// to 4, any other number without sign or leading zero is itself. Nothing for any other text, "<10" included:
/// a suppression that we do not know must not become a number that we made up.
[[nodiscard]] std::optional<simulate::CountInterval> count_from_text(std::string_view text);

/// What count_from_text() understands, for errors.
inline constexpr std::string_view count_expected = "0 | <5 | -1 | 1..999999";

}  // namespace mengpaneel::io::duo
