// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Mechanisms side by side on the same lists and the same numbers: what a choice of rules costs whom.

#include <span>
#include <vector>

#include "app/place_round.hpp"
#include "place/mechanisms/mechanisms.hpp"

namespace mengpaneel::app {

struct ComparedMechanism {
  place::Mechanism mechanism;
  place::Summary summary;  ///< blocking_pairs by (class, order, number) under every mechanism
};

struct Comparison {
  place::Draw draw;
  std::vector<ComparedMechanism> rows;  ///< in the order asked for; of all: in the order of mechanisms.hpp
};

/// Places by each of `mechanisms`; empty: by each kind that the rules allow (parallel with bands of 2).
/// Rounds of several stages have no one mechanism: stages_and_mechanism. The numbers are those of the round
/// frozen with the mechanism of its rules. Errors: those of freeze_round().
[[nodiscard]] base::Result<Comparison> compare_mechanisms(const RoundPackage& package,
                                                          std::span<const place::Mechanism> mechanisms,
                                                          const DrawChoice& draw);

}  // namespace mengpaneel::app
