// SPDX-License-Identifier: EUPL-1.2
#pragma once
// What several indices begin with.

#include <expected>
#include <vector>

#include "measure/contingency_table.hpp"
#include "measure/undefined.hpp"

namespace mengpaneel::measure {

/// The reason why `table` has no index of unevenness at all: no pupils, or one group.
[[nodiscard]] std::expected<void, Undefined> can_be_uneven(const ContingencyTable& table);

/// Simpson's interaction I = sum_m pi_m (1 - pi_m): the chance that two pupils drawn from the whole are of
/// different groups.
[[nodiscard]] double interaction(const ContingencyTable& table);

/// [groups] sum_j t_j |pi_jm - pi_m| / T. Exactly 0 where every unit has the share of the whole, if counts
/// are whole. O(cells).
[[nodiscard]] std::vector<double> mean_deviations(const ContingencyTable& table);
/// [groups] sum_j t_j (pi_jm - pi_m)^2 / T, likewise.
[[nodiscard]] std::vector<double> mean_squared_deviations(const ContingencyTable& table);

/// `formula` of each group against the rest: one value for two groups, else [groups].
template <IndexValue (*formula)(const ContingencyTable&)>
[[nodiscard]] std::vector<IndexValue> against_the_rest(const ContingencyTable& table) {
  if (table.groups() == 2) {
    return {formula(table)};
  }
  std::vector<IndexValue> out;
  for (std::uint32_t group = 0; group < table.groups(); ++group) {
    out.push_back(formula(table.against_the_rest(GroupIndex{group})));
  }
  return out;
}

}  // namespace mengpaneel::measure
