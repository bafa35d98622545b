// SPDX-License-Identifier: EUPL-1.2
#include "place/outcome.hpp"

#include <algorithm>

#include "place/groups/group_search.hpp"
#include "place/mechanisms/mechanisms.hpp"
#include "place/stages.hpp"

namespace mengpaneel::place {

namespace {

void fill_pools(const Frozen& frozen, const PackedRows& packed, std::span<const MarketPool> pools,
                const TieBreak& tie_break, Outcome& outcome) {
  std::vector<std::uint32_t> filled(pools.size(), 0);
  outcome.pools.resize(pools.size());
  for (std::uint32_t pupil = 0; pupil < outcome.placed_row.size(); ++pupil) {
    const std::uint32_t row = outcome.placed_row[pupil];
    if (row == base::none) {
      continue;
    }
    const std::uint32_t pool = frozen.table.row_pool[row];
    PoolOutcome& target = outcome.pools[pool];
    ++filled[pool];
    bool is_last = target.last_row == base::none;
    if (!is_last) {
      const std::uint64_t word = packed.words[row] | 1U;
      const std::uint64_t last_word = packed.words[target.last_row] | 1U;
      is_last = word != last_word ? word > last_word
                                  : tie_break({target.last_row, target.last_pupil}, {row, pupil});
    }
    if (is_last) {
      target.last_row = row;
      target.last_pupil = pupil;
    }
  }
  const std::vector<std::uint32_t> seats = seats_after_overflow(pools, filled);
  for (std::size_t pool = 0; pool < pools.size(); ++pool) {
    PoolOutcome& target = outcome.pools[pool];
    target.own = pools[pool].seats;
    target.seats = seats[pool];
    target.filled = filled[pool];
    if (target.seats == base::no_limit || target.filled != target.seats || target.filled == 0) {
      target.last_row = base::none;
      target.last_pupil = base::none;
    } else {
      target.last_choice = choice_of_row(frozen.table, {target.last_row, target.last_pupil});
    }
  }
}

/// Rows above the placement of a group at which the pool would have taken this member: it is another of the
/// group whom it would not.
void mark_group_incomplete(const Frozen& frozen, const PackedRows& packed, const TieBreak& tie_break,
                           Outcome& outcome) {
  const FrozenTable& table = frozen.table;
  outcome.group_incomplete.assign(table.row_pool.size(), 0);
  for (std::size_t index = 0; index < outcome.groups.size(); ++index) {
    if (outcome.groups[index].state == GroupState::separated) {
      continue;
    }
    for (const std::uint32_t pupil : table.groups.groups[index].members) {
      const std::uint32_t placed = outcome.placed_choice[pupil];
      const std::uint32_t end = placed == base::none ? table.choice_begin[pupil + 1] : placed;
      for (std::uint32_t row = table.row_begin[table.choice_begin[pupil]]; row < table.row_begin[end];
           ++row) {
        const PoolOutcome& pool = outcome.pools[table.row_pool[row]];
        bool is_behind = pool.seats == 0;
        if (pool.last_row != base::none) {
          const std::uint64_t word = packed.words[row] | 1U;
          const std::uint64_t last = packed.words[pool.last_row] | 1U;
          is_behind = word != last ? word > last : tie_break({pool.last_row, pool.last_pupil}, {row, pupil});
        }
        outcome.group_incomplete[row] = is_behind ? 0 : 1;
      }
    }
  }
}

/// Calls visit(pupil, choice, row) for every row of a programme above the placement of the pupil.
template <typename Visit>
void for_each_waiting_row(const FrozenTable& table, const Market& market, const Outcome& outcome,
                          const Visit& visit) {
  for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
    if (!market.takes_part(pupil)) {
      continue;
    }
    const std::uint32_t end = outcome.placed_choice[pupil] == base::none ? table.choice_begin[pupil + 1]
                                                                         : outcome.placed_choice[pupil];
    for (std::uint32_t choice = table.choice_begin[pupil]; choice < end; ++choice) {
      for (std::uint32_t row = table.row_begin[choice]; row < table.row_begin[choice + 1]; ++row) {
        visit(pupil, choice, row);
      }
    }
  }
}

void fill_waiting(const Frozen& frozen, const PackedRows& packed, const Market& market, const KeyOrder& order,
                  Outcome& outcome) {
  const FrozenTable& table = frozen.table;
  const std::size_t pool_count = frozen.seats.pools.size();
  outcome.waiting_begin.assign(pool_count + 1, 0);
  outcome.waiting_position.assign(table.row_pool.size(), 0);
  if (frozen.seats.waiting == WaitingOrder::not_kept) {
    return;
  }
  for_each_waiting_row(table, market, outcome, [&](std::uint32_t, std::uint32_t, std::uint32_t row) {
    ++outcome.waiting_begin[table.row_pool[row] + 1];
  });
  for (std::size_t pool = 0; pool < pool_count; ++pool) {
    outcome.waiting_begin[pool + 1] += outcome.waiting_begin[pool];
  }
  outcome.waiting.resize(outcome.waiting_begin.back());
  std::vector<std::uint32_t> next(outcome.waiting_begin.begin(), outcome.waiting_begin.end() - 1);
  for_each_waiting_row(table, market, outcome,
                       [&](std::uint32_t pupil, std::uint32_t choice, std::uint32_t row) {
                         outcome.waiting[next[table.row_pool[row]]++] = {row, pupil, choice};
                       });
  const bool reversed = frozen.seats.waiting == WaitingOrder::reversed_lottery;
  const auto before = [&](const WaitingEntry& left, const WaitingEntry& right) {
    if (reversed) {
      return order.before_reversed({left.row, left.pupil}, {right.row, right.pupil});
    }
    const std::uint64_t word_left = packed.words[left.row] | 1U;
    const std::uint64_t word_right = packed.words[right.row] | 1U;
    return word_left != word_right ? word_left < word_right
                                   : order.before({left.row, left.pupil}, {right.row, right.pupil});
  };
  for (std::size_t pool = 0; pool < pool_count; ++pool) {
    const auto begin = outcome.waiting.begin() + outcome.waiting_begin[pool];
    const auto end = outcome.waiting.begin() + outcome.waiting_begin[pool + 1];
    std::sort(begin, end, before);
    std::uint32_t position = 0;
    for (auto entry = begin; entry != end; ++entry) {
      outcome.waiting_position[entry->row] = ++position;
    }
  }
}

}  // namespace

