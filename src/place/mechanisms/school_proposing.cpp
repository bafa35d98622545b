// SPDX-License-Identifier: EUPL-1.2
//
// A programme offers a seat to everyone whom it would choose, pool by pool, out of the pupils who have not
// refused it; a pupil keeps the offer that she ranks highest and refuses the others. Because the choice is
// substitutable, whom a programme offers a seat once it goes on choosing as others refuse, so offers are
// never withdrawn, and the order in which programmes go does not matter. A pupil refuses exactly the
// programmes below the one that she holds, so that one choice a pupil is all that has to be remembered.

#include "place/mechanisms/school_proposing.hpp"

#include <algorithm>

#include "place/mechanisms/pool_queues.hpp"

namespace mengpaneel::place {

namespace {

class ProgrammesPropose {
 public:
  ProgrammesPropose(const Market& market, const Frozen& frozen)
      : market_(market),
        table_(frozen.table),
        pool_begin_(frozen.seats.pool_begin),
        queues_(market, frozen.table),
        held_(table_.pupil_count(), base::none),
        row_of_pupil_(table_.pupil_count(), base::none),
        seen_(table_.pupil_count(), 0),
        waits_(pool_begin_.size() - 1, true) {
    for (std::uint32_t programme = 0; programme + 1 < pool_begin_.size(); ++programme) {
      to_go_.push_back(programme);
    }
  }

  std::vector<std::uint32_t> run() {
    while (!to_go_.empty()) {
      const std::uint32_t programme = to_go_.back();
      to_go_.pop_back();
      waits_[programme] = false;
      propose(programme);
    }
    return std::move(row_of_pupil_);
  }

 private:
  void propose(std::uint32_t programme) {
    ++round_;
    std::uint32_t passed_on = 0;
    std::uint32_t as_needed = 0;
    const std::uint32_t end = pool_begin_[programme + 1];
    for (std::uint32_t pool = pool_begin_[programme]; pool < end; ++pool) {
      const MarketPool& seats = market_.pools[pool];
      if (seats.seats == base::no_limit) {
        const std::uint32_t taken = offer(pool, base::no_limit);
        as_needed += seats.as_needed ? taken : 0;
        continue;
      }
      const bool pays = pool + 1 == end;
      const std::uint32_t room = seats.seats - (pays ? std::min(seats.seats, as_needed) : 0) + passed_on;
      const std::uint32_t left = room - offer(pool, room);
      passed_on = seats.passes_to == base::none ? 0 : left;
    }
  }

  /// Offers at most `room` seats of a pool; how many there were takers for.
  std::uint32_t offer(std::uint32_t pool, std::uint32_t room) {
    std::uint32_t offered = 0;
    for (const QueueEntry& entry : queues_.of(pool)) {
      if (offered == room) {
        break;
      }
      std::uint32_t& held = held_[entry.pupil];
      if (seen_[entry.pupil] == round_ || held < entry.choice) {
        continue;
      }
      seen_[entry.pupil] = round_;
      ++offered;
      if (held != base::none && held != entry.choice) {
        refuse(static_cast<std::uint32_t>(table_.choice_programme[held]));
      }
      held = entry.choice;
      row_of_pupil_[entry.pupil] = entry.row;
    }
    return offered;
  }

  void refuse(std::uint32_t programme) {
    if (!waits_[programme]) {
      waits_[programme] = true;
      to_go_.push_back(programme);
    }
  }

  const Market& market_;
  const FrozenTable& table_;
  const std::vector<std::uint32_t>& pool_begin_;
  PoolQueues queues_;
  std::vector<std::uint32_t> held_;  ///< [n], choice
  std::vector<std::uint32_t> row_of_pupil_;
  std::vector<std::uint32_t> seen_;  ///< [n], the last round in which she was offered a seat
  std::uint32_t round_ = 0;
  std::vector<bool> waits_;  ///< [programmes], is in to_go_
  std::vector<std::uint32_t> to_go_;
};

}  // namespace

std::vector<std::uint32_t> school_proposing(const Market& market, const Frozen& frozen) {
  return ProgrammesPropose(market, frozen).run();
}

}  // namespace mengpaneel::place
