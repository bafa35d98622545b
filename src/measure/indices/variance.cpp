// SPDX-License-Identifier: EUPL-1.2
#include "measure/indices/variance.hpp"

#include "measure/indices/unevenness.hpp"

namespace mengpaneel::measure {

namespace {

/// sum_m V_m / weight(pi_m) over the groups that have pupils.
template <typename Weight>
IndexValue weighted_variance(const ContingencyTable& table, Weight weight) {
  if (const auto possible = can_be_uneven(table); !possible) {
    return std::unexpected(possible.error());
  }
  const std::vector<double> variances = mean_squared_deviations(table);
  double sum = 0.0;
  for (std::size_t group = 0; group < variances.size(); ++group) {
    const double share = table.group_counts()[group] / table.total();
    sum += share > 0.0 ? variances[group] / weight(share) : 0.0;
  }
  return sum;
}

}  // namespace

std::vector<IndexValue> eta_squared(const ContingencyTable& table) {
  const auto possible = can_be_uneven(table);
  if (!possible) {
    return std::vector<IndexValue>(table.groups(), std::unexpected(possible.error()));
  }
  std::vector<IndexValue> out(table.groups(), std::unexpected(Undefined::group_absent));
  const std::vector<double> variances = mean_squared_deviations(table);
  for (std::size_t group = 0; group < variances.size(); ++group) {
    const double share = table.group_counts()[group] / table.total();
    if (share > 0.0) {
      out[group] = variances[group] / (share * (1.0 - share));
    }
  }
  return out;
}

IndexValue normalised_exposure(const ContingencyTable& table) {
  return weighted_variance(table, [](double share) { return 1.0 - share; });
}

IndexValue relative_diversity(const ContingencyTable& table) {
  const double whole = interaction(table);
  return weighted_variance(table, [whole](double /*share*/) { return whole; });
}

IndexValue squared_variation(const ContingencyTable& table) {
  const double others = static_cast<double>(table.occupied_groups()) - 1.0;
  return weighted_variance(table, [others](double share) { return others * share; });
}

}  // namespace mengpaneel::measure