DecisionWord decision(const Outcome& outcome, std::uint32_t pupil, std::uint32_t choice, std::uint32_t row) {
  if (!outcome.withdrawn.empty() && outcome.withdrawn[pupil] != 0) {
    return DecisionWord::withdrawn;
  }
  const std::uint32_t placed_choice = outcome.placed_choice[pupil];
  if (placed_choice == base::none || choice < placed_choice) {
    const bool incomplete = !outcome.group_incomplete.empty() && outcome.group_incomplete[row] != 0;
    return incomplete ? DecisionWord::group_incomplete : DecisionWord::rejected;
  }
  if (choice > placed_choice || row > outcome.placed_row[pupil]) {
    return DecisionWord::not_needed;
  }
  return row == outcome.placed_row[pupil] ? DecisionWord::placed : DecisionWord::rejected;
}

Outcome place(const Frozen& frozen, const base::Digest& seed) {
  if (!frozen.stages.empty()) {
    return combine_stages(frozen, place_stages(frozen, seed));
  }
  return place_stage(frozen, {draw_numbers(frozen.table, frozen.seats.programmes, seed), OwnNumbers(seed)},
                     {});
}

Outcome place_stage(const Frozen& frozen, StageNumbers drawn, const StageStart& start) {
  const MechanismEntry& mechanism = mechanism_entry(frozen.seats.mechanism);
  Outcome outcome;
  outcome.numbers = std::move(drawn.numbers);
  std::vector<MarketPool> pools = market_pools(frozen.seats);
  for (std::size_t pool = 0; pool < start.seats.size(); ++pool) {
    pools[pool].seats = start.seats[pool];
  }
  if (!frozen.table.groups.empty()) {
    GroupPlacement placement =
        place_with_groups(frozen, outcome.numbers, drawn.own, mechanism.key_parts, pools);
    outcome.numbers = std::move(placement.numbers);
    outcome.placed_row = std::move(placement.row_of_pupil);
    outcome.groups = std::move(placement.groups);
  }
  const KeyOrder order(frozen, outcome.numbers, drawn.own, mechanism.key_parts);
  const PackedRows packed = pack_rows(frozen, outcome.numbers, mechanism.key_parts);
  const Market market{packed.row_begin,        packed.words,      pools,
                      packed.layout.pool_bits, order.tie_break(), start.absent};
  if (frozen.table.groups.empty()) {
    outcome.placed_row = mechanism.compute(market, frozen);
  }
  outcome.placed_choice.assign(outcome.placed_row.size(), base::none);
  for (std::uint32_t pupil = 0; pupil < outcome.placed_row.size(); ++pupil) {
    if (outcome.placed_row[pupil] != base::none) {
      outcome.placed_choice[pupil] = choice_of_row(frozen.table, {outcome.placed_row[pupil], pupil});
    }
  }
  fill_pools(frozen, packed, pools, market.tie_break, outcome);
  if (!outcome.groups.empty()) {
    mark_group_incomplete(frozen, packed, market.tie_break, outcome);
  }
  fill_waiting(frozen, packed, market, order, outcome);
  return outcome;
}

}  // namespace mengpaneel::place
