// SPDX-License-Identifier: EUPL-1.2
#pragma once
// What one programme would choose, going through its pools in order, out of those it holds and some who ask.

#include <cstdint>
#include <span>
#include <vector>

#include "place/mechanisms/deferred_acceptance.hpp"

namespace mengpaneel::place {

class ProgrammeChoice {
 public:
  ProgrammeChoice(const Market& market, const SeatTable& seats) : market_(market), seats_(seats) {}

  /// True when the choice of `programme`, out of those that `engine` holds there and `asking`, has everyone
  /// of `asking` in it. `asking`: each with the first of her rows at the programme, which she does not hold.
  /// O(held + asking) for each pool on the way.
  [[nodiscard]] bool has_all(const DeferredAcceptance& engine, std::uint32_t programme,
                             std::span<const Applicant> asking);

 private:
  struct Candidate {
    Applicant applicant;
    bool asks;
  };
  bool pass_pool(const DeferredAcceptance& engine, std::uint32_t pool, std::uint32_t pool_end);

  const Market& market_;
  const SeatTable& seats_;
  std::vector<Candidate> moving_;      ///< who is not in a pool yet, with the row of the next pool
  std::vector<Candidate> here_;        ///< who wants a seat of the pool at hand
  std::vector<std::uint32_t> inflow_;  ///< [pools of the programme]
  std::uint32_t as_needed_ = 0;
};

}  // namespace mengpaneel::place
