// SPDX-License-Identifier: EUPL-1.2
#pragma once
// From words to an exit code: parse, help or command, errors. main.cpp gives it the real world, tests a small
// one.

#include <string>
#include <vector>

#include "cli/language.hpp"

namespace mengpaneel::cli {

struct World {
  Environment environment;
  bool output_is_terminal = false;
  bool errors_are_terminal = false;
};

struct Finished {
  int code = 0;
  std::string output;  ///< for standard output
  std::string errors;  ///< for standard error
};

[[nodiscard]] Finished run(const std::vector<std::string>& words, const World& world);

/// What to do when standard output cannot be written; `why` is in the system's words.
[[nodiscard]] Finished output_failed(const std::vector<std::string>& words, const World& world,
                                     const std::string& why);

}  // namespace mengpaneel::cli
