// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>

#include "base/random.hpp"

namespace mengpaneel::measure {

/// The numbers of one draw of a stream, one after another.
class DrawNumbers {
 public:
  DrawNumbers(const base::RandomStream& stream, std::uint64_t draw) : stream_(stream), draw_(draw) {}
  double uniform() { return stream_.uniform(draw_, next_++); }

 private:
  const base::RandomStream& stream_;
  std::uint64_t draw_;
  std::uint64_t next_ = 0;
};

/// How many of `trials` succeed, each with chance `p` in [0, 1]. Exact: by inversion where few are expected,
/// else by transformed rejection with squeeze (BTRS, Hormann 1993). About 60 ns.
[[nodiscard]] std::uint64_t binomial(std::uint64_t trials, double p, DrawNumbers& numbers);

/// How many of `drawn` pupils, taken without putting back, are of the `members` and not of the `others`.
/// `drawn` is at most members + others. Exact, by inversion outwards from the mode: O(standard deviation).
[[nodiscard]] std::uint64_t hypergeometric(std::uint64_t members, std::uint64_t others, std::uint64_t drawn,
                                           DrawNumbers& numbers);

}  // namespace mengpaneel::measure
