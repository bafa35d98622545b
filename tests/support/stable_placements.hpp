// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Placements of small rounds by programme, and all that are stable by the definition: the oracle of the
// property tests of mechanisms.

#include <cstdint>
#include <vector>

#include "place/frozen.hpp"
#include "tests/support/random_market.hpp"

namespace mengpaneel::place::testing {

/// Programme of each pupil; base::none: not placed.
using Placement = std::vector<std::uint32_t>;

/// By the engine, with the mechanism of `frozen` and numbers that never decide.
[[nodiscard]] Placement engine_placement(const Frozen& frozen);

[[nodiscard]] std::vector<std::uint32_t> members(const Placement& placement, std::uint32_t programme);

/// In the list of the pupil; base::none: not placed.
[[nodiscard]] std::uint32_t position(const Frozen& frozen, const Placement& placement, std::uint32_t pupil);

/// Every programme would choose all its pupils, and nobody else who prefers it.
[[nodiscard]] bool is_stable(const Frozen& frozen, const Placement& placement);

/// Calls visit(placement) for every way to place each pupil at a programme open to her or nowhere.
template <typename Visit>
void for_each_placement(const Frozen& frozen, const Visit& visit) {
  Placement placement(frozen.table.pupil_count(), base::none);
  const auto extend = [&](const auto& self, std::uint32_t pupil) -> void {
    if (pupil == placement.size()) {
      visit(placement);
      return;
    }
    placement[pupil] = base::none;
    self(self, pupil + 1);
    for (std::uint32_t programme = 0; programme < frozen.seats.programmes.size(); ++programme) {
      if (position_in_list(frozen, pupil, programme) != base::none) {
        placement[pupil] = programme;
        self(self, pupil + 1);
        placement[pupil] = base::none;
      }
    }
  };
  extend(extend, 0);
}

/// Every stable placement, by trying all.
[[nodiscard]] std::vector<Placement> all_stable(const Frozen& frozen);

}  // namespace mengpaneel::place::testing
