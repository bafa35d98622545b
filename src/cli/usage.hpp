// SPDX-License-Identifier: EUPL-1.2
#pragma once
// How a command is written, from its records.

#include <string>

#include "cli/options.hpp"

namespace mengpaneel::cli {

/// `mengpaneel place ROUND --out OUTCOME`: the arguments and the options that are required.
[[nodiscard]] std::string usage_of(const CommandRecord& command);

/// `--out OUTCOME`
[[nodiscard]] std::string form_of(const OptionRecord& option);

/// What may stand after an option, in words that need no translation: `1 .. 100`, `nl | en`, `HEX`.
[[nodiscard]] std::string expected_of(const OptionRecord& option);

/// Words joined by `separator`.
[[nodiscard]] std::string joined(const std::vector<std::string_view>& words, std::string_view separator);

}  // namespace mengpaneel::cli
