// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The words of a command line, held against the records of commands.cpp.

#include <string>
#include <vector>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace mengpaneel::cli {

struct ParsedLine {
  const CommandRecord* command = nullptr;  ///< null: no command, or a group only ("import")
  std::string group;                       ///< the group when it stands alone
  Values values;                           ///< of the program, of all commands, and of this one
};

/// `words` are what stands after the program's name. Fails with every fault together: command_unknown,
/// option_unknown (both with the nearest known word in `expected`), option_twice, option_missing,
/// option_value_missing, option_value_invalid, argument_missing, argument_unexpected. With --help or
/// --version nothing is required.
[[nodiscard]] base::Result<ParsedLine> parse(const std::vector<std::string>& words);

}  // namespace mengpaneel::cli
