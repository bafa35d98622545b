// SPDX-License-Identifier: EUPL-1.2
#include "place/stages.hpp"

#include "place/mechanisms/market.hpp"

namespace mengpaneel::place {

namespace {

void append_choice(const FrozenTable& whole, std::uint32_t choice, FrozenTable& part) {
  part.choice_rank.push_back(whole.choice_rank[choice]);
  part.choice_programme.push_back(whole.choice_programme[choice]);
  if (whole.given) {
    part.choice_given.push_back(whole.choice_given[choice]);
  }
  for (std::uint32_t row = whole.row_begin[choice]; row < whole.row_begin[choice + 1]; ++row) {
    part.row_pool.push_back(whole.row_pool[row]);
    part.row_class.push_back(whole.row_class[row]);
    part.row_order.push_back(whole.row_order[row]);
  }
  part.row_begin.push_back(static_cast<std::uint32_t>(part.row_pool.size()));
}

/// The row of the whole that is this row of this choice of the part.
std::uint32_t whole_row(const Frozen& frozen, const StagePart& part, std::uint32_t choice,
                        std::uint32_t row) {
  return frozen.table.row_begin[part.choice[choice]] + (row - part.frozen.table.row_begin[choice]);
}

void combine_waiting(const Frozen& frozen, const StagedOutcome& staged, Outcome& whole) {
  const std::size_t pools = frozen.seats.pools.size();
  whole.waiting_position.assign(frozen.table.row_pool.size(), 0);
  whole.waiting_begin.assign(1, 0);
  for (std::size_t pool = 0; pool < pools; ++pool) {
    std::uint32_t position = 0;
    for (std::size_t stage = 0; stage < staged.parts.size(); ++stage) {
      const Outcome& outcome = staged.outcomes[stage];
      if (outcome.waiting.empty()) {
        continue;
      }
      for (std::uint32_t index = outcome.waiting_begin[pool]; index < outcome.waiting_begin[pool + 1];
           ++index) {
        const WaitingEntry& entry = outcome.waiting[index];
        const std::uint32_t row = whole_row(frozen, staged.parts[stage], entry.choice, entry.row);
        whole.waiting.push_back({row, entry.pupil, staged.parts[stage].choice[entry.choice]});
        whole.waiting_position[row] = ++position;
      }
    }
    whole.waiting_begin.push_back(static_cast<std::uint32_t>(whole.waiting.size()));
  }
}

}  // namespace

StagePart stage_part(const Frozen& frozen, std::uint32_t stage) {
  StagePart part;
  const FrozenTable& whole = frozen.table;
  part.frozen.seats = frozen.seats;
  part.frozen.seats.mechanism = frozen.mechanism(stage);
  FrozenTable& table = part.frozen.table;
  table.pupils = whole.pupils;
  table.draw_kind = whole.draw_kind;
  table.draw_id = whole.draw_id;
  table.draw_ids = whole.draw_ids;
  table.per_programme = frozen.per_programme(stage);
  table.given = whole.given;
  table.choice_begin.push_back(0);
  table.row_begin.push_back(0);
  for (std::uint32_t pupil = 0; pupil < whole.pupil_count(); ++pupil) {
    for (std::uint32_t choice = whole.choice_begin[pupil]; choice < whole.choice_begin[pupil + 1]; ++choice) {
      if (whole.stage_of(choice) == stage) {
        append_choice(whole, choice, table);
        part.choice.push_back(choice);
      }
    }
    table.choice_begin.push_back(static_cast<std::uint32_t>(table.choice_rank.size()));
  }
  return part;
}

StageStart next_start(const Frozen& frozen, const StageStart& start, const Outcome& outcome) {
  std::vector<MarketPool> pools = market_pools(frozen.seats);
  std::vector<std::uint32_t> filled;
  for (std::size_t pool = 0; pool < pools.size(); ++pool) {
    if (!start.seats.empty()) {
      pools[pool].seats = start.seats[pool];
    }
    filled.push_back(outcome.pools[pool].filled);
  }
  StageStart next{seats_left(pools, filled), start.absent};
  next.absent.resize(outcome.placed_row.size(), 0);
  for (std::size_t pupil = 0; pupil < next.absent.size(); ++pupil) {
    if (outcome.placed_row[pupil] != base::none) {
      next.absent[pupil] = 1;
    }
  }
  return next;
}

StagedOutcome place_stages(const Frozen& frozen, const base::Digest& seed) {
  StagedOutcome staged;
  StageStart start;
  for (std::uint32_t stage = 0; stage < frozen.stage_count(); ++stage) {
    staged.parts.push_back(stage_part(frozen, stage));
    const Frozen& part = staged.parts.back().frozen;
    staged.outcomes.push_back(
        place_stage(part, {draw_numbers(part.table, part.seats.programmes, seed), OwnNumbers(seed)}, start));
    staged.starts.push_back(start);
    start = next_start(frozen, start, staged.outcomes.back());
  }
  return staged;
}

Outcome combine_stages(const Frozen& frozen, const StagedOutcome& staged) {
  const std::uint32_t pupils = frozen.table.pupil_count();
  Outcome whole;
  whole.numbers.of_choice.assign(frozen.table.choice_rank.size(), 0);
  whole.placed_row.assign(pupils, base::none);
  whole.placed_choice.assign(pupils, base::none);
  for (std::size_t stage = 0; stage < staged.parts.size(); ++stage) {
    const StagePart& part = staged.parts[stage];
    const Outcome& outcome = staged.outcomes[stage];
    const FrozenTable& table = part.frozen.table;
    for (std::uint32_t pupil = 0; pupil < pupils; ++pupil) {
      for (std::uint32_t choice = table.choice_begin[pupil]; choice < table.choice_begin[pupil + 1];
           ++choice) {
        whole.numbers.of_choice[part.choice[choice]] = outcome.numbers.number(pupil, choice);
      }
      if (outcome.placed_row[pupil] != base::none) {
        const std::uint32_t choice = outcome.placed_choice[pupil];
        whole.placed_choice[pupil] = part.choice[choice];
        whole.placed_row[pupil] = whole_row(frozen, part, choice, outcome.placed_row[pupil]);
      }
    }
    for (PoolOutcome pool : outcome.pools) {
      if (pool.last_row != base::none) {
        pool.last_row = whole_row(frozen, part, pool.last_choice, pool.last_row);
        pool.last_choice = part.choice[pool.last_choice];
      }
      whole.pools.push_back(pool);
    }
  }
  combine_waiting(frozen, staged, whole);
  return whole;
}

}  // namespace mengpaneel::place
