// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Is this folder the outcome of this round? What an outcome must hold before it may be continued.

#include <cstdint>
#include <string>
#include <vector>

#include "app/continue_round.hpp"
#include "io/certificate_reader.hpp"

namespace mengpaneel::app {

/// The certificate, when every file that it names is there and has its digest.
[[nodiscard]] base::Result<io::ReadCertificate> check_outcome_files(const OutcomePackage& outcome);

/// Who of the round was in the draw, 1 for each pupil of frozen.csv [n]. Fails with outcome_of_other_round
/// where the round, frozen anew, gives other seats or rules, or other rows for one of them.
[[nodiscard]] base::Result<std::vector<std::uint8_t>> find_drawn(const FrozenRound& frozen,
                                                                 const OutcomePackage& outcome);

/// Where the outcome's placements.csv is about another placement: an error for each pupil.
[[nodiscard]] base::ErrorList compare_placements(const place::Frozen& frozen,
                                                 const std::vector<std::uint32_t>& placed_row,
                                                 const OutcomePackage& outcome);

}  // namespace mengpaneel::app
