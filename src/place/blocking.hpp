// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Who has a right to a seat that she did not get, straight from the definitions: an independent look at what
// a mechanism promises (mechanisms.hpp), and a measure of what one that promises nothing does.
//
// A pupil and a programme above her placement *block* when, in some pool of it for which she is eligible,
//   - a seat of the pool is not taken by somebody of that pool: filled < seats after overflow. A seat that
//   the
//     pool passed on counts, also when somebody of a later pool sits on it: the pool itself goes first; or
//   - somebody with a worse key sits in the pool (for serial dictatorship: a worse number).
//
// A seat is *wasted* when nobody at all sits on it and at least one pupil who prefers the programme to her
// placement may take it. Seats that were passed on and used are not free. With slack(p) = seats after
// overflow - filled, at least 0, the free seats for pool p are the smallest slack of p and the pools that its
// seats are passed on to: who takes one takes it from all of them. In a pool without limit each pupil who was
// refused counts.

#include <cstdint>

#include "base/hash.hpp"
#include "place/outcome.hpp"

namespace mengpaneel::place {

struct Blocking {
  std::uint64_t pairs = 0;         ///< distinct (pupil, programme)
  std::uint64_t wasted_seats = 0;  ///< of all programmes
};

/// O(rows); a few nanoseconds a row.
[[nodiscard]] Blocking count_blocking(const Frozen& frozen, const Outcome& outcome, const base::Digest& seed);

/// The same by the whole key, whatever key the mechanism of `frozen` (of one stage) goes by: one measure for
/// all mechanisms.
[[nodiscard]] Blocking count_blocking_by_key(const Frozen& frozen, const Outcome& outcome,
                                             const base::Digest& seed);

}  // namespace mengpaneel::place
