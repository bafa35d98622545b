// SPDX-License-Identifier: EUPL-1.2
#pragma once
// --help, from the records.

#include <string>
#include <string_view>

#include "cli/options.hpp"

namespace mengpaneel::cli {

/// Usage, what the command reads and writes, its arguments and options with defaults and bounds, and
/// examples.
[[nodiscard]] std::string command_help(const CommandRecord& command, base::texts::Language language,
                                       bool colour);

/// The commands with a line each, and the options that hold for all; with a `group`, only its commands.
[[nodiscard]] std::string program_help(base::texts::Language language, std::string_view group, bool colour);

/// The description of an option with its choices, bounds and default in words.
[[nodiscard]] std::string described(const OptionRecord& option, base::texts::Language language);

}  // namespace mengpaneel::cli
