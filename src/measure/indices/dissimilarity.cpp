// SPDX-License-Identifier: EUPL-1.2
#include "measure/indices/dissimilarity.hpp"

#include <numeric>

#include "measure/indices/unevenness.hpp"

namespace mengpaneel::measure {

IndexValue dissimilarity(const ContingencyTable& table) {
  if (const auto possible = can_be_uneven(table); !possible) {
    return std::unexpected(possible.error());
  }
  const std::vector<double> deviations = mean_deviations(table);
  return std::accumulate(deviations.begin(), deviations.end(), 0.0) / (2.0 * interaction(table));
}

}  // namespace mengpaneel::measure
