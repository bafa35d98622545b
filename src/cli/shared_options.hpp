// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Options that several commands have, as what they mean.

#include <optional>

#include "app/place_round.hpp"
#include "base/error.hpp"
#include "base/hash.hpp"
#include "cli/options.hpp"
#include "place/rules/rules.hpp"

namespace mengpaneel::cli {

/// --mechanism; nothing: the one of the rules.
[[nodiscard]] std::optional<place::Mechanism> mechanism_of(const Values& values);

/// --seed or --draw. Errors: options_exclude_each_other, seed_invalid, and those of the file.
[[nodiscard]] base::Result<app::DrawChoice> draw_of(const Values& values);

/// --seed, zeros when it was not given. Error: seed_invalid.
[[nodiscard]] base::Result<base::Digest> seed_of(const Values& values);

}  // namespace mengpaneel::cli
