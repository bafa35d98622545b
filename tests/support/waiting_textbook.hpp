// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Events after the draw as decisions 61 to 64 say them, looking at everybody at every step; and random rounds
// and events to try.

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <random>
#include <vector>

#include "place/mechanisms/mechanisms.hpp"
#include "place/stages.hpp"
#include "place/waiting/waiting_round.hpp"
#include "tests/support/random_rounds.hpp"

namespace mengpaneel::place::testing {

/// A random round with some pupils who enter later.
struct Setting {
  Frozen frozen;
  std::vector<std::uint32_t> entered;
  Outcome start;
  base::Digest seed{};
};

inline Setting random_setting(std::uint64_t index, std::mt19937_64& random) {
  Setting setting;
  setting.frozen = test::random_round(index, {.pupils_max = 18, .programmes_max = 4}).frozen;
  Frozen& frozen = setting.frozen;
  if (!mechanism_entry(frozen.seats.mechanism).no_justified_envy) {
    frozen.seats.mechanism = Mechanism::deferred_acceptance;
  }
  if (frozen.seats.waiting == WaitingOrder::not_kept) {
    frozen.seats.waiting = WaitingOrder::reversed_lottery;
  }
  StageStart start;
  std::uint32_t place = 0;
  for (std::uint32_t pupil = 0; pupil < frozen.table.pupil_count(); ++pupil) {
    setting.entered.push_back(random() % 4 == 0 ? ++place : 0);
    start.absent.push_back(setting.entered.back() == 0 ? 0 : 1);
  }
  setting.start = place_stage(
      frozen, {draw_numbers(frozen.table, frozen.seats.programmes, setting.seed), OwnNumbers(setting.seed)},
      start);
  return setting;
}

/// Any event, possible or not; those who enter do so in their order.
inline Event random_event(const Setting& setting, const WaitingRound& round, std::uint32_t seq,
                          std::mt19937_64& random) {
  const Frozen& frozen = setting.frozen;
  Event event;
  event.seq = seq;
  event.kind = all_event_kinds[random() % std::size(all_event_kinds)];
  event.pupil = static_cast<std::uint32_t>(random() % frozen.table.pupil_count());
  event.programme = static_cast<std::uint32_t>(random() % frozen.seats.programmes.size());
  event.seats = static_cast<std::uint32_t>(random() % 3 + 1);
  if (event.kind == EventKind::accept && round.placed_row()[event.pupil] != base::none) {
    const std::uint32_t choice = choice_of_row(frozen.table, {round.placed_row()[event.pupil], event.pupil});
    event.programme = static_cast<std::uint32_t>(frozen.table.choice_programme[choice]);
  }
  if (event.kind == EventKind::capacity) {
    event.seats = 0;
    for (std::uint32_t pool = frozen.seats.pool_begin[event.programme];
         pool < frozen.seats.pool_begin[event.programme + 1]; ++pool) {
      event.pool_seats.push_back(
          frozen.seats.pools[pool].as_needed ? 0 : static_cast<std::uint32_t>(random() % 4));
      event.seats += event.pool_seats.back();
    }
  }
  return event;
}

enum class State : std::uint8_t { absent, waits, accepted, withdrawn };

/// Decisions 61 to 64 as they are written: no lines that are kept, no stack.
class Textbook {
 public:
  explicit Textbook(const Setting& setting)
      : seats(setting.frozen.seats),
        placed(setting.start.placed_row),
        setting_(setting),
        frozen_(setting.frozen),
        order_(frozen_, setting.start.numbers, setting.seed,
               mechanism_entry(frozen_.seats.mechanism).key_parts) {
    for (const std::uint32_t entered : setting.entered) {
      state.push_back(entered == 0 ? State::waits : State::absent);
    }
  }

  void happen(const Event& event) {
    step_ = 0;
    const std::uint32_t row = event.pupil == base::none ? base::none : placed[event.pupil];
    switch (event.kind) {
      case EventKind::withdraw:
        state[event.pupil] = State::withdrawn;
        if (row != base::none) {
          move(event.seq, event.pupil, base::none, MoveCause::withdraw, 0);
          give(event.seq, programme_of(row), MoveCause::vacancy, 1);
        }
        return;
      case EventKind::accept:
        state[event.pupil] = State::accepted;
        return;
      case EventKind::enter:
        state[event.pupil] = State::waits;
        for (const std::uint32_t wish : rows_of(event.pupil)) {
          if (can_take_one_more(frozen_.table.row_pool[wish])) {
            return move(event.seq, event.pupil, wish, MoveCause::enter, 0);
          }
        }
        return;
      case EventKind::seat:
        seats.pools[seats.pool_begin[event.programme + 1] - 1].seats += event.seats;
        return give(event.seq, event.programme, MoveCause::seat, 0);
      case EventKind::capacity:
        for (std::size_t position = 0; position < event.pool_seats.size(); ++position) {
          seats.pools[seats.pool_begin[event.programme] + position].seats = event.pool_seats[position];
        }
        return give(event.seq, event.programme, MoveCause::capacity, 0);
    }
  }

