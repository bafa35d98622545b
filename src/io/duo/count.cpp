// SPDX-License-Identifier: EUPL-1.2
#include "io/duo/count.hpp"

#include <cstdint>

namespace mengpaneel::io::duo {

std::optional<simulate::CountInterval> count_from_text(std::string_view text) {
  constexpr std::size_t digits_max = 6;  // no school, postcode and age has a million pupils
  if (text == "<5" || text == "-1") {
    return simulate::CountInterval{1, 4};
  }
  if (text.empty() || text.size() > digits_max || (text.size() > 1 && text.front() == '0')) {
    return std::nullopt;
  }
  std::uint64_t number = 0;
  for (const char digit : text) {
    if (digit < '0' || digit > '9') {
      return std::nullopt;
    }
    number = number * 10 + static_cast<std::uint64_t>(digit - '0');
  }
  return simulate::CountInterval{number, number};
}

}  // namespace mengpaneel::io::duo
