// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Seats that are taken for good: a pool uses its own first, then those that the pools before it pass on,
// nearest first; as-needed takes all, from what the last pool has left (decisions 18 and 36).

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "verify/seats_table.hpp"

namespace mengpaneel::verify {

class SeatStock {
 public:
  SeatStock(const SeatsTable& seats, const std::vector<Pool>& pools) : seats_(seats), pools_(pools) {
    for (Pool& pool : pools_) {
      if (pool.kind == SeatKind::no_limit) {
        pool.seats = SeatFlow::unlimited;
      }
    }
  }

  /// Takes at most `wanted` seats for a pool; returns how many there were.
  std::uint64_t take(std::uint32_t pool, std::uint64_t wanted) {
    const Programme& here = seats_.programmes[pools_[pool].programme];
    if (pools_[pool].kind == SeatKind::as_needed) {
      take_from(here.end_pool - 1, wanted);
      return wanted;
    }
    std::uint64_t taken = take_from(pool, wanted);
    for (std::uint32_t before = pool; before-- > here.first_pool;) {
      const Pool& source = pools_[before];
      if (source.kind == SeatKind::no_limit || (source.kind == SeatKind::number && source.keeps_unfilled)) {
        break;
      }
      if (source.kind == SeatKind::number) {
        taken += take_from(before, wanted - taken);
      }
    }
    return taken;
  }

  /// Whether there is a seat for one more.
  [[nodiscard]] bool has(std::uint32_t pool) const {
    const Programme& here = seats_.programmes[pools_[pool].programme];
    if (pools_[pool].kind == SeatKind::as_needed || pools_[pool].seats != 0) {
      return true;
    }
    for (std::uint32_t before = pool; before-- > here.first_pool;) {
      const Pool& source = pools_[before];
      if (source.kind == SeatKind::no_limit || (source.kind == SeatKind::number && source.keeps_unfilled)) {
        return false;
      }
      if (source.kind == SeatKind::number && source.seats != 0) {
        return true;
      }
    }
    return false;
  }

  /// The pools with the seats that they have left.
  [[nodiscard]] std::vector<Pool> left() const {
    std::vector<Pool> pools = pools_;
    for (Pool& pool : pools) {
      pool.seats = pool.kind == SeatKind::number ? pool.seats : 0;
    }
    return pools;
  }

 private:
  std::uint64_t take_from(std::uint32_t pool, std::uint64_t wanted) {
    const std::uint64_t taken = std::min(pools_[pool].seats, wanted);
    if (pools_[pool].seats != SeatFlow::unlimited) {
      pools_[pool].seats -= taken;
    }
    return taken;
  }

  const SeatsTable& seats_;
  std::vector<Pool> pools_;
};

/// What the pools have left when each has filled so many.
[[nodiscard]] inline std::vector<Pool> seats_left(const SeatsTable& seats, const std::vector<Pool>& pools,
                                                  std::span<const std::uint64_t> filled) {
  SeatStock stock(seats, pools);
  for (std::uint32_t pool = 0; pool < pools.size(); ++pool) {
    stock.take(pool, filled[pool]);
  }
  return stock.left();
}

}  // namespace mengpaneel::verify
