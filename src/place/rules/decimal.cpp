// SPDX-License-Identifier: EUPL-1.2
#include "place/rules/decimal.hpp"

namespace mengpaneel::place {

namespace {

bool is_digit(char character) { return character >= '0' && character <= '9'; }

std::uint32_t two_digits(std::string_view text, std::size_t begin) {
  return static_cast<std::uint32_t>((text[begin] - '0') * 10 + (text[begin + 1] - '0'));
}

}  // namespace

std::optional<std::int64_t> decimal_millionths(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) {
    text.remove_prefix(1);
  }
  const std::size_t mark = text.find_first_of(",.");
  const std::string_view whole = text.substr(0, mark);
  const std::string_view fraction =
      mark == std::string_view::npos ? std::string_view() : text.substr(mark + 1);
  if (whole.empty() || whole.size() > 12 || fraction.size() > 6 ||
      (mark != std::string_view::npos && fraction.empty())) {
    return std::nullopt;
  }
  std::int64_t value = 0;
  for (const char digit : whole) {
    if (!is_digit(digit)) {
      return std::nullopt;
    }
    value = value * 10 + (digit - '0');
  }
  for (std::size_t position = 0; position < 6; ++position) {
    const char digit = position < fraction.size() ? fraction[position] : '0';
    if (!is_digit(digit)) {
      return std::nullopt;
    }
    value = value * 10 + (digit - '0');
  }
  return negative ? -value : value;
}

bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
    return false;
  }
  for (std::size_t position = 0; position < text.size(); ++position) {
    if (position != 4 && position != 7 && !is_digit(text[position])) {
      return false;
    }
  }
  const std::uint32_t year = two_digits(text, 0) * 100 + two_digits(text, 2);
  const std::uint32_t month = two_digits(text, 5);
  const std::uint32_t day = two_digits(text, 8);
  if (month < 1 || month > 12 || day < 1) {
    return false;
  }
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  const bool long_month =
      month == 1 || month == 3 || month == 5 || month == 7 || month == 8 || month == 10 || month == 12;
  const std::uint32_t february = leap ? 29 : 28;
  return day <= (month == 2 ? february : long_month ? 31U : 30U);
}

bool lies_between(std::string_view value, std::optional<std::string_view> from,
                  std::optional<std::string_view> until) {
  const bool dates = is_date(value) && (!from || is_date(*from)) && (!until || is_date(*until));
  if (dates) {
    return (!from || *from <= value) && (!until || value <= *until);
  }
  const std::optional<std::int64_t> number = decimal_millionths(value);
  if (!number) {
    return false;
  }
  const auto bound = [](std::optional<std::string_view> text) {
    return text ? decimal_millionths(*text) : std::nullopt;
  };
  const std::optional<std::int64_t> low = bound(from);
  const std::optional<std::int64_t> high = bound(until);
  return (!from || (low && *low <= *number)) && (!until || (high && *number <= *high));
}

}  // namespace mengpaneel::place
