// SPDX-License-Identifier: EUPL-1.2
#include "base/ids.hpp"
#include "verify/deferred_acceptance.hpp"
#include "verify/replay.hpp"
#include "verify/seat_stock.hpp"

namespace mengpaneel::verify {

namespace {

/// Who has no place yet and a choice after the first `skipped`.
std::vector<std::uint32_t> who_goes_on(const FrozenTable& frozen, std::uint32_t stage, std::uint32_t skipped,
                                       const Placement& placement) {
  std::vector<std::uint32_t> pupils;
  for (std::uint32_t pupil = 0; pupil < placement.size(); ++pupil) {
    const auto [begin, end] = frozen.choices_of(pupil, stage);
    if (placement[pupil] == base::none && end - begin > skipped) {
      pupils.push_back(pupil);
    }
  }
  return pupils;
}

}  // namespace

void replay_parallel(const FrozenTable& frozen, const SeatsTable& seats, const KeyOrder& keys,
                     std::uint32_t stage, const std::vector<Pool>& pools, Placement& placement) {
  const std::uint32_t band = seats.stages[stage].band;
  std::vector<Pool> left = pools;
  std::vector<std::uint32_t> pupils;
  for (std::uint32_t skipped = 0; !(pupils = who_goes_on(frozen, stage, skipped, placement)).empty();
       skipped += band) {
    DeferredAcceptance market(frozen, seats, keys, stage, left);
    market.limit(skipped, band);
    market.run(std::move(pupils));
    Placement of_band(placement.size(), base::none);
    market.write_to(of_band);
    for (std::size_t pupil = 0; pupil < placement.size(); ++pupil) {
      placement[pupil] = of_band[pupil] == base::none ? placement[pupil] : of_band[pupil];
    }
    left = seats_left(seats, left, count_filled(frozen, seats, of_band, stage));
  }
}

}  // namespace mengpaneel::verify
