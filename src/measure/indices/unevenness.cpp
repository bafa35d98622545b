// SPDX-License-Identifier: EUPL-1.2
#include "measure/indices/unevenness.hpp"

#include <cmath>

namespace mengpaneel::measure {

namespace {

/// [groups] sum_j w(deviation_jm, t_j), with deviation_jm = t_jm T - t_j t_m, which is exact for whole
/// counts. A unit without pupils of the group has deviation -t_j t_m; those are added up as one.
template <typename Weigh>
std::vector<double> deviations(const ContingencyTable& table, Weigh weigh) {
  std::vector<double> sums(table.groups(), 0.0);
  std::vector<double> elsewhere(table.groups(), table.total());
  const double total = table.total();
  for (std::uint32_t unit = 0; unit < table.units(); ++unit) {
    const ContingencyTable::Row row = table.row(UnitIndex{unit});
    const double size = table.of(UnitIndex{unit});
    for (std::size_t place = 0; place < row.groups.size(); ++place) {
      const auto group = static_cast<std::size_t>(row.groups[place]);
      const double deviation = row.pupils[place] * total - size * table.of(row.groups[place]);
      sums[group] += weigh(deviation, size);
      elsewhere[group] -= size;
    }
  }
  for (std::uint32_t group = 0; group < table.groups(); ++group) {
    const double size = elsewhere[group];
    if (size > 0.0) {
      sums[group] += weigh(size * table.of(GroupIndex{group}), size);
    }
  }
  return sums;
}

}  // namespace

std::expected<void, Undefined> can_be_uneven(const ContingencyTable& table) {
  if (!(table.total() > 0.0)) {
    return std::unexpected(Undefined::no_pupils);
  }
  if (table.occupied_groups() == 1) {
    return std::unexpected(Undefined::one_group);
  }
  return {};
}

double interaction(const ContingencyTable& table) {
  double sum = 0.0;
  for (const double count : table.group_counts()) {
    const double share = count / table.total();
    sum += share * (1.0 - share);
  }
  return sum;
}

std::vector<double> mean_deviations(const ContingencyTable& table) {
  std::vector<double> sums =
      deviations(table, [](double deviation, double /*size*/) { return std::abs(deviation); });
  for (double& sum : sums) {
    sum /= table.total() * table.total();
  }
  return sums;
}

std::vector<double> mean_squared_deviations(const ContingencyTable& table) {
  std::vector<double> sums =
      deviations(table, [](double deviation, double size) { return deviation * deviation / size; });
  for (double& sum : sums) {
    sum /= table.total() * table.total() * table.total();
  }
  return sums;
}

}  // namespace mengpaneel::measure
