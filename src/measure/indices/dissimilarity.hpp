// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "measure/contingency_table.hpp"
#include "measure/undefined.hpp"

namespace mengpaneel::measure {

/// The index of dissimilarity D: the share of pupils who would have to change schools, without being
/// replaced, for every school to have the mix of the whole, as a part of what full separation would need.
///
///   D = sum_j sum_m t_j |pi_jm - pi_m| / (2 T I),   I = sum_m pi_m (1 - pi_m)
///
/// t_j pupils of unit j, pi_jm the share of group m in it, pi_m the share in the whole, T all pupils. With
/// two groups this is the classical 1/2 sum_j |a_j/A - b_j/B|. In [0, 1]. Cost: one pass, O(units x groups).
/// Two groups: Duncan and Duncan 1955; several: Morgan 1975, Sakoda 1981; notation: Reardon and Firebaugh
/// 2002.
[[nodiscard]] IndexValue dissimilarity(const ContingencyTable& table);

}  // namespace mengpaneel::measure
