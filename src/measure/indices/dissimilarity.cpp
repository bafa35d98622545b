// SPDX-License-Identifier: EUPL-1.2
#include "measure/indices/dissimilarity.hpp"

#include <cmath>

namespace mengpaneel::measure {

IndexValue dissimilarity(const ContingencyTable& table) {
  if (const auto possible = can_be_uneven(table); !possible) {
    return std::unexpected(possible.error());
  }
  const auto total = static_cast<double>(table.total());
  double interaction = 0.0;
  double deviation = 0.0;
  for (std::uint32_t group = 0; group < table.groups(); ++group) {
    const auto share = static_cast<double>(table.of(GroupIndex{group})) / total;
    interaction += share * (1.0 - share);
    for (std::uint32_t unit = 0; unit < table.units(); ++unit) {
      // |t_jm T - t_j t_m| = T t_j |pi_jm - pi_m|, in whole numbers: equal shares give exactly 0.
      const std::uint64_t observed = table.at(UnitIndex{unit}, GroupIndex{group}) * table.total();
      const std::uint64_t expected = table.of(UnitIndex{unit}) * table.of(GroupIndex{group});
      deviation += static_cast<double>(observed > expected ? observed - expected : expected - observed);
    }
  }
  return deviation / (2.0 * total * total * interaction);
}

}  // namespace mengpaneel::measure
