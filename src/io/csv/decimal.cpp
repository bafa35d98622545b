// SPDX-License-Identifier: EUPL-1.2
#include "io/csv/decimal.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace mengpaneel::io::csv {

namespace {

/// Whole numbers below 2^53 and these powers are exact doubles, so their quotient is rounded once: correctly.
constexpr std::size_t exact_digits = 15;
constexpr std::array<double, exact_digits + 1> powers_of_ten{1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                             1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

std::optional<double> parse_long(std::string_view text, bool decimal_comma) {
  std::string copy(text);
  if (const std::size_t comma = copy.find(','); decimal_comma && comma != std::string::npos) {
    copy[comma] = '.';
  }
  // The program never calls setlocale, so strtod reads a point.
  const double number = std::strtod(copy.c_str(), nullptr);
  return std::isfinite(number) ? std::optional(number) : std::nullopt;
}

}  // namespace

std::optional<double> parse_decimal(std::string_view text, bool decimal_comma) {
  const bool negative = text.starts_with('-');
  const std::string_view unsigned_text = text.substr(negative ? 1 : 0);
  const char separator = decimal_comma ? ',' : '.';
  std::uint64_t digits = 0;
  std::size_t digit_count = 0;
  std::size_t decimals = 0;
  bool in_fraction = false;
  for (const char character : unsigned_text) {
    if (character == separator && !in_fraction && digit_count > 0) {
      in_fraction = true;
      continue;
    }
    if (character < '0' || character > '9') {
      return std::nullopt;
    }
    digits = digits * 10 + static_cast<std::uint64_t>(character - '0');
    ++digit_count;
    decimals += in_fraction ? 1 : 0;
  }
  if (digit_count == 0 || (in_fraction && decimals == 0)) {
    return std::nullopt;
  }
  if (digit_count > exact_digits) {
    return parse_long(text, decimal_comma);
  }
  const double magnitude = static_cast<double>(digits) / powers_of_ten[decimals];
  return negative ? -magnitude : magnitude;
}

}  // namespace mengpaneel::io::csv
