// SPDX-License-Identifier: EUPL-1.2
#include "verify/standing.hpp"

#include <algorithm>
#include <numeric>

#include "verify/seat_stock.hpp"

namespace mengpaneel::verify {

namespace {

void find_last(const FrozenTable& frozen, const KeyOrder& keys, const Placement& placement,
               Standings& standings) {
  for (const std::uint32_t row : placement) {
    if (row == base::none) {
      continue;
    }
    const std::size_t slot = standings.slot(frozen.stage_of(frozen.row_choice[row]), frozen.row_pool[row]);
    PoolStanding& pool = standings.pools[slot];
    if (pool.last_row == base::none || keys.place[pool.last_row] < keys.place[row]) {
      pool.last_row = row;
    }
  }
}

void count_seats(const FrozenTable& frozen, const SeatsTable& seats, const Placement& placement,
                 Standings& standings) {
  standings.stage_pools.push_back(seats.pools);
  for (std::uint32_t stage = 0; stage < seats.stages.size(); ++stage) {
    const std::vector<std::uint64_t> filled = count_filled(frozen, seats, placement, stage);
    const std::vector<Pool>& pools = standings.stage_pools[stage];
    for (const Programme& programme : seats.programmes) {
      SeatFlow flow;
      for (std::uint32_t pool = programme.first_pool; pool < programme.end_pool; ++pool) {
        PoolStanding& standing = standings.pools[standings.slot(stage, pool)];
        standing.filled = filled[pool];
        standing.available = flow.available(pools[pool]);
        flow.fill(pools[pool], filled[pool]);
      }
    }
    if (stage + 1 < seats.stages.size()) {
      standings.stage_pools.push_back(seats_left(seats, pools, filled));
    }
  }
}

void line_up(const FrozenTable& frozen, const SeatsTable& seats, const KeyOrder& keys, Standings& standings) {
  standings.waiting_position.assign(frozen.row_pool.size(), 0);
  standings.waiting_begin.assign(seats.pools.size() + 1, 0);
  if (seats.waiting_order == WaitingOrder::not_kept) {
    return;
  }
  std::vector<std::uint32_t> queue;
  for (std::uint32_t pool = 0; pool < seats.pools.size(); ++pool) {
    queue.clear();
    for (std::uint32_t at = keys.pool_begin[pool]; at < keys.pool_begin[pool + 1]; ++at) {
      const std::uint32_t row = keys.rows[at];
      const std::uint32_t choice = frozen.row_choice[row];
      if (standings.is_wanted(choice, frozen.choice_pupil[choice]) &&
          !frozen.after.left_the_lists(frozen.choice_pupil[choice])) {
        queue.push_back(row);
      }
    }
    if (seats.waiting_order == WaitingOrder::reversed_lottery) {
      sort_reversed(queue, frozen, seats);
    }
    std::uint32_t position = 0;
    for (const std::uint32_t row : queue) {
      standings.waiting_position[row] = ++position;
    }
    standings.waiting.insert(standings.waiting.end(), queue.begin(), queue.end());
    standings.waiting_begin[pool + 1] = static_cast<std::uint32_t>(standings.waiting.size());
  }
}

}  // namespace

Standings compute_standings(const FrozenTable& frozen, const SeatsTable& seats, const KeyOrder& keys,
                            const Placement& placement) {
  Standings standings;
  standings.pools.resize(seats.stages.size() * seats.pools.size());
  standings.placed_choice.reserve(placement.size());
  for (const std::uint32_t row : placement) {
    standings.placed_choice.push_back(row == base::none ? base::none : frozen.row_choice[row]);
  }
  count_seats(frozen, seats, placement, standings);
  find_last(frozen, keys, placement, standings);
  line_up(frozen, seats, keys, standings);
  return standings;
}

std::vector<std::uint32_t> pools_by_name(const SeatsTable& seats, std::uint32_t programme) {
  const Programme& here = seats.programmes[programme];
  std::vector<std::uint32_t> order(here.end_pool - here.first_pool);
  std::iota(order.begin(), order.end(), here.first_pool);
  std::ranges::sort(order, {}, [&seats](std::uint32_t pool) { return seats.pools[pool].name; });
  return order;
}

}  // namespace mengpaneel::verify
