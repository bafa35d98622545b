// SPDX-License-Identifier: EUPL-1.2
#pragma once
// What `place` tells a person: how it went, for whom, where it was tight, how mixed, and what to look at.

#include <string>

#include "app/place_round.hpp"
#include "cli/options.hpp"
#include "cli/round_folder.hpp"

namespace mengpaneel::cli {

/// A page of text; equal rounds and draws give an equal page.
[[nodiscard]] std::string place_report(const LoadedRound& round, const app::PlacedRound& placed,
                                       const std::string& outcome_folder, const Session& session);

/// The name of a mechanism in words.
[[nodiscard]] std::string mechanism_in_words(place::Mechanism mechanism, base::texts::Language language);

}  // namespace mengpaneel::cli
