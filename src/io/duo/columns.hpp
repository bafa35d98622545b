// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Columns whose names changed over the years, and coordinates as text.

#include <initializer_list>
#include <optional>
#include <string_view>

#include "base/geography.hpp"
#include "io/csv/reader.hpp"

namespace mengpaneel::io::duo {

/// The column with the first of `names` that is there; reports column_missing for the first name otherwise.
[[nodiscard]] csv::Column required_under_one_name(csv::Reader& reader,
                                                  std::initializer_list<std::string_view> names);

/// A point from two columns of this record in degrees; where the delimiter is no comma, a decimal comma or
/// point is understood. Reports not_a_number or out_of_range; nothing then, and nothing without report when
/// both are empty.
[[nodiscard]] std::optional<base::GeoPoint> point(csv::Reader& reader, csv::Column latitude,
                                                  csv::Column longitude);

/// Latitude in [-90, 90], longitude in [-180, 180].
[[nodiscard]] bool is_on_earth(base::GeoPoint point);

}  // namespace mengpaneel::io::duo
