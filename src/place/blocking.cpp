// SPDX-License-Identifier: EUPL-1.2
#include "place/blocking.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "place/mechanisms/market.hpp"
#include "place/mechanisms/mechanisms.hpp"
#include "place/stages.hpp"

namespace mengpaneel::place {

namespace {

/// A row with the part of its key that decides nearly always.
struct Candidate {
  std::uint32_t row = base::none;
  std::uint32_t pupil = base::none;
  std::uint32_t class_index = 0;
  std::uint32_t order = 0;
  std::uint64_t number = 0;
};

struct PoolState {
  Candidate worst;
  std::uint32_t filled = 0;
  bool has_unused_seat = false;  ///< filled < seats after overflow
  std::uint32_t refused = 0;     ///< pupils who prefer it to what they have
};

class BlockingCounter {
 public:
  BlockingCounter(const Frozen& frozen, const Outcome& outcome, const StageStart& start,
                  const base::Digest& seed, KeyParts parts)
      : table_(frozen.table),
        outcome_(outcome),
        absent_(start.absent),
        parts_(parts),
        order_(frozen, outcome.numbers, seed, parts_),
        markets_(market_pools(frozen.seats)),
        pools_(markets_.size()) {
    for (std::size_t pool = 0; pool < start.seats.size(); ++pool) {
      markets_[pool].seats = start.seats[pool];
    }
  }

  Blocking count() {
    find_worst();
    std::vector<std::uint32_t> filled;
    for (const PoolState& pool : pools_) {
      filled.push_back(pool.filled);
    }
    seats_ = seats_after_overflow(markets_, filled);
    for (std::size_t pool = 0; pool < pools_.size(); ++pool) {
      pools_[pool].has_unused_seat = seats_[pool] == base::no_limit || pools_[pool].filled < seats_[pool];
    }
    Blocking blocking;
    for (std::uint32_t pupil = 0; pupil < table_.pupil_count(); ++pupil) {
      if ((!absent_.empty() && absent_[pupil] != 0) || in_group(pupil)) {
        continue;
      }
      const std::uint32_t end = outcome_.placed_choice[pupil] == base::none ? table_.choice_begin[pupil + 1]
                                                                            : outcome_.placed_choice[pupil];
      for (std::uint32_t choice = table_.choice_begin[pupil]; choice < end; ++choice) {
        blocking.pairs += blocks(pupil, choice) ? 1U : 0U;
      }
    }
    blocking.wasted_seats = wasted_seats();
    return blocking;
  }

 private:
  /// Whether she blocks is asked of her group.
  [[nodiscard]] bool in_group(std::uint32_t pupil) const {
    const std::uint32_t group = table_.groups.of_pupil(pupil);
    return group != base::none && outcome_.groups[group].state != GroupState::separated;
  }

  [[nodiscard]] Candidate candidate(std::uint32_t pupil, std::uint32_t choice, std::uint32_t row) const {
    Candidate result{row, pupil, 0, 0, outcome_.numbers.number(pupil, choice)};
    if (parts_ == KeyParts::all) {
      result.class_index = table_.row_class[row];
      result.order = table_.row_order[row];
    }
    return result;
  }

  [[nodiscard]] bool before(const Candidate& left, const Candidate& right) const {
    if (left.class_index != right.class_index) {
      return left.class_index < right.class_index;
    }
    if (left.order != right.order) {
      return left.order < right.order;
    }
    if (left.number != right.number) {
      return left.number < right.number;
    }
    return order_.before({left.row, left.pupil}, {right.row, right.pupil});
  }

  void find_worst() {
    for (std::uint32_t pupil = 0; pupil < table_.pupil_count(); ++pupil) {
      const std::uint32_t row = outcome_.placed_row[pupil];
      if (row == base::none) {
        continue;
      }
      PoolState& pool = pools_[table_.row_pool[row]];
      ++pool.filled;
      const Candidate placed = candidate(pupil, outcome_.placed_choice[pupil], row);
      if (pool.worst.row == base::none || before(pool.worst, placed)) {
        pool.worst = placed;
      }
    }
  }

  bool blocks(std::uint32_t pupil, std::uint32_t choice) {
    bool found = false;
    for (std::uint32_t row = table_.row_begin[choice]; row < table_.row_begin[choice + 1]; ++row) {
      PoolState& pool = pools_[table_.row_pool[row]];
      ++pool.refused;
      found = found || pool.has_unused_seat ||
              (pool.worst.row != base::none && before(candidate(pupil, choice, row), pool.worst));
    }
    return found;
  }

