// SPDX-License-Identifier: EUPL-1.2
#include "cli/language.hpp"

#include <array>

namespace mengpaneel::cli {

using base::texts::Language;

std::optional<Language> language_from_name(std::string_view name) {
  for (std::size_t index = 0; index < base::texts::language_count; ++index) {
    if (base::texts::language_names.at(index) == name) {
      return static_cast<Language>(index);
    }
  }
  return std::nullopt;
}

Language choose_language(const std::vector<std::string>& words, const Environment& environment) {
  constexpr std::string_view option = "--language";
  for (std::size_t index = 0; index < words.size() && words[index] != "--"; ++index) {
    std::string_view value;
    if (words[index] == option && index + 1 < words.size()) {
      value = words[index + 1];
    } else if (words[index].starts_with(std::string(option) + "=")) {
      value = std::string_view(words[index]).substr(option.size() + 1);
    }
    if (const auto language = language_from_name(value)) {
      return *language;
    }
  }
  if (const auto own = environment("MENGPANEEL_LANGUAGE")) {
    if (const auto language = language_from_name(*own)) {
      return *language;
    }
  }
  for (const char* variable : std::array{"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const std::optional<std::string> locale = environment(variable);
    if (locale && !locale->empty()) {
      return locale->starts_with("en") ? Language::en : Language::nl;
    }
  }
  return Language::nl;
}

}  // namespace mengpaneel::cli
