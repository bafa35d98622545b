// SPDX-License-Identifier: EUPL-1.2
//
// A circle is looked for from a pool backwards: who may have a seat there, where do they sit, who may have
// those seats, until somebody sits in the pool itself. Who wants a pool only becomes fewer, so its queue is
// read from a place that only moves on.

#include "place/mechanisms/stable_improvement_cycles.hpp"

#include "place/mechanisms/deferred_acceptance.hpp"
#include "place/mechanisms/pool_queues.hpp"

namespace mengpaneel::place {

namespace {

class Improvement {
 public:
  Improvement(const Market& market, const Frozen& frozen)
      : table_(frozen.table),
        queues_(market, frozen.table),
        row_of_pupil_(deferred_acceptance(market)),
        placed_choice_(row_of_pupil_.size(), base::none),
        next_in_queue_(market.pools.size(), 0),
        who_leaves_(market.pools.size(), nullptr),
        seen_(market.pools.size(), 0) {
    for (std::uint32_t pupil = 0; pupil < row_of_pupil_.size(); ++pupil) {
      if (row_of_pupil_[pupil] != base::none) {
        placed_choice_[pupil] = choice_of_row(table_, {row_of_pupil_[pupil], pupil});
      }
    }
  }

  std::vector<std::uint32_t> run() {
    for (bool any = true; any;) {
      any = false;
      for (std::uint32_t pool = 0; pool < next_in_queue_.size(); ++pool) {
        while (const QueueEntry* last = find_circle(pool)) {
          clear(pool, *last);
          any = true;
        }
      }
    }
    return std::move(row_of_pupil_);
  }

 private:
  [[nodiscard]] bool wants(const QueueEntry& entry) const {
    return entry.choice < placed_choice_[entry.pupil];
  }

  /// Calls visit for who may have a seat in a pool, by key, until it says true.
  template <typename Visit>
  void for_each_first(std::uint32_t pool, const Visit& visit) {
    const std::span<const QueueEntry> queue = queues_.of(pool);
    std::uint32_t& begin = next_in_queue_[pool];
    while (begin < queue.size() && !wants(queue[begin])) {
      ++begin;
    }
    for (std::uint32_t at = begin; at < queue.size() && is_alike(queue[at].row, queue[begin].row); ++at) {
      if (wants(queue[at]) && visit(queue[at])) {
        return;
      }
    }
  }

  [[nodiscard]] bool is_alike(std::uint32_t left, std::uint32_t right) const {
    return table_.row_class[left] == table_.row_class[right] &&
           table_.row_order[left] == table_.row_order[right];
  }

  /// Of a shortest circle through a pool: who leaves her seat in it, and for what. Where the others go is in
  /// who_leaves_. Null: there is no circle.
  const QueueEntry* find_circle(std::uint32_t start) {
    ++round_;
    const QueueEntry* found = nullptr;
    to_go_.assign(1, start);
    for (std::size_t at = 0; at < to_go_.size() && found == nullptr; ++at) {
      for_each_first(to_go_[at], [&](const QueueEntry& entry) {
        const std::uint32_t seat = row_of_pupil_[entry.pupil];
        if (seat == base::none) {
          return false;
        }
        const std::uint32_t pool = table_.row_pool[seat];
        if (pool == start) {
          found = &entry;
        } else if (seen_[pool] != round_) {
          seen_[pool] = round_;
          who_leaves_[pool] = &entry;
          to_go_.push_back(pool);
        }
        return found != nullptr;
      });
    }
    return found;
  }

  void clear(std::uint32_t start, const QueueEntry& first) {
    for (const QueueEntry* mover = &first;;) {
      row_of_pupil_[mover->pupil] = mover->row;
      placed_choice_[mover->pupil] = mover->choice;
      const std::uint32_t pool = table_.row_pool[mover->row];
      if (pool == start) {
        return;
      }
      mover = who_leaves_[pool];
    }
  }

  const FrozenTable& table_;
  PoolQueues queues_;
  std::vector<std::uint32_t> row_of_pupil_;
  std::vector<std::uint32_t> placed_choice_;   ///< [n], base::none: not placed
  std::vector<std::uint32_t> next_in_queue_;   ///< [pools]
  std::vector<const QueueEntry*> who_leaves_;  ///< [pools], of those seen in this round
  std::vector<std::uint32_t> seen_;            ///< [pools], the last round
  std::vector<std::uint32_t> to_go_;           ///< pools
  std::uint32_t round_ = 0;
};

}  // namespace

std::vector<std::uint32_t> stable_improvement_cycles(const Market& market, const Frozen& frozen) {
  return Improvement(market, frozen).run();
}

}  // namespace mengpaneel::place
