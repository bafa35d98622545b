// SPDX-License-Identifier: EUPL-1.2
#include "verify/replay.hpp"

#include "base/ids.hpp"
#include "verify/deferred_acceptance.hpp"
#include "verify/seat_stock.hpp"

namespace mengpaneel::verify {

namespace {

void replay_deferred(const FrozenTable& frozen, const SeatsTable& seats, const KeyOrder& keys,
                     std::uint32_t stage, const std::vector<Pool>& pools, Placement& placement) {
  DeferredAcceptance market(frozen, seats, keys, stage, pools);
  std::vector<std::uint32_t> free;
  for (std::uint32_t pupil = 0; pupil < placement.size(); ++pupil) {
    if (placement[pupil] == base::none) {
      free.push_back(pupil);
    }
  }
  market.run(std::move(free));
  market.write_to(placement);
}

void replay_stage(const FrozenTable& frozen, const SeatsTable& seats, const KeyOrder& keys,
                  std::uint32_t stage, const std::vector<Pool>& pools, Placement& placement) {
  switch (seats.stages[stage].mechanism) {
    case Mechanism::deferred_acceptance:
    case Mechanism::serial_dictatorship:
      return replay_deferred(frozen, seats, keys, stage, pools, placement);
    case Mechanism::school_proposing:
      return replay_school_proposing(frozen, seats, keys, stage, pools, placement);
    case Mechanism::immediate_acceptance:
      return replay_immediate(frozen, seats, keys, stage, pools, placement);
    case Mechanism::top_trading_cycles:
      return replay_trading_cycles(frozen, seats, keys, stage, pools, placement);
    case Mechanism::stable_improvement_cycles:
      replay_deferred(frozen, seats, keys, stage, pools, placement);
      return improve(frozen, keys, stage, placement);
    case Mechanism::parallel:
      return replay_parallel(frozen, seats, keys, stage, pools, placement);
  }
}

}  // namespace

Placement replay(const FrozenTable& frozen, const SeatsTable& seats, const KeyOrder& keys) {
  Placement placement(frozen.pupils.size(), base::none);
  std::vector<Pool> pools = seats.pools;
  for (std::uint32_t stage = 0; stage < seats.stages.size(); ++stage) {
    replay_stage(frozen, seats, keys, stage, pools, placement);
    if (stage + 1 < seats.stages.size()) {
      pools = seats_left(seats, pools, count_filled(frozen, seats, placement, stage));
    }
  }
  return placement;
}

std::vector<std::uint64_t> count_filled(const FrozenTable& frozen, const SeatsTable& seats,
                                        const Placement& placement, std::uint32_t stage) {
  std::vector<std::uint64_t> filled(seats.pools.size(), 0);
  for (const std::uint32_t row : placement) {
    if (row != base::none && frozen.stage_of(frozen.row_choice[row]) == stage) {
      ++filled[frozen.row_pool[row]];
    }
  }
  return filled;
}

}  // namespace mengpaneel::verify
