// SPDX-License-Identifier: EUPL-1.2
#include "measure/indices/information.hpp"

#include <cmath>

namespace mengpaneel::measure {

IndexValue mutual_information(const ContingencyTable& table) {
  if (table.total() == 0) {
    return std::unexpected(Undefined::no_pupils);
  }
  const auto total = static_cast<double>(table.total());
  double sum = 0.0;
  for (std::uint32_t unit = 0; unit < table.units(); ++unit) {
    for (std::uint32_t group = 0; group < table.groups(); ++group) {
      const std::uint64_t count = table.at(UnitIndex{unit}, GroupIndex{group});
      if (count == 0) {
        continue;  // 0 ln 0 = 0
      }
      // Both products are whole numbers, so a unit with the mix of the whole adds ln(1) = 0 exactly.
      const std::uint64_t observed = count * table.total();
      const std::uint64_t expected = table.of(UnitIndex{unit}) * table.of(GroupIndex{group});
      sum += static_cast<double>(count) *
             std::log(static_cast<double>(observed) / static_cast<double>(expected));
    }
  }
  return sum / total;
}

IndexValue entropy(const ContingencyTable& table) {
  if (table.total() == 0) {
    return std::unexpected(Undefined::no_pupils);
  }
  const auto total = static_cast<double>(table.total());
  double sum = 0.0;
  for (std::uint32_t group = 0; group < table.groups(); ++group) {
    const auto count = static_cast<double>(table.of(GroupIndex{group}));
    if (count > 0.0) {
      sum += count / total * std::log(total / count);
    }
  }
  return sum;
}

IndexValue information(const ContingencyTable& table) {
  if (const auto possible = can_be_uneven(table); !possible) {
    return std::unexpected(possible.error());
  }
  return *mutual_information(table) / *entropy(table);
}

}  // namespace mengpaneel::measure
