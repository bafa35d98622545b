// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Where school sites are: a GeoJSON FeatureCollection of points whose properties hold the site's code.

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/geography.hpp"

namespace mengpaneel::io::duo {

struct SchoolSite {
  std::string school_id;  ///< six characters
  base::GeoPoint point;
};

struct SchoolSites {
  std::vector<SchoolSite> sites;    ///< by school_id, each once: the first in the file
  std::uint64_t repeated = 0;       ///< features whose code came before
  std::uint64_t without_place = 0;  ///< features without a geometry
};

/// Reads CRS84 longitude and latitude (the only reference system of RFC 7946; a file that names another is
/// refused). The code is the property vestigingscode, under any of the names that editions of the file gave
/// it. Errors: those of json::parse; not_this_kind_of_file; not_an_identifier, not_a_number and out_of_range
/// name the feature by its position, as in the field "features[12].properties.vestigingscode". O(bytes).
[[nodiscard]] base::Result<SchoolSites> read_school_sites(std::string_view bytes, const std::string& file);

}  // namespace mengpaneel::io::duo
