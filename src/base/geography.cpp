// SPDX-License-Identifier: EUPL-1.2
#include "base/geography.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace mengpaneel::base {

std::uint32_t distance_m(GeoPoint from, GeoPoint to) {
  constexpr double radians = std::numbers::pi / 180.0;
  const double latitude_from = from.latitude * radians;
  const double latitude_to = to.latitude * radians;
  const double half_latitude = std::sin((latitude_to - latitude_from) / 2.0);
  const double half_longitude = std::sin((to.longitude - from.longitude) * radians / 2.0);
  const double haversine = half_latitude * half_latitude +
                           std::cos(latitude_from) * std::cos(latitude_to) * half_longitude * half_longitude;
  const double metres = 2.0 * earth_radius_m * std::asin(std::min(1.0, std::sqrt(haversine)));
  return static_cast<std::uint32_t>(std::floor(metres + 0.5));
}

std::string normalised_postcode(std::string_view postcode) {
  std::string out;
  for (const char character : postcode) {
    if (character == ' ' || character == '\t') {
      continue;
    }
    out.push_back(character >= 'a' && character <= 'z' ? static_cast<char>(character - 'a' + 'A')
                                                       : character);
  }
  return out;
}

}  // namespace mengpaneel::base
