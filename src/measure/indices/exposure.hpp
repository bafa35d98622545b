// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "measure/contingency_table.hpp"
#include "measure/undefined.hpp"

namespace mengpaneel::measure {

/// Whether a pupil counts among those she meets.
enum class Oneself : bool { included, excluded };

/// Exposure of each group to each, [groups x groups], row by row from: the mean share of group n at the
/// school of a pupil of group m.
///
///   mPn = sum_j (t_jm / t_m) (t_jn / t_j);   without oneself t_jn - [m = n] and t_j - 1
///
/// A row adds up to 1. Isolation is m = n. Without oneself, pupils who are alone at their school (t_j <= 1)
/// meet nobody and are left out of the mean. In [0, 1], isolation in [pi_m, 1]. O(sum over units of its
/// groups squared). Bell 1954; Lieberson 1981; Massey and Denton 1988.
[[nodiscard]] std::vector<IndexValue> exposure(const ContingencyTable& table, Oneself oneself);

/// Isolation alone, [groups]; O(cells).
[[nodiscard]] std::vector<IndexValue> isolation(const ContingencyTable& table, Oneself oneself);

[[nodiscard]] std::vector<IndexValue> isolation_with_oneself(const ContingencyTable& table);
[[nodiscard]] std::vector<IndexValue> isolation_without_oneself(const ContingencyTable& table);
[[nodiscard]] std::vector<IndexValue> exposure_with_oneself(const ContingencyTable& table);
[[nodiscard]] std::vector<IndexValue> exposure_without_oneself(const ContingencyTable& table);

/// Normalised exposure of two groups, [groups x groups]: mPm - nPm among pupils of m and n alone; how much
/// more of their own group the pupils of m meet than those of n do. The same for (m, n) and (n, m); equal to
/// eta^2 of the two groups. Nothing for m = n (Undefined::one_group). O(groups x cells). Reardon and Owens
/// 2014.
[[nodiscard]] std::vector<IndexValue> pair_separation(const ContingencyTable& table);

}  // namespace mengpaneel::measure
