// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Distances on the sphere and postcodes.

#include <cstdint>
#include <string>
#include <string_view>

namespace mengpaneel::base {

/// WGS84 degrees.
struct GeoPoint {
  double latitude;
  double longitude;
};

inline constexpr double earth_radius_m = 6'371'008.8;

/// Great-circle distance by the haversine formula, whole metres, halves up.
[[nodiscard]] std::uint32_t distance_m(GeoPoint from, GeoPoint to);

/// Without blanks, upper case: "1234 ab" becomes "1234AB".
[[nodiscard]] std::string normalised_postcode(std::string_view postcode);

}  // namespace mengpaneel::base
