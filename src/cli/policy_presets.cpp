// SPDX-License-Identifier: EUPL-1.2
#include "cli/policy_presets.hpp"

#include <algorithm>
#include <utility>

#include "io/file.hpp"
#include "io/policy_toml.hpp"

namespace mengpaneel::cli {

namespace {

base::Result<PolicyText> parsed(std::string_view toml, std::string file) {
  base::Result<place::Rules> rules = io::parse_policy(toml, std::move(file));
  if (!rules) {
    return std::unexpected(std::move(rules.error()));
  }
  return PolicyText{.toml = std::string(toml), .rules = std::move(*rules)};
}

}  // namespace

base::Result<PolicyText> read_policy(const std::string& name_or_path) {
  const auto preset =
      std::ranges::find(policy_presets(), std::string_view(name_or_path), &PolicyPreset::name);
  if (preset != policy_presets().end()) {
    return parsed(preset->toml, name_or_path + ".toml");
  }
  const base::Result<io::FileBytes> bytes = io::read_file(name_or_path);
  if (!bytes) {
    return std::unexpected(bytes.error());
  }
  return parsed(bytes->view(), name_or_path);
}

}  // namespace mengpaneel::cli
