// SPDX-License-Identifier: EUPL-1.2
#pragma once
// A point for each four-digit postcode: POSTCODE, LAT, LON.

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/geography.hpp"

namespace mengpaneel::io::duo {

struct PostcodePoint {
  std::string postcode;
  base::GeoPoint point;
};

/// By postcode. Faults go to `errors`: missing columns, no postcode, a coordinate that is none or absent, a
/// postcode twice. A row of totals ("Grand Total", "Eindtotaal", "Totaal") is no postcode and is passed over.
/// O(n log n).
[[nodiscard]] std::vector<PostcodePoint> read_postcode_points(std::string_view bytes, const std::string& file,
                                                              base::ErrorList& errors);

}  // namespace mengpaneel::io::duo
