// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "measure/contingency_table.hpp"
#include "measure/undefined.hpp"

namespace mengpaneel::measure {

/// The Gini index of segregation: how much the shares of a group differ between any two pupils' schools.
///
///   G = sum_m sum_i sum_j t_i t_j |pi_im - pi_jm| / (2 T^2 I),   I = sum_m pi_m (1 - pi_m)
///
/// With two groups the classical sum_i sum_j t_i t_j |p_i - p_j| / (2 T^2 P (1 - P)). In [0, 1], and between
/// D and D (2 - D) for two groups. By sorting the shares: O(units log units) a group, not units squared.
/// Two groups: Duncan and Duncan 1955; several: Reardon and Firebaugh 2002.
[[nodiscard]] IndexValue gini(const ContingencyTable& table);

}  // namespace mengpaneel::measure
