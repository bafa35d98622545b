// SPDX-License-Identifier: EUPL-1.2
#include "measure/indices/gini.hpp"

#include <algorithm>
#include <vector>

#include "measure/indices/unevenness.hpp"

namespace mengpaneel::measure {

namespace {

struct Unit {
  double members;
  double size;
};

/// sum_i<j t_i t_j |p_i - p_j| / T^2 of one group. Sorted by share, a unit differs from all before it by
/// p_j sum t_i - sum a_i, times t_j: products of counts, exact for whole ones. The units without the group
/// come first, as one.
double mean_difference(std::vector<Unit>& units, double total) {
  std::ranges::sort(units, [](const Unit& left, const Unit& right) {
    return left.members * right.size < right.members * left.size;
  });
  double size_before = total;
  for (const Unit& unit : units) {
    size_before -= unit.size;
  }
  size_before = std::max(size_before, 0.0);
  double members_before = 0.0;
  double sum = 0.0;
  for (const Unit& unit : units) {
    sum += unit.members * size_before - members_before * unit.size;
    size_before += unit.size;
    members_before += unit.members;
  }
  return sum / (total * total);
}

}  // namespace

IndexValue gini(const ContingencyTable& table) {
  if (const auto possible = can_be_uneven(table); !possible) {
    return std::unexpected(possible.error());
  }
  std::vector<std::vector<Unit>> of_group(table.groups());
  for (std::uint32_t unit = 0; unit < table.units(); ++unit) {
    const ContingencyTable::Row row = table.row(UnitIndex{unit});
    for (std::size_t place = 0; place < row.groups.size(); ++place) {
      of_group[static_cast<std::size_t>(row.groups[place])].push_back(
          {row.pupils[place], table.of(UnitIndex{unit})});
    }
  }
  double sum = 0.0;
  for (std::vector<Unit>& units : of_group) {
    sum += mean_difference(units, table.total());
  }
  return sum / interaction(table);
}

}  // namespace mengpaneel::measure
