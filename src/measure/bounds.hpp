// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Bounds of an index over all tables that hidden cells allow. Never a guess: whatever the hidden counts are,
// the index lies between them.
//
// The idea. Every index of unevenness is sum_m N_m / sum_m W(P_m) with N_m the mean over pupils of g(p_jm,
// P_m), g convex in p and 0 at p = P. The share P_m of the whole is cut into small pieces. Within a piece
// each unit has a lowest and a highest g over the shares its own cells allow, and a lowest and highest size;
// the mean with such weights has exact extremes (high weight above the extreme, low weight below it). The
// worst piece of each group counts. What is left out is that the shares of the units must add up to P and
// those of the groups to 1: so these are outer bounds, sure but wider than need be. Isolation and exposure
// have no P in them; theirs are exact where no totals are known (a fractional programme, solved after
// Dinkelbach 1967).

#include <expected>
#include <vector>

#include "measure/counts.hpp"
#include "measure/undefined.hpp"

namespace mengpaneel::measure {

struct Bounds {
  double low = 0.0;
  double high = 0.0;
  bool exact = false;  ///< both are reached by some table; else outer bounds
};

using IndexBounds = std::expected<Bounds, Undefined>;

/// The same table with narrower cells where a known total of a unit leaves less room. O(cells).
[[nodiscard]] IntervalTable tightened(const IntervalTable& table);
/// Every hidden cell in the middle of its interval: one of the tables, for a figure to stand beside bounds.
[[nodiscard]] ContingencyTable middle(const IntervalTable& table);

/// One for each value of the index. The table must have pupils and two groups. O(pieces x units x groups).
[[nodiscard]] std::vector<IndexBounds> bounds_of_M(const IntervalTable& table);
[[nodiscard]] std::vector<IndexBounds> bounds_of_H(const IntervalTable& table);
[[nodiscard]] std::vector<IndexBounds> bounds_of_D(const IntervalTable& table);
/// From those of D: D <= G <= D (2 - D), as a Lorenz curve is convex.
[[nodiscard]] std::vector<IndexBounds> bounds_of_gini(const IntervalTable& table);
[[nodiscard]] std::vector<IndexBounds> bounds_of_atkinson(const IntervalTable& table);
[[nodiscard]] std::vector<IndexBounds> bounds_of_P(const IntervalTable& table);
[[nodiscard]] std::vector<IndexBounds> bounds_of_R(const IntervalTable& table);
[[nodiscard]] std::vector<IndexBounds> bounds_of_C(const IntervalTable& table);
[[nodiscard]] std::vector<IndexBounds> bounds_of_hutchens(const IntervalTable& table);
[[nodiscard]] std::vector<IndexBounds> bounds_of_entropy(const IntervalTable& table);
[[nodiscard]] std::vector<IndexBounds> bounds_of_isolation(const IntervalTable& table);
[[nodiscard]] std::vector<IndexBounds> bounds_of_isolation_others(const IntervalTable& table);
[[nodiscard]] std::vector<IndexBounds> bounds_of_eta2(const IntervalTable& table);
[[nodiscard]] std::vector<IndexBounds> bounds_of_exposure(const IntervalTable& table);
[[nodiscard]] std::vector<IndexBounds> bounds_of_exposure_others(const IntervalTable& table);
[[nodiscard]] std::vector<IndexBounds> bounds_of_exposure_difference(const IntervalTable& table);

}  // namespace mengpaneel::measure
