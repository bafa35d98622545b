// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Chances by enumeration: every order in which the numbers of the pupils can fall, each placed by the engine
// with given numbers. n! placements.

#include <vector>

#include "place/frozen.hpp"

namespace mengpaneel::place::testing {

/// The round with the numbers `number_of_pupil` instead of drawn ones.
[[nodiscard]] Frozen with_numbers(const Frozen& frozen, const std::vector<std::uint64_t>& number_of_pupil);

/// [choices]. One number for each pupil, which holds everywhere; none of them shared.
[[nodiscard]] std::vector<double> exact_chances(const Frozen& frozen);

}  // namespace mengpaneel::place::testing
