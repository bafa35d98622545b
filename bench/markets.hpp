// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Random markets for the benches, of the shape that research on Dutch towns uses: popularity exp(N(0,1)),
// capacities lognormal, seats for everyone in total, three priority classes of which 15% of first choices
// have the strongest.

#include <cstdint>
#include <vector>

#include "place/frozen.hpp"
#include "place/mechanisms/market.hpp"

namespace mengpaneel::bench {

struct MarketShape {
  std::uint32_t pupils;
  std::uint32_t programmes;
  std::uint32_t choices;
  bool number_per_programme = true;
  bool two_pools = false;  ///< a reserve of 20% for a third of the pupils, then the rest
};

/// A market that owns its columns.
struct OwnedMarket {
  std::vector<std::uint32_t> row_begin;
  std::vector<std::uint64_t> words;
  std::vector<place::MarketPool> pools;
  std::uint32_t pool_bits = 1;

  [[nodiscard]] place::Market view() const { return {row_begin, words, pools, pool_bits, {}}; }
};

[[nodiscard]] OwnedMarket random_market(const MarketShape& shape);

/// The market as a frozen round, with single numbers that are still to be drawn. One pool a programme.
[[nodiscard]] place::Frozen frozen_of(const OwnedMarket& market, std::uint32_t pupils);

/// The textbook: an object for each pupil and an ordered set for each pool, first come first served.
[[nodiscard]] std::vector<std::uint32_t> textbook_deferred_acceptance(const place::Market& market);

/// Bytes of memory that this process has ever held at once.
[[nodiscard]] std::uint64_t peak_memory_bytes();

}  // namespace mengpaneel::bench
