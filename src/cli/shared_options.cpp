// SPDX-License-Identifier: EUPL-1.2
#include "cli/shared_options.hpp"

namespace mengpaneel::cli {

std::optional<place::Mechanism> mechanism_of(const Values& values) {
  const std::optional<std::string> name = values.text("--mechanism");
  return name ? place::mechanism_from_name(*name) : std::nullopt;
}

base::Result<base::Digest> seed_of(const Values& values) {
  const std::optional<std::string> hex = values.text("--seed");
  if (!hex) {
    return base::Digest{};
  }
  const std::optional<base::Digest> seed = base::digest_from_hex(*hex);
  if (!seed) {
    return base::fail({.code = base::ErrorCode::seed_invalid,
                       .field = "--seed",
                       .value = *hex,
                       .expected = "[0-9a-f]{64}"});
  }
  return *seed;
}

}  // namespace mengpaneel::cli
