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
  std::uint32_t own = 0;    ///< before overflow: as agreed, less what earlier stages used; base::no_limit
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

enum class GroupState : std::uint8_t { together, separated, unplaced };

/// What became of a group.
struct GroupResult {
  GroupState state = GroupState::unplaced;
  bool blocks = false;  ///< a programme that it prefers would choose all of it
};

struct Outcome {
  LotteryNumbers numbers;
  std::vector<std::uint32_t> placed_row;        ///< [n], row of the frozen table, base::none: not placed
  std::vector<std::uint32_t> placed_choice;     ///< [n], or base::none
  std::vector<PoolOutcome> pools;               ///< [stages][pools]
  std::vector<GroupResult> groups;              ///< [groups]
  std::vector<std::uint8_t> group_incomplete;   ///< [rows], 1: another of the group was not taken; or empty
  std::vector<std::uint8_t> withdrawn;          ///< [n], 1: left the round after the draw; or empty
  std::vector<std::uint32_t> waiting_begin;     ///< [pools+1]
  std::vector<WaitingEntry> waiting;            ///< best first within a pool; empty when not kept
  std::vector<std::uint32_t> waiting_position;  ///< [rows], from 1; 0: not waiting

  /// The pool of a row's choice, in the stage of that choice.
  [[nodiscard]] const PoolOutcome& pool_of(const Frozen& frozen, std::uint32_t choice,
                                           std::uint32_t pool) const {
    return pools[frozen.table.stage_of(choice) * frozen.seats.pools.size() + pool];
  }
};

/// What was decided about a row (docs/formats.md, decisions 15, 34 and 67).
enum class DecisionWord : std::uint8_t { placed, rejected, not_needed, group_incomplete, withdrawn };
[[nodiscard]] DecisionWord decision(const Outcome& outcome, std::uint32_t pupil, std::uint32_t choice,
                                    std::uint32_t row);

/// Runs the mechanism of `frozen.seats`. Never fails: whatever could be wrong was refused by freeze() or the
/// readers. O(rows log seats).
[[nodiscard]] Outcome place(const Frozen& frozen, const base::Digest& seed);

}  // namespace mengpaneel::place
