// SPDX-License-Identifier: EUPL-1.2
#pragma once
// `place round --out round --force` would put the outcome where the round was.

#include "base/error.hpp"
#include "cli/options.hpp"

namespace mengpaneel::cli {

/// output_holds_input when the folder to write is, or is around, something that the command reads. Links are
/// followed.
[[nodiscard]] base::ErrorList replaced_input(const CommandRecord& command, const Values& values);

}  // namespace mengpaneel::cli
