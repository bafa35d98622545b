// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The second half of a round: numbers, placement, cut-offs, waiting lists and decisions, from the frozen
// table and the seed alone.

#include <cstdint>
#include <vector>

#include "base/hash.hpp"
#include "place/frozen.hpp"
#include "place/lottery/numbers.hpp"

namespace mengpaneel::place {

/// The last admitted of a pool that is full: a row of the frozen table, or base::none.
struct PoolOutcome {
  std::uint32_t seats = 0;  ///< after overflow; base::no_limit for no limit and as-needed
  std::uint32_t filled = 0;
  std::uint32_t last_row = base::none;
  std::uint32_t last_pupil = base::none;
  std::uint32_t last_choice = base::none;
};

/// A place in a waiting list.
struct WaitingEntry {
  std::uint32_t row;
  std::uint32_t pupil;
  std::uint32_t choice;
};

struct Outcome {
  LotteryNumbers numbers;
  std::vector<std::uint32_t> placed_row;        ///< [n], row of the frozen table, base::none: not placed
  std::vector<std::uint32_t> placed_choice;     ///< [n], or base::none
  std::vector<PoolOutcome> pools;               ///< [pools]
  std::vector<std::uint32_t> waiting_begin;     ///< [pools+1]
  std::vector<WaitingEntry> waiting;            ///< best first within a pool; empty when not kept
  std::vector<std::uint32_t> waiting_position;  ///< [rows], from 1; 0: not waiting
};

/// Runs the mechanism of `frozen.seats`. Never fails: whatever could be wrong was refused by freeze() or the
/// readers. O(rows log seats).
[[nodiscard]] Outcome place(const Frozen& frozen, const base::Digest& seed);

}  // namespace mengpaneel::place
