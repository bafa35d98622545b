// SPDX-License-Identifier: EUPL-1.2
#pragma once
// A table with the structure of one and the margins of another: what iterative proportional fitting (IPF,
// raking) computes, but carried through to the end.

#include <cstddef>
#include <span>
#include <vector>

namespace mengpaneel::measure {

struct FitOptions {
  double tolerance = 1e-12;   ///< of every margin, relative
  unsigned steps_max = 1000;  ///< a sweep over groups and units, or a step of Newton
};

/// How far a fit came. `error` is the largest |fitted / wanted - 1| over the margins.
struct Convergence {
  unsigned steps = 0;
  double error = 0.0;
  bool reached = false;  ///< error <= tolerance
};

struct Fitted {
  std::vector<double> shares;  ///< [units x groups], adding up to 1
  Convergence convergence;
};

/// The shares p_jm = a_j q_jm b_m that have the margins wanted: with every odds ratio of `structure`. Unique
/// for positive cells. All of `structure` [units x groups], `unit_shares` [units] and `group_shares` [groups]
/// above 0; the shares add up to 1 each.
///
/// Deming and Stephan 1940. The factors a_j follow from the b_m, and the b_m minimise a convex function
/// of [groups] logarithms (the dual of least information, Csiszar 1975): Newton's method needs some ten
/// steps where sweeps need thousands, as they do when structure and margins nearly contradict each
/// other. O(units x groups^2) a step; a sweep, O(units x groups), for more groups than newton_groups_max.
[[nodiscard]] Fitted fitted(std::span<const double> structure, std::span<const double> unit_shares,
                            std::span<const double> group_shares, const FitOptions& options = {});

inline constexpr std::size_t newton_groups_max = 256;

}  // namespace mengpaneel::measure
