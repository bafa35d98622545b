// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "measure/contingency_table.hpp"
#include "measure/undefined.hpp"

namespace mengpaneel::measure {

/// The mutual information M of unit and group in nats: how much knowing a pupil's school tells of her group.
///
///   M = sum_j sum_m (t_jm / T) ln( t_jm T / (t_j t_m) )
///
/// In [0, E]. Undefined only without pupils. O(units x groups). Theil 1971; Frankel and Volij 2011.
[[nodiscard]] IndexValue mutual_information(const ContingencyTable& table);

/// The entropy of the groups E = - sum_m pi_m ln pi_m, in nats. Undefined only without pupils.
[[nodiscard]] IndexValue entropy(const ContingencyTable& table);

/// Theil's information index H = M / E, in [0, 1]: that information as a part of what there is to know. The
/// base of the logarithm cancels out. Theil and Finizza 1971; Reardon and Firebaugh 2002.
[[nodiscard]] IndexValue information(const ContingencyTable& table);

}  // namespace mengpaneel::measure
