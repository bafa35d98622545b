// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Figures of one school or one group: what each adds to the segregation of the whole.

#include <vector>

#include "measure/contingency_table.hpp"
#include "measure/undefined.hpp"

namespace mengpaneel::measure {

/// One unit or one group. With LS = sum_m pi_jm ln(pi_jm / pi_m) for a unit and sum_j (t_jm / t_m)
/// ln( (t_jm / t_m) / (t_j / T) ) for a group, M = sum of share LS over either. Never negative: a negative
/// one elsewhere comes from units and groups that were swapped. Alonso-Villar and del Rio 2010; Mora and
/// Ruiz-Castillo 2011.
struct LocalSegregation {
  double share = 0.0;                                    ///< of all pupils
  IndexValue M = std::unexpected(Undefined::no_pupils);  ///< LS, in nats
  IndexValue H = std::unexpected(Undefined::no_pupils);  ///< LS / entropy of the whole
  /// Its part of D: sum_m t_j |pi_jm - pi_m| / (2 T I). Adds up to D.
  IndexValue part_of_D = std::unexpected(Undefined::no_pupils);
};

[[nodiscard]] std::vector<LocalSegregation> by_unit(const ContingencyTable& table);
[[nodiscard]] std::vector<LocalSegregation> by_group(const ContingencyTable& table);

/// The location quotient pi_jm / pi_m: 1 where the unit has the share of the whole, 2 where twice that.
[[nodiscard]] IndexValue location_quotient(const ContingencyTable& table, UnitIndex unit, GroupIndex group);

}  // namespace mengpaneel::measure
