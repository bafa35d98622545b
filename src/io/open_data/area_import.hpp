// SPDX-License-Identifier: EUPL-1.2
#pragma once
// `import cbs-gebieden`: the areas of GeoJSON files as a table, and which area each postcode's point lies in.

#include <string>
#include <vector>

#include "base/error.hpp"
#include "io/open_data/areas.hpp"
#include "io/open_data/import.hpp"

namespace mengpaneel::io::open_data {

/// Adds the areas of a file to `table` and `areas`. Errors: those of read_areas(), and year_unknown where
/// neither the file nor the options name the year of the borders.
void add_areas(const InputFile& file, std::uint32_t index, const Options& options, Table& table,
               std::vector<Area>& areas, FileReport& report, base::ErrorList& errors);

/// postcodes.csv: postcode, area_id (empty: the point is in no area), with the points of `options.points`.
[[nodiscard]] std::string write_postcodes(const Options& options, const std::vector<Area>& areas,
                                          Report& report, base::ErrorList& errors);

}  // namespace mengpaneel::io::open_data
