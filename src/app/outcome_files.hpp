// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The files that every outcome folder has, from what was placed.

#include "app/place_round.hpp"

namespace mengpaneel::app {

/// Adds to `placed.files`, which may hold others already, all that the contract names, certificate.json last.
/// frozen.csv and seats.csv are `placed.frozen` as it is: their bytes are moved away.
void write_outcome_files(const RoundPackage& package, PlacedRound& placed);

}  // namespace mengpaneel::app
