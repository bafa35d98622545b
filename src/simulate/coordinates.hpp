// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Points in steps of a millionth of a degree (0.1 m), so that a town in memory and the same town read back
// from its files are equal to the last bit, on every machine.

#include <cmath>

#include "base/geography.hpp"

namespace mengpaneel::simulate {

[[nodiscard]] inline double rounded_degrees(double degrees) { return std::floor(degrees * 1e6 + 0.5) / 1e6; }

[[nodiscard]] inline base::GeoPoint rounded_point(base::GeoPoint point) {
  return {rounded_degrees(point.latitude), rounded_degrees(point.longitude)};
}

/// The point `east_m` and `north_m` metres away on a plane that touches the sphere at `origin`: for distances
/// in a town. `cosine` = cos(latitude of origin), given by the caller, who computes it once.
[[nodiscard]] inline base::GeoPoint moved(base::GeoPoint origin, double east_m, double north_m,
                                          double cosine) {
  constexpr double metres_per_degree = 111'195.080;  // base::earth_radius_m * pi / 180
  return rounded_point({origin.latitude + north_m / metres_per_degree,
                        origin.longitude + east_m / (metres_per_degree * cosine)});
}

}  // namespace mengpaneel::simulate
