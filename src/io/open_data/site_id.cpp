// SPDX-License-Identifier: EUPL-1.2
#include "io/open_data/site_id.hpp"

#include <algorithm>

namespace mengpaneel::io::open_data {

namespace {

constexpr std::size_t site_id_size = 6;
constexpr std::size_t institution_size = 4;

bool is_digit(char character) { return character >= '0' && character <= '9'; }

bool is_of_code(char character) { return is_digit(character) || (character >= 'A' && character <= 'Z'); }

/// "1" gives "00", "12" gives "11"; anything else nothing.
std::string two_digits_before(std::string_view number) {
  if (number.empty() || number.size() > 2 || number.front() == '0' ||
      !std::ranges::all_of(number, is_digit)) {
    return {};
  }
  unsigned value = 0;
  for (const char digit : number) {
    value = value * 10 + static_cast<unsigned>(digit - '0');
  }
  --value;
  return {static_cast<char>('0' + value / 10), static_cast<char>('0' + value % 10)};
}

}  // namespace

std::optional<std::string> site_id_of(std::string_view institution, std::string_view site) {
  std::string id;
  if (site.size() == site_id_size && site.starts_with(institution) &&
      site.find('|') == std::string_view::npos) {
    id = site;
  } else if (site.find("|C") == institution_size) {
    id = std::string(site.substr(0, institution_size)) + two_digits_before(site.substr(institution_size + 2));
  } else {
    id = std::string(institution).append(site.size() == 1 ? "0" : "").append(site);
  }
  const bool sound = id.size() == site_id_size && std::ranges::all_of(id, is_of_code);
  return sound ? std::optional(std::move(id)) : std::nullopt;
}

}  // namespace mengpaneel::io::open_data
