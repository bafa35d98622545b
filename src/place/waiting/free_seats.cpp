// SPDX-License-Identifier: EUPL-1.2
#include "place/waiting/free_seats.hpp"

#include <algorithm>

namespace mengpaneel::place {

namespace {

std::uint64_t as_needed_intake(std::span<const PoolSeats> pools, std::span<const std::uint32_t> filled) {
  std::uint64_t intake = 0;
  for (std::size_t pool = 0; pool < pools.size(); ++pool) {
    intake += pools[pool].as_needed ? filled[pool] : 0;
  }
  return intake;
}

bool has_a_number(const PoolSeats& pool) { return !pool.as_needed && pool.seats != base::no_limit; }

/// Own seats; of the last pool less what as-needed pools took (decision 3).
std::uint64_t own_seats(std::span<const PoolSeats> pools, std::size_t pool, std::uint64_t intake) {
  const std::uint64_t seats = pools[pool].seats;
  return pool + 1 == pools.size() ? seats - std::min(seats, intake) : seats;
}

struct Together {
  std::uint64_t seats = 0;
  std::uint64_t filled = 0;
};

Together add_up(std::span<const PoolSeats> pools, std::span<const std::uint32_t> filled) {
  const std::uint64_t intake = as_needed_intake(pools, filled);
  Together together;
  for (std::size_t pool = 0; pool < pools.size(); ++pool) {
    if (has_a_number(pools[pool])) {
      together.seats += own_seats(pools, pool, intake);
      together.filled += filled[pool];
    }
  }
  return together;
}

}  // namespace

std::vector<std::uint64_t> free_seats(std::span<const PoolSeats> pools,
                                      std::span<const std::uint32_t> filled) {
  const std::uint64_t intake = as_needed_intake(pools, filled);
  std::vector<std::uint64_t> free(pools.size(), always_free);
  std::vector<std::size_t> passes_to(pools.size(), pools.size());
  std::size_t passing = pools.size();  // the pool before that passes on what it leaves
  for (std::size_t pool = 0; pool < pools.size(); ++pool) {
    if (pools[pool].as_needed) {
      continue;
    }
    if (pools[pool].seats == base::no_limit) {
      passing = pools.size();
      continue;
    }
    std::uint64_t available = own_seats(pools, pool, intake);
    if (passing != pools.size()) {
      passes_to[passing] = pool;
      available += free[passing];
    }
    free[pool] = available - std::min<std::uint64_t>(available, filled[pool]);
    passing = pools[pool].unfilled == Unfilled::next ? pool : pools.size();
  }
  const Together together = add_up(pools, filled);
  const std::uint64_t left = together.seats - std::min(together.seats, together.filled);
  for (std::size_t pool = pools.size(); pool-- > 0;) {
    if (has_a_number(pools[pool])) {
      free[pool] = std::min(free[pool], left);
      if (passes_to[pool] != pools.size()) {
        free[pool] = std::min(free[pool], free[passes_to[pool]]);
      }
    }
  }
  return free;
}

std::uint64_t seats_over(std::span<const PoolSeats> pools, std::span<const std::uint32_t> filled) {
  const Together together = add_up(pools, filled);
  return together.filled - std::min(together.filled, together.seats);
}

}  // namespace mengpaneel::place