  [[nodiscard]] std::uint64_t wasted_seats() const {
    // From the last pool to the first: what is free for a pool is also taken from the pools after it in its
    // chain.
    std::vector<std::uint32_t> free(pools_.size());
    std::vector<bool> counted(pools_.size(), false);  // a later pool of the chain counted these seats already
    std::uint64_t wasted = 0;
    for (std::size_t pool = pools_.size(); pool-- > 0;) {
      if (seats_[pool] == base::no_limit) {
        wasted += pools_[pool].refused;
        continue;
      }
      free[pool] = seats_[pool] - std::min(seats_[pool], pools_[pool].filled);
      const std::uint32_t next = markets_[pool].passes_to;
      if (next != base::none) {
        free[pool] = std::min(free[pool], free[next]);
        counted[pool] = counted[next];
      }
      if (!counted[pool] && pools_[pool].refused != 0) {
        wasted += free[pool];
        counted[pool] = true;
      }
    }
    return wasted;
  }

  const FrozenTable& table_;
  const Outcome& outcome_;
  const std::vector<std::uint8_t>& absent_;
  KeyParts parts_;
  KeyOrder order_;
  std::vector<MarketPool> markets_;
  std::vector<PoolState> pools_;
  std::vector<std::uint32_t> seats_;
};

/// Pairs of a pupil and a programme of a later stage, above her placement, where in a pool open to her sits
/// somebody of an earlier stage with a worse (class, order). Numbers of different stages are not compared.
std::uint64_t pairs_between_stages(const Frozen& frozen, const Outcome& outcome) {
  using Standing = std::pair<std::uint32_t, std::uint32_t>;
  const FrozenTable& table = frozen.table;
  const std::size_t pools = frozen.seats.pools.size();
  std::vector<std::optional<Standing>> worst(pools * frozen.stage_count());
  const auto standing = [&table](std::uint32_t row) {
    return Standing{table.row_class[row], table.row_order[row]};
  };
  for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
    if (const std::uint32_t row = outcome.placed_row[pupil]; row != base::none) {
      auto& slot = worst[table.stage_of(outcome.placed_choice[pupil]) * pools + table.row_pool[row]];
      slot = slot ? std::max(*slot, standing(row)) : standing(row);
    }
  }
  std::uint64_t pairs = 0;
  for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
    const std::uint32_t end = outcome.placed_choice[pupil] == base::none ? table.choice_begin[pupil + 1]
                                                                         : outcome.placed_choice[pupil];
    for (std::uint32_t choice = table.choice_begin[pupil]; choice < end; ++choice) {
      bool blocks = false;
      for (std::uint32_t row = table.row_begin[choice]; row < table.row_begin[choice + 1]; ++row) {
        for (std::uint32_t stage = 0; stage < table.stage_of(choice); ++stage) {
          const auto& slot = worst[stage * pools + table.row_pool[row]];
          blocks = blocks || (slot && *slot > standing(row));
        }
      }
      pairs += blocks ? 1U : 0U;
    }
  }
  return pairs;
}

}  // namespace

Blocking count_blocking(const Frozen& frozen, const Outcome& outcome, const base::Digest& seed) {
  if (frozen.stages.empty()) {
    return BlockingCounter(frozen, outcome, {}, seed, mechanism_entry(frozen.seats.mechanism).key_parts)
        .count();
  }
  const StagedOutcome staged = place_stages(frozen, seed);
  Blocking total;
  for (std::size_t stage = 0; stage < staged.parts.size(); ++stage) {
    const Blocking blocking =
        BlockingCounter(staged.parts[stage].frozen, staged.outcomes[stage], staged.starts[stage], seed,
                        mechanism_entry(frozen.mechanism(static_cast<std::uint32_t>(stage))).key_parts)
            .count();
    total.pairs += blocking.pairs;
    total.wasted_seats = blocking.wasted_seats;  // what the last stage leaves
  }
  total.pairs += pairs_between_stages(frozen, outcome);
  return total;
}

Blocking count_blocking_by_key(const Frozen& frozen, const Outcome& outcome, const base::Digest& seed) {
  return BlockingCounter(frozen, outcome, {}, seed, KeyParts::all).count();
}

}  // namespace mengpaneel::place
