// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Pupil-proposing deferred acceptance with seat pools.
//
// Source: Gale & Shapley (1962), Amer. Math. Monthly 69; pools as slots in order of precedence: Kominers &
// Sonmez (2016), Theor. Econ. 11; seats that move on when they stay free: Westkamp (2013), Econ. Theory 53.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "place/mechanisms/market.hpp"

namespace mengpaneel::place {

/// Memory that a run needs; keep it for the next run of a market of the same shape. 16 bytes a seat (never
/// more than 16 bytes a row) and 32 bytes a pool.
class DeferredAcceptance {
 public:
  explicit DeferredAcceptance(std::span<const MarketPool> pools) : pools_(pools) {}

  /// Fills row_of_pupil, [n], with the row that each pupil got, or base::none. The result is the
  /// pupil-optimal stable placement and does not depend on the order of the pupils. O(rows log seats).
  void run(const Market& market, std::span<std::uint32_t> row_of_pupil);

  /// After run(): one more pupil asks for the seat of a row, and whom that displaces goes on. `pools_` and
  /// the market stay those of run(); a copy of this object is the state to return to.
  void insert(const Market& market, std::span<std::uint32_t> row_of_pupil, Applicant applicant);

  /// Seats that a pool has now, its own and lent to it, and how many pupils it holds.
  struct PoolLoad {
    std::uint32_t seats;
    std::uint32_t held;
  };
  [[nodiscard]] PoolLoad load(std::uint32_t pool) const { return {states_[pool].seats, states_[pool].count}; }
  /// Pupils that a pool with a limit holds, in no order.
  template <typename Visit>
  void for_each_held(std::uint32_t pool, const Visit& visit) const {
    const PoolState& state = states_[pool];
    for (std::uint32_t index = 0; index < state.count; ++index) {
      visit(held_[state.begin + index].applicant);
    }
  }

  /// Proposals of the last run: the work done.
  [[nodiscard]] std::uint64_t proposal_count() const { return proposal_count_; }

 private:
  struct Held {
    std::uint64_t word;
    Applicant applicant;
  };
  struct PoolState {
    std::uint64_t cutoff;  ///< word of the worst held when full, else no_cutoff
    std::uint32_t begin;   ///< in held_
    std::uint32_t count;
    std::uint32_t seats;      ///< now: own and lent to it
    std::uint32_t reducible;  ///< own seats that as-needed pools may still take
  };
  /// At most this many displaced pupils wait; their next rows are on their way from memory meanwhile.
  static constexpr std::uint32_t ring_size = 32;

  void prepare(const Market& market);
  void propose(const Market& market, std::span<std::uint32_t> row_of_pupil, Applicant applicant);
  void prefetch_seats(const Market& market, std::uint32_t row) const;
  void propose_displaced(const Market& market, std::span<std::uint32_t> row_of_pupil);
  void join(const Market& market, std::uint32_t pool, std::uint64_t word, Applicant applicant);
  void lose_seat(const Market& market, std::uint32_t pool);
  void become_full(const Market& market, PoolState& state);
  void replace_worst(const Market& market, PoolState& state, Held entry);
  void sift_down(const Market& market, Held* heap, std::uint32_t size, std::uint32_t position,
                 Held entry) const;
  void displace(const Market& market, Applicant applicant);

  std::span<const MarketPool> pools_;
  std::vector<PoolState> states_;
  std::vector<Held> held_;
  std::uint64_t proposal_count_ = 0;
  std::uint32_t ring_begin_ = 0;
  std::uint32_t ring_count_ = 0;
  std::array<Applicant, ring_size> ring_{};
};

/// One run, with memory of its own.
[[nodiscard]] std::vector<std::uint32_t> deferred_acceptance(const Market& market);

}  // namespace mengpaneel::place