  /// Excess of no pool grows by it, and the pools with a number do not hold more than their seats together.
  [[nodiscard]] bool can_take_one_more(std::uint32_t pool) const {
    if (seats.pools[pool].as_needed || seats.pools[pool].seats == base::no_limit) {
      return true;
    }
    std::vector<std::uint32_t> filled(seats.pools.size(), 0);
    for (const std::uint32_t row : placed) {
      filled[row == base::none ? 0 : frozen_.table.row_pool[row]] += row == base::none ? 0 : 1;
    }
    const std::vector<std::uint64_t> before = excess(filled);
    ++filled[pool];
    const std::vector<std::uint64_t> after = excess(filled);
    const std::uint32_t programme = programme_of_pool(pool);
    return after == before && seats_together(programme, filled) >= 0;
  }

  [[nodiscard]] bool wants(Applicant applicant) const {
    return state[applicant.pupil] == State::waits && applicant.row < placed[applicant.pupil];
  }

  /// Everybody who wants a seat of the pool, first in the line first.
  [[nodiscard]] std::vector<Applicant> line(std::uint32_t pool) const {
    std::vector<Applicant> line;
    for (std::uint32_t pupil = 0; pupil < placed.size(); ++pupil) {
      for (const std::uint32_t row : rows_of(pupil)) {
        if (frozen_.table.row_pool[row] == pool && wants({row, pupil})) {
          line.push_back({row, pupil});
        }
      }
    }
    std::ranges::sort(line, [this](Applicant left, Applicant right) { return stands_before(left, right); });
    return line;
  }

  [[nodiscard]] bool stands_before(Applicant left, Applicant right) const {
    const std::uint32_t entered_left = setting_.entered[left.pupil];
    const std::uint32_t entered_right = setting_.entered[right.pupil];
    if (entered_left != entered_right) {
      return entered_left < entered_right;
    }
    return frozen_.seats.waiting == WaitingOrder::reversed_lottery ? order_.before_reversed(left, right)
                                                                   : order_.before(left, right);
  }
  [[nodiscard]] const Frozen& frozen() const { return frozen_; }
  [[nodiscard]] const Outcome& start() const { return setting_.start; }
  [[nodiscard]] bool was_drawn(std::uint32_t pupil) const { return setting_.entered[pupil] == 0; }
  [[nodiscard]] bool has_better_key(Applicant left, Applicant right) const {
    return order_.before(left, right);
  }

  [[nodiscard]] std::vector<std::uint32_t> rows_of(std::uint32_t pupil) const {
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = frozen_.table.row_begin[frozen_.table.choice_begin[pupil]];
         row < frozen_.table.row_begin[frozen_.table.choice_begin[pupil + 1]]; ++row) {
      rows.push_back(row);
    }
    return rows;
  }

  SeatTable seats;
  std::vector<std::uint32_t> placed;
  std::vector<State> state;
  std::vector<Move> moves;

 private:
  /// Seats less pupils of the pools with a number. What as-needed pools took comes off the last, not below 0.
  [[nodiscard]] std::int64_t seats_together(std::uint32_t programme,
                                            const std::vector<std::uint32_t>& filled) const {
    const std::uint32_t last = seats.pool_begin[programme + 1] - 1;
    std::int64_t taken = 0;
    std::int64_t together = 0;
    for (std::uint32_t pool = seats.pool_begin[programme]; pool <= last; ++pool) {
      if (seats.pools[pool].as_needed) {
        taken += filled[pool];
      } else if (seats.pools[pool].seats != base::no_limit) {
        const std::int64_t own = seats.pools[pool].seats;
        together += (pool == last ? std::max<std::int64_t>(0, own - taken) : own) - filled[pool];
      }
    }
    return together;
  }
  [[nodiscard]] std::uint32_t programme_of_pool(std::uint32_t pool) const {
    std::uint32_t programme = 0;
    while (seats.pool_begin[programme + 1] <= pool) {
      ++programme;
    }
    return programme;
  }
  [[nodiscard]] std::uint32_t programme_of(std::uint32_t row) const {
    return programme_of_pool(frozen_.table.row_pool[row]);
  }
  [[nodiscard]] std::vector<std::uint64_t> excess(const std::vector<std::uint32_t>& filled) const {
    const std::vector<std::uint32_t> available = seats_after_overflow(market_pools(seats), filled);
    std::vector<std::uint64_t> excess;
    for (std::size_t pool = 0; pool < filled.size(); ++pool) {
      excess.push_back(
          available[pool] == base::no_limit ? 0 : filled[pool] - std::min(filled[pool], available[pool]));
    }
    return excess;
  }

  void give(std::uint32_t seq, std::uint32_t programme, MoveCause cause, std::uint32_t cause_step) {
    for (std::uint32_t pool = seats.pool_begin[programme]; pool < seats.pool_begin[programme + 1];) {
      const std::vector<Applicant> waiting = line(pool);
      if (waiting.empty() || !can_take_one_more(pool)) {
        ++pool;
        continue;
      }
      const std::uint32_t left = placed[waiting.front().pupil];
      move(seq, waiting.front().pupil, waiting.front().row, cause, cause_step);
      if (left != base::none) {
        give(seq, programme_of(left), MoveCause::vacancy, step_);
      }
      pool = seats.pool_begin[programme];
    }
  }

  void move(std::uint32_t seq, std::uint32_t pupil, std::uint32_t row, MoveCause cause,
            std::uint32_t cause_step) {
    moves.push_back({seq, ++step_, pupil, placed[pupil], row, cause, cause_step});
    placed[pupil] = row;
  }

  const Setting& setting_;
  const Frozen& frozen_;
  KeyOrder order_;
  std::uint32_t step_ = 0;
};

}  // namespace mengpaneel::place::testing
