// SPDX-License-Identifier: EUPL-1.2
#include "cli/options.hpp"

#include <charconv>

namespace mengpaneel::cli {

const Values::Given* Values::find(const std::vector<Given>& list, std::string_view name) {
  for (const Given& given : list) {
    if (given.name == name) {
      return &given;
    }
  }
  return nullptr;
}

std::optional<std::string> Values::text(std::string_view name) const {
  const Given* given = find(given_, name);
  if (given == nullptr) {
    given = find(defaults_, name);
  }
  return given == nullptr ? std::nullopt : std::optional(given->values.front());
}

std::vector<std::string> Values::list(std::string_view name) const {
  const Given* given = find(given_, name);
  return given == nullptr ? std::vector<std::string>() : given->values;
}

std::optional<std::uint64_t> Values::whole_number(std::string_view name) const {
  const std::optional<std::string> digits = text(name);
  if (!digits) {
    return std::nullopt;
  }
  std::uint64_t number = 0;
  std::from_chars(digits->data(), digits->data() + digits->size(), number);  // the parser has checked it
  return number;
}

}  // namespace mengpaneel::cli
