// SPDX-License-Identifier: EUPL-1.2
#pragma once
// In which language the program answers.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"

namespace mengpaneel::cli {

/// The value of an environment variable, or nothing.
using Environment = std::function<std::optional<std::string>(const char* name)>;

[[nodiscard]] std::optional<base::texts::Language> language_from_name(std::string_view name);

/// `--language` wherever it stands in `words` (faulty words included, so that errors come in the right
/// language), else MENGPANEEL_LANGUAGE, else English when the first that is set of LC_ALL, LC_MESSAGES and
/// LANG begins with "en", else Dutch.
[[nodiscard]] base::texts::Language choose_language(const std::vector<std::string>& words,
                                                    const Environment& environment);

}  // namespace mengpaneel::cli
