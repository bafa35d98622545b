// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Which area a four-digit postcode is taken for: postcodes.csv, as `import cbs-gebieden --points` writes it
// or as a municipality has it.

#include <map>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "io/open_data/table.hpp"

namespace mengpaneel::io::open_data {

/// Area identifiers by postcode; the identifiers are kept in a table's texts.
using PostcodeAreas = std::map<std::string, std::string_view, std::less<>>;

/// What stands for the area of a postcode that is not in the file.
inline constexpr std::string_view area_not_found = "unknown";

/// Columns postcode (or PC4) and area_id (or BUURTCODE, WIJKCODE, GEMEENTECODE, the first that is there). An
/// empty area_id is a postcode without area. Faults go to `errors`: missing columns, no postcode, a postcode
/// with two areas.
[[nodiscard]] PostcodeAreas read_postcode_areas(std::string_view bytes, const std::string& file, Table& table,
                                                base::ErrorList& errors);

}  // namespace mengpaneel::io::open_data
