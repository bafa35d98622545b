// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Four indices of one kernel, V_m = sum_j t_j (pi_jm - pi_m)^2 / T, weighted differently. For two groups all
// four are the same number. In [0, 1], O(cells).

#include <vector>

#include "measure/contingency_table.hpp"
#include "measure/undefined.hpp"

namespace mengpaneel::measure {

/// eta^2 of each group [groups]: V_m / (pi_m (1 - pi_m)), the part of the variance that lies between units;
/// also (isolation - pi_m) / (1 - pi_m), the isolation that is not due to the group's size. Duncan and
/// Duncan 1955; Bell 1954; James and Taeuber 1985.
[[nodiscard]] std::vector<IndexValue> eta_squared(const ContingencyTable& table);

/// Normalised exposure P = sum_m V_m / (1 - pi_m). James 1986; Reardon and Firebaugh 2002.
[[nodiscard]] IndexValue normalised_exposure(const ContingencyTable& table);

/// Relative diversity R = sum_m V_m / I = 1 - sum_j t_j I_j / (T I). Goodman and Kruskal 1954; Carlson 1992.
[[nodiscard]] IndexValue relative_diversity(const ContingencyTable& table);

/// Squared coefficient of variation C = sum_m V_m / ((K - 1) pi_m), K the groups that have pupils. Reardon
/// and Firebaugh 2002.
[[nodiscard]] IndexValue squared_variation(const ContingencyTable& table);

}  // namespace mengpaneel::measure
