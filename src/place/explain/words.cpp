// SPDX-License-Identifier: EUPL-1.2
#include "place/explain/words.hpp"

#include <algorithm>
#include <optional>

namespace mengpaneel::place {

namespace {

using base::texts::Language;
using base::texts::TextKey;

/// Keys are sorted by name, so adding a word is adding it to the catalogue.
std::optional<TextKey> find_criterion(std::string_view name) {
  const std::string wanted = "criteria." + std::string(name);
  const auto& names = base::texts::text_key_names;
  const auto found = std::ranges::lower_bound(names, std::string_view(wanted));
  if (found == names.end() || *found != wanted) {
    return std::nullopt;
  }
  return static_cast<TextKey>(found - names.begin());
}

std::string criterion_in_words(Language language, std::string_view name) {
  if (const auto key = find_criterion(name)) {
    return base::texts::format(language, *key);
  }
  return base::texts::format(language, TextKey::explain_criterion_unknown, {{"name", std::string(name)}});
}

/// Applies `part` to the pieces of `text` between `separator`, and joins what comes out with `joint`.
template <typename Part>
std::string join_parts(std::string_view text, std::string_view separator, std::string_view joint,
                       const Part& part) {
  std::string out;
  for (;;) {
    const std::size_t end = text.find(separator);
    out += part(text.substr(0, end));
    if (end == std::string_view::npos) {
      return out;
    }
    out += joint;
    text.remove_prefix(end + separator.size());
  }
}

}  // namespace

std::string expression_in_words(Language language, std::string_view expression) {
  const std::string both = base::texts::format(language, TextKey::explain_criterion_and);
  const std::string either = base::texts::format(language, TextKey::explain_criterion_or);
  return join_parts(expression, " | ", either, [&](std::string_view term) {
    return join_parts(term, " & ", both, [&](std::string_view criterion) {
      if (!criterion.starts_with('!')) {
        return criterion_in_words(language, criterion);
      }
      return base::texts::format(language, TextKey::explain_criterion_not,
                                 {{"criterion", criterion_in_words(language, criterion.substr(1))}});
    });
  });
}

std::string number_in_groups(std::string_view number) {
  if (number.size() != 16) {
    return std::string(number);
  }
  std::string out;
  for (std::size_t begin = 0; begin < number.size(); begin += 4) {
    out.append(begin == 0 ? "" : " ").append(number.substr(begin, 4));
  }
  return out;
}

}  // namespace mengpaneel::place
