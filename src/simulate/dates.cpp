// SPDX-License-Identifier: EUPL-1.2
// Counting from 1 March puts the leap day at the end of the year, so that the length of the months follows
// one linear formula and 400 years are always 146,097 days.
#include "simulate/dates.hpp"

#include <charconv>

namespace mengpaneel::simulate {

namespace {

constexpr Day days_of_era = 146'097;
constexpr Day years_of_era = 400;

std::string padded(Day number, std::size_t width) {
  std::string digits = std::to_string(number);
  return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

}  // namespace

Day day_of(std::int32_t year, std::uint32_t month, std::uint32_t day) {
  const Day shifted_year = month <= 2 ? Day{year} - 1 : Day{year};
  const Day shifted_month = month <= 2 ? Day{month} + 9 : Day{month} - 3;
  const Day era = (shifted_year >= 0 ? shifted_year : shifted_year - (years_of_era - 1)) / years_of_era;
  const Day year_of_era = shifted_year - era * years_of_era;
  const Day day_of_year = (153 * shifted_month + 2) / 5 + Day{day} - 1;
  return era * days_of_era + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
}

std::optional<Day> day_from_text(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
    return std::nullopt;
  }
  const auto number = [](std::string_view digits) -> std::optional<std::uint32_t> {
    std::uint32_t value = 0;
    const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return code == std::errc() && end == digits.data() + digits.size() ? std::optional(value) : std::nullopt;
  };
  const auto year = number(text.substr(0, 4));
  const auto month = number(text.substr(5, 2));
  const auto day = number(text.substr(8, 2));
  if (!year || !month || !day) {
    return std::nullopt;
  }
  const Day out = day_of(static_cast<std::int32_t>(*year), *month, *day);
  // 31 February becomes a day in March: only a real date is written back as it was.
  return *month >= 1 && *month <= 12 && day_text(out) == text ? std::optional(out) : std::nullopt;
}

std::string day_text(Day day) {
  const Day era = (day >= 0 ? day : day - (days_of_era - 1)) / days_of_era;
  const Day day_of_era = day - era * days_of_era;
  const Day year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / (days_of_era - 1)) / 365;
  const Day day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const Day shifted_month = (5 * day_of_year + 2) / 153;
  const Day day_of_month = day_of_year - (153 * shifted_month + 2) / 5 + 1;
  const Day month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  const Day year = year_of_era + era * years_of_era + (month <= 2 ? 1 : 0);
  return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day_of_month, 2);
}

}  // namespace mengpaneel::simulate
