// SPDX-License-Identifier: EUPL-1.2
// What a round looks like after its events, and what it promises then.

#include <algorithm>

#include "place/waiting/free_seats.hpp"
#include "place/waiting/waiting_round.hpp"

namespace mengpaneel::place {

Outcome WaitingRound::outcome() const {
  const FrozenTable& table = frozen_.table;
  Outcome outcome;
  outcome.numbers = start_.numbers;
  outcome.placed_row = placed_row_;
  for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
    const std::uint32_t row = placed_row_[pupil];
    outcome.placed_choice.push_back(row == base::none ? base::none : choice_of_row(table, {row, pupil}));
    outcome.withdrawn.push_back(state_[pupil] == State::withdrawn ? 1 : 0);
  }
  fill_pools(outcome);
  fill_waiting(outcome);
  return outcome;
}

void WaitingRound::fill_pools(Outcome& outcome) const {
  outcome.pools.resize(seats_.pools.size());
  for (std::uint32_t pupil = 0; pupil < placed_row_.size(); ++pupil) {
    const std::uint32_t row = placed_row_[pupil];
    if (row == base::none) {
      continue;
    }
    PoolOutcome& pool = outcome.pools[frozen_.table.row_pool[row]];
    if (pool.last_row == base::none || goes_before({pool.last_row, pool.last_pupil}, {row, pupil}, false)) {
      pool.last_row = row;
      pool.last_pupil = pupil;
    }
  }
  const std::vector<MarketPool> pools = market_pools(seats_);
  const std::vector<std::uint32_t> seats = seats_after_overflow(pools, filled_);
  for (std::size_t index = 0; index < seats_.pools.size(); ++index) {
    PoolOutcome& pool = outcome.pools[index];
    pool.own = pools[index].seats;
    pool.seats = seats[index];
    pool.filled = filled_[index];
    if (pool.seats == base::no_limit || pool.filled != pool.seats || pool.filled == 0) {
      pool.last_row = base::none;
      pool.last_pupil = base::none;
    } else {
      pool.last_choice = choice_of_row(frozen_.table, {pool.last_row, pool.last_pupil});
    }
  }
}

void WaitingRound::fill_waiting(Outcome& outcome) const {
  outcome.waiting_begin.assign(1, 0);
  outcome.waiting_position.assign(frozen_.table.row_pool.size(), 0);
  for (const Line& line : lines_) {
    std::uint32_t position = 0;
    for (const Applicant applicant : line.applicants) {
      if (!wants(applicant)) {
        continue;
      }
      const std::uint32_t choice = choice_of_row(frozen_.table, applicant);
      if (choice != outcome.placed_choice[applicant.pupil]) {
        outcome.waiting.push_back({applicant.row, applicant.pupil, choice});
        outcome.waiting_position[applicant.row] = ++position;
      }
    }
    outcome.waiting_begin.push_back(static_cast<std::uint32_t>(outcome.waiting.size()));
  }
}

WaitingRound::Broken WaitingRound::broken_promises() const {
  Broken broken;
  // Who sits in a pool and moved in, and of them who stood last.
  std::vector<Applicant> last_in(seats_.pools.size(), {base::none, base::none});
  for (std::uint32_t pupil = 0; pupil < placed_row_.size(); ++pupil) {
    const std::uint32_t row = placed_row_[pupil];
    if (row == base::none || row == start_.placed_row[pupil]) {
      continue;
    }
    Applicant& last = last_in[frozen_.table.row_pool[row]];
    if (last.row == base::none || goes_before(last, {row, pupil}, true)) {
      last = {row, pupil};
    }
  }
  for (std::uint32_t programme = 0; programme + 1 < seats_.pool_begin.size(); ++programme) {
    const std::vector<std::uint64_t> free = free_at(programme);
    std::uint64_t wasted = 0;
    for (std::size_t position = 0; position < free.size(); ++position) {
      const std::size_t pool = seats_.pool_begin[programme] + position;
      std::uint64_t waiting = 0;
      for (const Applicant applicant : lines_[pool].applicants) {
        if (wants(applicant)) {
          ++waiting;
          const bool is_behind =
              last_in[pool].row != base::none && goes_before(applicant, last_in[pool], true);
          broken.passed_over += is_behind ? 1U : 0U;
        }
      }
      wasted = std::max(wasted, std::min(waiting, free[position]));
    }
    broken.wasted_seats += wasted;
  }
  return broken;
}

std::uint64_t WaitingRound::over_seats() const {
  std::uint64_t over = 0;
  for (std::uint32_t programme = 0; programme + 1 < seats_.pool_begin.size(); ++programme) {
    const std::uint32_t begin = seats_.pool_begin[programme];
    const std::uint32_t count = seats_.pool_begin[programme + 1] - begin;
    over +=
        seats_over(std::span(seats_.pools).subspan(begin, count), std::span(filled_).subspan(begin, count));
  }
  return over;
}

std::uint64_t WaitingRound::accepted() const {
  return static_cast<std::uint64_t>(std::ranges::count(state_, State::accepted));
}

}  // namespace mengpaneel::place
