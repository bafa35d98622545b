// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The rule files of policies/, as they are (compiled in by tools/embed_policies.py), and rules by name or
// path.

#include <span>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "place/rules/rules.hpp"

namespace mengpaneel::cli {

struct PolicyPreset {
  std::string_view name;  ///< of the file, without .toml
  std::string_view toml;
};

/// By name.
[[nodiscard]] std::span<const PolicyPreset> policy_presets();

/// Rules with the text that they stand in.
struct PolicyText {
  std::string toml;
  place::Rules rules;
};

/// The preset with this name, else the rule file at this path. Errors: those of reading a file, and of
/// parse_policy.
[[nodiscard]] base::Result<PolicyText> read_policy(const std::string& name_or_path);

}  // namespace mengpaneel::cli
