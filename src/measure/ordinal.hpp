// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Segregation by ordered groups (quintiles of income, levels of a school score). Rank-order indices look at
// ranks alone, so a rising level of education or a new scale of the same order does not change them.

#include <cstdint>
#include <span>
#include <vector>

#include "measure/contingency_table.hpp"
#include "measure/undefined.hpp"

namespace mengpaneel::measure {

/// How mixed two sides of a threshold are: f(c), c the share below it. All are 1 at 1/2 and 0 at 0 and 1.
enum class OrdinalKind : std::uint8_t {
  information,  ///< H: -(c log2 c + (1-c) log2(1-c))
  variance,     ///< R: 4 c (1 - c)
  root,         ///< S: 2 sqrt(c (1 - c))
  absolute,     ///< L: 1 - |2c - 1|
};

/// Ordinal segregation: Lambda = sum_j t_j (v - v_j) / (T v), v = sum_k f(c_k) over the K - 1 thresholds.
/// Groups in the order of `order`, from low to high [groups, each once]. In [0, 1]. O(units x groups).
/// Reardon 2009.
[[nodiscard]] IndexValue ordinal_segregation(const ContingencyTable& table, std::span<const GroupIndex> order,
                                             OrdinalKind kind);

enum class Weighting : std::uint8_t {
  equal,       ///< ordinary least squares, as the reference values
  by_variety,  ///< weight f(p)^2: thresholds in the middle say more. Reardon 2011
};

/// A curve of segregation by rank and its mean.
struct RankOrder {
  double index = 0.0;                ///< H^R or R^R
  std::vector<double> thresholds;    ///< p, the share below it
  std::vector<double> values;        ///< H(p) or R(p) of the two sides
  std::vector<double> coefficients;  ///< [degree + 1] of the fitted polynomial in p

  /// The fitted curve, at p = 0.1 (the poorest tenth against the rest) or 0.9.
  [[nodiscard]] double at(double p) const;
};

/// Rank-order segregation: H(p) of the two sides of each threshold, a polynomial of `degree` fitted through
/// it, and its mean weighted by f(p): H^R = sum_m b_m d_m with d_m = 2/(m+2)^2 + 2 sum_n (-1)^(m-n) C(m,n) /
/// (m-n+2)^2, R^R with d_m = 6/((m+2)(m+3)). `kind` is information or variance. A degree of at least the
/// number of thresholds is lowered to it minus one. Undefined: no_pupils, one_group. Reardon 2011.
[[nodiscard]] std::expected<RankOrder, Undefined> rank_order(const ContingencyTable& table,
                                                             std::span<const GroupIndex> order,
                                                             OrdinalKind kind, unsigned degree,
                                                             Weighting weighting);

}  // namespace mengpaneel::measure
