// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Small random rounds with every kind of pool, and the choice of a programme written straight from the
// definition (docs/formats.md, Order): the oracle of the property tests.

#include <cstdint>
#include <vector>

#include "place/frozen.hpp"

namespace mengpaneel::place::testing {

struct SmallShape {
  std::uint32_t pupils = 4;
  std::uint32_t programmes = 3;
  bool several_pools = true;
};

/// Round number `index`; keys are distinct within a pool (listed ranks).
[[nodiscard]] Frozen random_frozen(std::uint64_t index, const SmallShape& shape);

/// The same round with the list of `pupil` replaced by `programmes`, best first. She keeps her standing
/// everywhere: the rows she would have come from `eligible`, the round in which everyone lists everything.
[[nodiscard]] Frozen with_list(const Frozen& frozen, const Frozen& eligible, std::uint32_t pupil,
                               const std::vector<std::uint32_t>& programmes);

/// As random_frozen, but everyone lists every programme.
[[nodiscard]] Frozen random_frozen_with_full_lists(std::uint64_t index, const SmallShape& shape);

/// Whom `programme` chooses out of `applicants` (pupils who list it): pool by pool, best keys first.
[[nodiscard]] std::vector<std::uint32_t> choose(const Frozen& frozen, std::uint32_t programme,
                                                const std::vector<std::uint32_t>& applicants);

/// Position of a programme in a pupil's list; base::none when not listed or nowhere eligible.
[[nodiscard]] std::uint32_t position_in_list(const Frozen& frozen, std::uint32_t pupil,
                                             std::uint32_t programme);

}  // namespace mengpaneel::place::testing
