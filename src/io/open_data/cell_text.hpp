// SPDX-License-Identifier: EUPL-1.2
#pragma once
// What stands in a cell of a published table: counts that may be suppressed, dates, header names.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "simulate/supply.hpp"

namespace mengpaneel::io::open_data {

using simulate::CountInterval;

/// A count: a whole number, with dots between thousands or without (`1.234`); `<5` and `-1`, which are 1 to
/// 4; `LOW..HIGH`, our own way to write an interval. Nothing for any other text: a suppression that we do not
/// know (`<10`, `x`, `.`) must not become a number that we made up.
[[nodiscard]] std::optional<CountInterval> count_of(std::string_view text);
inline constexpr std::string_view count_expected = "0 | <5 | -1 | 1..999999 | 1.234 | 1..4";

/// The same number or interval as text: `7` or `1..4`.
void append_count(CountInterval count, std::string& out);

/// The number with a decimal point and without blanks around it: " 20,8" and "20.8 " give "20.8". A comma is
/// decimal where `decimal_comma`. Nothing when it is no number.
[[nodiscard]] std::optional<std::string> number_of(std::string_view text, bool decimal_comma);

/// How publishers write that there is no figure: nothing, `.`, `-`, `x`, `NA`, `n.v.t.`, `#N/B`.
[[nodiscard]] bool is_missing(std::string_view text);

/// The year that a text names: 2024 for "2024", "2024-2025", "20241001", "2024-10-01", "1-10-2024",
/// "2024JJ00" and "Peildatum 2024". The first of four digits from 1900 to 2099 that begin or follow no digit.
[[nodiscard]] std::optional<std::uint32_t> year_of(std::string_view text);

/// Without blanks at either end (also U+00A0 in UTF-8).
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// A header's name without what drifted over the years: upper case, and `_` for every run of blanks, hyphens
/// and underscores within it: "VESTIGINGSNAAM " and "Leer- of verblijfsjaar 1" give VESTIGINGSNAAM and
/// LEER_OF_VERBLIJFSJAAR_1.
[[nodiscard]] std::string canonical_header(std::string_view name);

}  // namespace mengpaneel::io::open_data
