// SPDX-License-Identifier: EUPL-1.2
//
// With x = a_j / A and y = b_j / B both summing to 1, 1 - sum x^w y^(1-w) = sum (w x + (1-w) y - x^w
// y^(1-w)): every term is 0 or more (the weighted means), 0 exactly for x = y, so that nothing cancels.
#include "measure/indices/root_distance.hpp"

#include <cmath>

#include "measure/indices/unevenness.hpp"

namespace mengpaneel::measure {

namespace {

double one_minus_overlap(const ContingencyTable& table, double weight) {
  const double all_a = table.of(GroupIndex{0});
  const double all_b = table.of(GroupIndex{1});
  double sum = 0.0;
  for (std::uint32_t unit = 0; unit < table.units(); ++unit) {
    const ContingencyTable::Row row = table.row(UnitIndex{unit});
    double a = 0.0;
    double b = 0.0;
    for (std::size_t place = 0; place < row.groups.size(); ++place) {
      (row.groups[place] == GroupIndex{0} ? a : b) = row.pupils[place];
    }
    if (b > 0.0) {
      const double ratio = (a * all_b) / (b * all_a);
      const double root = weight == 0.5 ? std::sqrt(ratio) : std::pow(ratio, weight);
      sum += b / all_b * (weight * ratio + (1.0 - weight) - root);
    } else {
      sum += weight * (a / all_a);
    }
  }
  return std::min(sum, 1.0);
}

}  // namespace

IndexValue atkinson(const ContingencyTable& table, double weight) {
  if (const auto possible = can_be_uneven(table); !possible) {
    return std::unexpected(possible.error());
  }
  return -std::expm1(std::log1p(-one_minus_overlap(table, weight)) / (1.0 - weight));
}

IndexValue atkinson_half(const ContingencyTable& table) { return atkinson(table, 0.5); }

IndexValue hutchens(const ContingencyTable& table) {
  if (const auto possible = can_be_uneven(table); !possible) {
    return std::unexpected(possible.error());
  }
  return one_minus_overlap(table, 0.5);
}

}  // namespace mengpaneel::measure
