// SPDX-License-Identifier: EUPL-1.2
#pragma once
// place and freeze: a round in, an outcome folder out.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/ports.hpp"
#include "base/error.hpp"
#include "base/hash.hpp"
#include "place/freeze.hpp"
#include "place/lottery/seed.hpp"
#include "place/outcome.hpp"
#include "place/summary.hpp"

namespace mengpaneel::app {

/// Where the numbers come from: a seed (rehearsal) or the parties of a real draw.
struct DrawChoice {
  base::Digest seed{};
  std::vector<place::DrawParty> parties;  ///< not empty: a real draw; `seed` is not used
  std::string file = "DRAW.csv";          ///< of the parties, for errors
};

struct FrozenRound {
  place::FreezeResult freeze;
  std::string frozen_csv;
  std::string seats_csv;
  std::string policy_toml;
  std::string digest;  ///< frozen_digest
};

struct PlacedRound {
  FrozenRound frozen;
  place::Draw draw;
  place::Outcome outcome;
  place::Summary summary;
  std::vector<NamedBytes> files;  ///< the whole outcome folder, certificate.json last
};

/// Rules applied, nothing drawn. `mechanism` replaces the one of the rules.
[[nodiscard]] base::Result<FrozenRound> freeze_round(const RoundPackage& package,
                                                     std::optional<place::Mechanism> mechanism);

/// Whether the rules could name this mechanism: nothing, or the error that freeze_round() gives.
[[nodiscard]] base::Result<void> check_mechanism(const place::Rules& rules, place::Mechanism mechanism);

/// The seed of a choice: of a real draw by the frozen digest.
[[nodiscard]] base::Result<place::Draw> make_draw(const DrawChoice& choice, const std::string& frozen_digest);

/// Freezes, draws, places, and makes every file of the outcome folder. Nothing is written.
[[nodiscard]] base::Result<PlacedRound> place_round(const RoundPackage& package,
                                                    std::optional<place::Mechanism> mechanism,
                                                    const DrawChoice& draw);

}  // namespace mengpaneel::app
