// SPDX-License-Identifier: EUPL-1.2
#include "io/duo/postcode_points.hpp"

#include <algorithm>
#include <set>

#include "io/duo/columns.hpp"

namespace mengpaneel::io::duo {

namespace {

/// The last row of a table that was exported from a spreadsheet's pivot.
bool is_total(std::string_view text) {
  return text == "Grand Total" || text == "Eindtotaal" || text == "Totaal";
}

}  // namespace

std::vector<PostcodePoint> read_postcode_points(std::string_view bytes, const std::string& file,
                                                base::ErrorList& errors) {
  csv::Reader reader(bytes, file, errors);
  const csv::Column postcode = required_under_one_name(reader, {"POSTCODE", "postcode", "PC4", "pc4"});
  const csv::Column latitude = required_under_one_name(reader, {"LAT", "LATITUDE", "lat", "latitude"});
  const csv::Column longitude =
      required_under_one_name(reader, {"LON", "LONGITUDE", "LNG", "lon", "longitude"});
  std::vector<PostcodePoint> out;
  std::set<std::string, std::less<>> seen;
  while (reader.next()) {
    const std::string_view text = reader.text(postcode);
    if (is_total(text)) {
      continue;
    }
    if (text.size() != 4 ||
        !std::ranges::all_of(text, [](char digit) { return digit >= '0' && digit <= '9'; })) {
      reader.report(base::ErrorCode::not_an_identifier, postcode, "PC4: 1234");
      continue;
    }
    if (!seen.emplace(text).second) {
      reader.report(base::ErrorCode::duplicate, postcode);
      continue;
    }
    if (reader.text(latitude).empty() && reader.text(longitude).empty()) {
      reader.report(base::ErrorCode::value_missing, latitude);
    } else if (const auto place = point(reader, latitude, longitude)) {
      out.push_back({std::string(text), *place});
    }
  }
  std::ranges::sort(out, {}, &PostcodePoint::postcode);
  return out;
}

}  // namespace mengpaneel::io::duo
