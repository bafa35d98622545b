// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The rule files of policies/, as they are (compiled in by tools/embed_policies.py).

#include <span>
#include <string_view>

namespace mengpaneel::cli {

struct PolicyPreset {
  std::string_view name;  ///< of the file, without .toml
  std::string_view toml;
};

/// By name.
[[nodiscard]] std::span<const PolicyPreset> policy_presets();

}  // namespace mengpaneel::cli
