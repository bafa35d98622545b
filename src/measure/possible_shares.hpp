// SPDX-License-Identifier: EUPL-1.2
#pragma once
// What hidden cells allow for one group: its count, share and size in each unit, and its share of the whole.

#include <functional>
#include <vector>

#include "measure/bounds.hpp"

namespace mengpaneel::measure {

/// One group in one unit.
struct PossibleUnit {
  CountInterval members;
  CountInterval others;
  CountInterval size;
  double share_low = 0.0;
  double share_high = 0.0;
};

struct PossibleGroup {
  std::vector<PossibleUnit> units;  ///< those that may have pupils
  double share_low = 0.0;           ///< of the whole
  double share_high = 0.0;
};

/// [groups]
[[nodiscard]] std::vector<PossibleGroup> possible_groups(const IntervalTable& table);

/// The extremes of sum w_j g_j / sum w_j over w_j in [weight.low, weight.high] and g_j in [low, high].
struct WeightedRange {
  CountInterval weight;
  double low;
  double high;
};
[[nodiscard]] double least_mean(const std::vector<WeightedRange>& terms);
[[nodiscard]] double greatest_mean(const std::vector<WeightedRange>& terms);

/// The extremes of x in [0, most] with value(x) decreasing and 0 at the extreme.
[[nodiscard]] double root_of_decreasing(const std::function<double(double)>& value, double most);

}  // namespace mengpaneel::measure
