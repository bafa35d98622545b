// SPDX-License-Identifier: EUPL-1.2
#pragma once
// policy.toml, the agreed rules of a town, as place::Rules (docs/formats.md, "policy.toml").

#include <string>
#include <string_view>

#include "base/error.hpp"
#include "place/rules/rules.hpp"

namespace mengpaneel::io {

/// Reads the rules from the bytes of a file; `file` names it in errors. Pure: no file is opened, no clock
/// read. Fails with everything that is wrong without looking at a round, in the order of the file: unknown or
/// missing keys, wrong kinds of values, words and numbers out of range, expressions, combinations that mean
/// nothing, and what only a later version can do (not_in_this_version). TOML that cannot be parsed gives its
/// first fault only.
[[nodiscard]] base::Result<place::Rules> parse_policy(std::string_view bytes, std::string file);

}  // namespace mengpaneel::io
