// SPDX-License-Identifier: EUPL-1.2
//
// One path is followed at a time: from a pupil to the programme that she asks for, to the pupil at whom that
// points, and so on until a pupil stands on the path already. That circle trades and leaves the path, and the
// last pupil before it asks anew. Which circle comes first makes no difference: a circle stays one until it
// trades, because the seats of a programme, and at whom it points, change only when somebody gets a seat
// there or when that pupil leaves.

#include "place/mechanisms/top_trading_cycles.hpp"

#include "place/mechanisms/free_seats.hpp"
#include "place/mechanisms/pool_queues.hpp"

namespace mengpaneel::place {

namespace {

class TradingCycles {
 public:
  TradingCycles(const Market& market, const Frozen& frozen)
      : table_(frozen.table),
        pool_begin_(frozen.seats.pool_begin),
        queues_(market, frozen.table),
        free_(market.pools),
        row_of_pupil_(table_.pupil_count(), base::none),
        next_choice_(table_.choice_begin.begin(), table_.choice_begin.end() - 1),
        path_place_(table_.pupil_count(), base::none),
        has_left_(table_.pupil_count(), false),
        next_in_queue_(market.pools.size(), 0) {
    for (std::uint32_t pupil = 0; pupil < has_left_.size(); ++pupil) {
      has_left_[pupil] = !market.takes_part(pupil);
    }
  }

  std::vector<std::uint32_t> run() {
    for (std::uint32_t pupil = 0; pupil < table_.pupil_count(); ++pupil) {
      if (!has_left_[pupil]) {
        step_onto(pupil);
      }
      while (!path_.empty()) {
        follow();
      }
    }
    return std::move(row_of_pupil_);
  }

 private:
  void step_onto(std::uint32_t pupil) {
    path_place_[pupil] = static_cast<std::uint32_t>(path_.size());
    path_.push_back(pupil);
  }

  void follow() {
    const std::uint32_t pupil = path_.back();
    row_of_pupil_[pupil] = best_row(pupil);
    if (row_of_pupil_[pupil] == base::none) {
      leave();
      return;
    }
    const std::uint32_t first =
        points_at(static_cast<std::uint32_t>(table_.choice_programme[next_choice_[pupil]]));
    if (path_place_[first] == base::none) {
      step_onto(first);
      return;
    }
    for (const std::uint32_t length = path_place_[first]; path_.size() > length;) {
      free_.take(table_.row_pool[row_of_pupil_[path_.back()]]);
      leave();
    }
  }

  void leave() {
    has_left_[path_.back()] = true;
    path_place_[path_.back()] = base::none;
    path_.pop_back();
  }

  /// Of the best programme with a seat that she may take; next_choice_ is her choice then.
  std::uint32_t best_row(std::uint32_t pupil) {
    for (std::uint32_t& choice = next_choice_[pupil]; choice < table_.choice_begin[pupil + 1]; ++choice) {
      for (std::uint32_t row = table_.row_begin[choice]; row < table_.row_begin[choice + 1]; ++row) {
        if (free_.has(table_.row_pool[row])) {
          return row;
        }
      }
    }
    return base::none;
  }

  /// The smallest key of who is left in the first pool that has a seat for somebody who is left. There is
  /// one: somebody asks.
  std::uint32_t points_at(std::uint32_t programme) {
    for (std::uint32_t pool = pool_begin_[programme];; ++pool) {
      const std::uint32_t pupil = free_.has(pool) ? first_in_queue(pool) : base::none;
      if (pupil != base::none) {
        return pupil;
      }
    }
  }

  std::uint32_t first_in_queue(std::uint32_t pool) {
    const std::span<const QueueEntry> queue = queues_.of(pool);
    std::uint32_t& at = next_in_queue_[pool];
    while (at < queue.size() && has_left_[queue[at].pupil]) {
      ++at;
    }
    return at < queue.size() ? queue[at].pupil : base::none;
  }

  const FrozenTable& table_;
  const std::vector<std::uint32_t>& pool_begin_;
  PoolQueues queues_;
  FreeSeats free_;
  std::vector<std::uint32_t> row_of_pupil_;   ///< of who is on the path: what she asks for
  std::vector<std::uint32_t> next_choice_;    ///< [n]
  std::vector<std::uint32_t> path_;           ///< pupils
  std::vector<std::uint32_t> path_place_;     ///< [n], base::none: not on the path
  std::vector<bool> has_left_;                ///< [n]
  std::vector<std::uint32_t> next_in_queue_;  ///< [pools]
};

}  // namespace

std::vector<std::uint32_t> top_trading_cycles(const Market& market, const Frozen& frozen) {
  return TradingCycles(market, frozen).run();
}

}  // namespace mengpaneel::place
