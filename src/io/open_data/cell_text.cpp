// SPDX-License-Identifier: EUPL-1.2
#include "io/open_data/cell_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "io/csv/decimal.hpp"

namespace mengpaneel::io::open_data {

namespace {

constexpr std::size_t digits_max = 9;  // nowhere are there a milliard pupils

bool is_digit(char character) { return character >= '0' && character <= '9'; }

std::optional<std::uint64_t> whole_number(std::string_view text) {
  if (text.empty() || text.size() > digits_max || (text.size() > 1 && text.front() == '0')) {
    return std::nullopt;
  }
  std::uint64_t number = 0;
  for (const char character : text) {
    if (!is_digit(character)) {
      return std::nullopt;
    }
    number = number * 10 + static_cast<std::uint64_t>(character - '0');
  }
  return number;
}

/// `1.234` and `12.345.678`: one to three digits, then groups of three.
std::optional<std::uint64_t> number_with_dots(std::string_view text) {
  constexpr std::size_t group = 3;
  const std::size_t first = text.find('.');
  if (first == 0 || first > group || first == std::string_view::npos || text.front() == '0') {
    return std::nullopt;
  }
  std::string digits(text.substr(0, first));
  for (std::size_t place = first; place < text.size(); place += group + 1) {
    if (text[place] != '.' || text.size() - place < group + 1) {
      return std::nullopt;
    }
    digits.append(text.substr(place + 1, group));
  }
  return whole_number(digits);
}

}  // namespace

std::optional<CountInterval> count_of(std::string_view text) {
  if (text == "0") {
    return CountInterval{};
  }
  if (text == "<5" || text == "-1") {
    return CountInterval{1, 4};
  }
  if (const auto number = whole_number(text)) {
    return CountInterval{*number, *number};
  }
  if (const std::size_t dots = text.find(".."); dots != std::string_view::npos) {
    const auto low = whole_number(text.substr(0, dots));
    const auto high = whole_number(text.substr(dots + 2));
    return low && high && *low <= *high ? std::optional(CountInterval{*low, *high}) : std::nullopt;
  }
  const auto number = number_with_dots(text);
  return number ? std::optional(CountInterval{*number, *number}) : std::nullopt;
}

void append_count(CountInterval count, std::string& out) {
  const auto append = [&out](std::uint64_t number) {
    char digits[24];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
  };
  append(count.low);
  if (count.low != count.high) {
    out.append("..");
    append(count.high);
  }
}

std::optional<std::string> number_of(std::string_view text, bool decimal_comma) {
  const std::string_view number = trimmed(text);
  const bool comma = decimal_comma && number.find('.') == std::string_view::npos;
  if (!csv::parse_decimal(number, comma)) {
    return std::nullopt;
  }
  std::string out(number);
  std::ranges::replace(out, ',', '.');
  return out;
}

bool is_missing(std::string_view text) {
  constexpr std::array<std::string_view, 11> words{"",    ".",      "-",    "x",    "X",   "NA",
                                                   "NaN", "n.v.t.", "#N/B", "#N/A", "NULL"};
  return std::ranges::find(words, text) != words.end();
}

std::optional<std::uint32_t> year_of(std::string_view text) {
  constexpr std::size_t size = 4;
  for (std::size_t place = 0; place + size <= text.size(); ++place) {
    if (place > 0 && is_digit(text[place - 1])) {
      continue;
    }
    std::uint32_t year = 0;
    const char* const begin = text.data() + place;
    const auto [end, status] = std::from_chars(begin, begin + size, year);
    if (status == std::errc() && end == begin + size && year >= 1900 && year <= 2099) {
      return year;
    }
  }
  return std::nullopt;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view hard_blank = "\xC2\xA0";
  constexpr std::string_view blanks = " \t\r\n";
  for (;;) {
    const std::size_t before = text.size();
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    text = text.substr(0, text.find_last_not_of(blanks) + 1);
    if (text.starts_with(hard_blank)) {
      text.remove_prefix(hard_blank.size());
    }
    if (text.ends_with(hard_blank)) {
      text.remove_suffix(hard_blank.size());
    }
    if (text.size() == before) {
      return text;
    }
  }
}

std::string canonical_header(std::string_view name) {
  std::string out;
  bool joint = false;
  for (const char character : trimmed(name)) {
    if (character == ' ' || character == '_' || character == '-' || character == '\n' || character == '\t') {
      joint = true;
      continue;
    }
    if (joint && !out.empty()) {
      out.push_back('_');
    }
    joint = false;
    out.push_back(character >= 'a' && character <= 'z' ? static_cast<char>(character - 'a' + 'A')
                                                       : character);
  }
  return out;
}

}  // namespace mengpaneel::io::open_data
