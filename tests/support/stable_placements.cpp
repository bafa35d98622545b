// SPDX-License-Identifier: EUPL-1.2
#include "tests/support/stable_placements.hpp"

#include <algorithm>

#include "place/outcome.hpp"
#include "tests/support/random_market.hpp"

namespace mengpaneel::place::testing {

Placement engine_placement(const Frozen& frozen) {
  const Outcome outcome = place(frozen, base::Digest{});
  Placement placement;
  for (const std::uint32_t choice : outcome.placed_choice) {
    placement.push_back(choice == base::none
                            ? base::none
                            : static_cast<std::uint32_t>(frozen.table.choice_programme[choice]));
  }
  return placement;
}

std::vector<std::uint32_t> members(const Placement& placement, std::uint32_t programme) {
  std::vector<std::uint32_t> pupils;
  for (std::uint32_t pupil = 0; pupil < placement.size(); ++pupil) {
    if (placement[pupil] == programme) {
      pupils.push_back(pupil);
    }
  }
  return pupils;
}

std::uint32_t position(const Frozen& frozen, const Placement& placement, std::uint32_t pupil) {
  return placement[pupil] == base::none ? base::none : position_in_list(frozen, pupil, placement[pupil]);
}

bool is_stable(const Frozen& frozen, const Placement& placement) {
  for (std::uint32_t programme = 0; programme < frozen.seats.programmes.size(); ++programme) {
    std::vector<std::uint32_t> pupils = members(placement, programme);
    if (choose(frozen, programme, pupils) != pupils) {
      return false;
    }
    for (std::uint32_t pupil = 0; pupil < placement.size(); ++pupil) {
      if (position_in_list(frozen, pupil, programme) < position(frozen, placement, pupil)) {
        std::vector<std::uint32_t> with = pupils;
        with.push_back(pupil);
        const auto chosen = choose(frozen, programme, with);
        if (std::ranges::find(chosen, pupil) != chosen.end()) {
          return false;
        }
      }
    }
  }
  return true;
}

std::vector<Placement> all_stable(const Frozen& frozen) {
  std::vector<Placement> stable;
  for_each_placement(frozen, [&](const Placement& placement) {
    if (is_stable(frozen, placement)) {
      stable.push_back(placement);
    }
  });
  return stable;
}

}  // namespace mengpaneel::place::testing
