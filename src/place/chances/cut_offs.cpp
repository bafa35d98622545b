// SPDX-License-Identifier: EUPL-1.2
//
// Deferred acceptance needs no more than the last admitted of each pool. Seats of immediate acceptance go for
// good, so there a pool may be closed by somebody of another pool, to whom its seats were passed on: the
// seats are handed out again in their order, and the moment at which a pool has none left is its cut-off.

#include "place/chances/cut_offs.hpp"

#include <algorithm>
#include <utility>

#include "place/mechanisms/free_seats.hpp"
#include "place/mechanisms/mechanisms.hpp"

namespace mengpaneel::place {

namespace {

/// A seat that was taken, in the order in which the seats of a programme go.
struct Taken {
  std::uint32_t programme;
  AdmissionKey key;
  std::uint32_t pool;

  friend auto operator<=>(const Taken&, const Taken&) = default;
};

std::vector<MarketPool> pools_at(const Frozen& stage, const StageStart& start) {
  std::vector<MarketPool> pools = market_pools(stage.seats);
  for (std::size_t pool = 0; pool < start.seats.size(); ++pool) {
    pools[pool].seats = start.seats[pool];
  }
  return pools;
}

}  // namespace

AdmissionKey admission_key(const Frozen& frozen, std::uint32_t stage, Applicant applicant,
                           std::uint32_t choice, std::uint64_t number, const OwnNumbers& own) {
  const FrozenTable& table = frozen.table;
  const Mechanism mechanism = frozen.mechanism(stage);
  AdmissionKey key;
  if (mechanism == Mechanism::immediate_acceptance) {
    key.rank = table.choice_rank[choice];
    key.turn = table.row_pool[applicant.row];
  }
  if (mechanism_entry(mechanism).key_parts == KeyParts::all) {
    key.class_index = table.row_class[applicant.row];
    key.order = table.row_order[applicant.row];
  }
  key.number = number;
  key.own = frozen.per_programme(stage)
                ? own.at_programme(table, frozen.seats.programmes, applicant.pupil,
                                   static_cast<std::uint32_t>(table.choice_programme[choice]))
                : own.everywhere(table, applicant.pupil);
  return key;
}

void CutOffs::set(const Frozen& stage, const Outcome& outcome, const StageStart& start, const OwnNumbers& own,
                  std::uint32_t together) {
  together_ = stage.seats.mechanism == Mechanism::immediate_acceptance ? 1 : together;
  first_refused_.assign(outcome.pools.size() * together_, AdmissionKey::behind_all());
  if (stage.seats.mechanism == Mechanism::immediate_acceptance) {
    close_in_turn(stage, outcome, start, own);
    return;
  }
  find_worst_held(stage, outcome, own);
  for (std::size_t pool = 0; pool < outcome.pools.size(); ++pool) {
    const PoolOutcome& found = outcome.pools[pool];
    if (found.seats == base::no_limit) {
      continue;
    }
    for (std::uint32_t more = found.seats - found.filled; more < together_; ++more) {
      // Free seats first; then the worst held gives way, then the next.
      first_refused_[pool * together_ + more] =
          worst_[pool * together_ + more - (found.seats - found.filled)];
    }
  }
}

void CutOffs::find_worst_held(const Frozen& stage, const Outcome& outcome, const OwnNumbers& own) {
  worst_.assign(outcome.pools.size() * together_, {});
  for (std::uint32_t pupil = 0; pupil < outcome.placed_row.size(); ++pupil) {
    const std::uint32_t row = outcome.placed_row[pupil];
    if (row == base::none) {
      continue;
    }
    const std::uint32_t choice = outcome.placed_choice[pupil];
    AdmissionKey key =
        admission_key(stage, 0, {row, pupil}, choice, outcome.numbers.number(pupil, choice), own);
    AdmissionKey* worst = worst_.data() + std::size_t{stage.table.row_pool[row]} * together_;
    for (std::uint32_t index = 0; index < together_; ++index) {
      if (worst[index] < key) {
        std::swap(worst[index], key);
      }
    }
  }
}

void CutOffs::close_in_turn(const Frozen& stage, const Outcome& outcome, const StageStart& start,
                            const OwnNumbers& own) {
  const FrozenTable& table = stage.table;
  const std::vector<MarketPool> pools = pools_at(stage, start);
  FreeSeats free_seats(pools);
  const auto close = [&](std::uint32_t programme, const AdmissionKey& key) {
    for (std::uint32_t pool = stage.seats.pool_begin[programme]; pool < stage.seats.pool_begin[programme + 1];
         ++pool) {
      if (free_seats.is_closed(pool) && first_refused_[pool] == AdmissionKey::behind_all()) {
        first_refused_[pool] = key;
      }
    }
  };
  for (std::uint32_t programme = 0; programme < stage.seats.programmes.size(); ++programme) {
    close(programme, {});  // pools that have no seats to begin with
  }
  std::vector<Taken> taken;
  for (std::uint32_t pupil = 0; pupil < outcome.placed_row.size(); ++pupil) {
    const std::uint32_t row = outcome.placed_row[pupil];
    if (row != base::none) {
      const std::uint32_t choice = outcome.placed_choice[pupil];
      taken.push_back(
          {static_cast<std::uint32_t>(table.choice_programme[choice]),
           admission_key(stage, 0, {row, pupil}, choice, outcome.numbers.number(pupil, choice), own),
           table.row_pool[row]});
    }
  }
  std::ranges::sort(taken);
  for (const Taken& seat : taken) {
    free_seats.take(seat.pool);
    close(seat.programme, seat.key);
  }
}

}  // namespace mengpaneel::place
