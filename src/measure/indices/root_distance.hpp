// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "measure/contingency_table.hpp"
#include "measure/undefined.hpp"

namespace mengpaneel::measure {

/// Atkinson's index for two groups: a (the first) and b.
///
///   A(w) = 1 - [ sum_j (a_j / A)^w (b_j / B)^(1 - w) ]^(1 / (1 - w)),   0 < w < 1
///
/// which is 1 - P/(1-P) | sum_j (1-p_j)^(1-w) p_j^w t_j / (P T) |^(1/(1-w)). A larger w weighs units where
/// the group is overrepresented more; 1/2 treats both groups alike. In [0, 1]. `table` has two groups.
/// O(units). Atkinson 1970; James and Taeuber 1985; Massey and Denton 1988.
[[nodiscard]] IndexValue atkinson(const ContingencyTable& table, double weight);

/// With w = 1/2.
[[nodiscard]] IndexValue atkinson_half(const ContingencyTable& table);

/// Hutchens' square root index for two groups: 1 - sum_j sqrt( (a_j / A) (b_j / B) ). In [0, 1], and between
/// and within add up. 1 - (1 - O)^2 is Atkinson's with w = 1/2. Hutchens 2001, 2004.
[[nodiscard]] IndexValue hutchens(const ContingencyTable& table);

}  // namespace mengpaneel::measure
