// SPDX-License-Identifier: EUPL-1.2
#pragma once
// What follows from a placement: how full each pool is, who was admitted last, who waits where.

#include <cstdint>
#include <vector>

#include "base/ids.hpp"
#include "verify/replay.hpp"

namespace mengpaneel::verify {

struct PoolStanding {
  std::uint64_t filled = 0;
  std::uint64_t available = 0;  ///< seats after overflow (decision 6); SeatFlow::unlimited without an end
  std::uint32_t last_row = base::none;  ///< the largest key that sits here
  /// Full, so that there is a cut-off: all seats taken, and there were any.
  [[nodiscard]] bool is_full() const { return filled == available && filled != 0; }
};

struct Standings {
  std::vector<std::vector<Pool>> stage_pools;   ///< with the seats as each stage begins [stages, pools]
  std::vector<PoolStanding> pools;              ///< in each stage [stages * pools]
  std::vector<std::uint32_t> placed_choice;     ///< base::none: not placed [pupils]
  std::vector<std::uint32_t> waiting_begin;     ///< [pools + 1]
  std::vector<std::uint32_t> waiting;           ///< rows that wait, by pool, in order
  std::vector<std::uint32_t> waiting_position;  ///< from 1; 0: does not wait [rows]

  [[nodiscard]] const PoolStanding& of_row(const FrozenTable& frozen, std::uint32_t row) const {
    return pools[slot(frozen.stage_of(frozen.row_choice[row]), frozen.row_pool[row])];
  }
  [[nodiscard]] std::size_t slot(std::uint32_t stage, std::uint32_t pool) const {
    return stage * stage_pools.front().size() + pool;
  }
  /// Does the pupil of this choice want it more than the placement?
  [[nodiscard]] bool is_wanted(std::uint32_t choice, std::uint32_t pupil) const {
    return choice < placed_choice[pupil];
  }
};

/// O(rows), plus sorting where waiting lists are reversed.
[[nodiscard]] Standings compute_standings(const FrozenTable& frozen, const SeatsTable& seats,
                                          const KeyOrder& keys, const Placement& placement);

/// The pools of a programme by the bytes of their names, as tables list them.
[[nodiscard]] std::vector<std::uint32_t> pools_by_name(const SeatsTable& seats, std::uint32_t programme);

}  // namespace mengpaneel::verify
