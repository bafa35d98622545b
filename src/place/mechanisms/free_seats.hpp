// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Seats that are given for good, one by one (docs/formats.md, decisions 18 and 36).

#include <cstdint>
#include <span>
#include <vector>

#include "place/mechanisms/market.hpp"

namespace mengpaneel::place {

/// The free seats of every pool; overflow takes them from the pools before.
class FreeSeats {
 public:
  explicit FreeSeats(std::span<const MarketPool> pools)
      : pools_(pools), free_(pools.size()), lender_(pools.size()) {
    for (std::size_t pool = 0; pool < pools.size(); ++pool) {
      free_[pool] = pools[pool].seats;
      lender_[pool] = base::none;
    }
    for (std::uint32_t pool = 0; pool < pools.size(); ++pool) {
      if (pools[pool].passes_to != base::none) {
        lender_[pools[pool].passes_to] = pool;
      }
    }
  }

  [[nodiscard]] bool has(std::uint32_t pool) const {
    return pools_[pool].seats == base::no_limit || source_of(pool) != base::none;
  }

  /// A pupil who asked for a seat in `pool` now would get none.
  [[nodiscard]] bool is_closed(std::uint32_t pool) const { return !has(pool); }

  /// Takes a seat for one pupil in `pool`: its own, else the nearest one passed on. False when there is none.
  bool take(std::uint32_t pool) {
    if (pools_[pool].seats == base::no_limit) {
      const std::uint32_t payer = pools_[pool].pays_for_as_needed;
      if (payer != base::none && free_[payer] != base::no_limit && free_[payer] != 0) {
        --free_[payer];
      }
      return true;
    }
    const std::uint32_t source = source_of(pool);
    if (source != base::none) {
      --free_[source];
    }
    return source != base::none;
  }

 private:
  [[nodiscard]] std::uint32_t source_of(std::uint32_t pool) const {
    std::uint32_t source = pool;
    while (source != base::none && free_[source] == 0) {
      source = lender_[source];
    }
    return source;
  }

  std::span<const MarketPool> pools_;
  std::vector<std::uint32_t> free_;
  std::vector<std::uint32_t> lender_;
};

}  // namespace mengpaneel::place
