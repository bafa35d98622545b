// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Shapes of municipalities, districts and neighbourhoods, and which of them a point lies in.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/geography.hpp"

namespace mengpaneel::io::open_data {

/// A closed line; longitude and latitude in degrees.
using Ring = std::vector<base::GeoPoint>;

struct Area {
  std::string area_id;
  std::string name;
  std::string year;         ///< of the borders, where the file says; else empty
  std::vector<Ring> rings;  ///< of all its polygons, holes included
  base::GeoPoint south_west{};
  base::GeoPoint north_east{};
};

/// Reads a GeoJSON FeatureCollection of (Multi)Polygons in degrees (CRS84, EPSG:4326) or Web Mercator
/// (EPSG:3857), which is turned into degrees; other systems are refused. The code is the finest of the
/// properties buurtcode, wijkcode, gemeentecode (or statcode), under the names that editions gave them. In
/// the order of the file. Errors: those of json::parse; not_this_kind_of_file, value_missing, not_a_number
/// and out_of_range name the feature, as in "features[12].properties". O(bytes).
[[nodiscard]] base::Result<std::vector<Area>> read_areas(std::string_view bytes, const std::string& file);

/// The index of the first area that holds the point; nothing when none does. A point is inside when a line
/// from it crosses the rings an odd number of times (even-odd rule), so holes are outside; on a border it is
/// in one of the two areas or in none. O(corners of the areas around it).
[[nodiscard]] std::optional<std::size_t> area_around(base::GeoPoint point, std::span<const Area> areas);

}  // namespace mengpaneel::io::open_data
