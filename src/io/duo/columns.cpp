// SPDX-License-Identifier: EUPL-1.2
#include "io/duo/columns.hpp"

#include <string>

#include "io/csv/decimal.hpp"

namespace mengpaneel::io::duo {

namespace {

std::optional<double> degrees(csv::Reader& reader, csv::Column column, double limit) {
  const std::string_view text = reader.text(column);
  const bool comma = reader.decimal_comma() && text.find('.') == std::string_view::npos;
  const std::optional<double> value = csv::parse_decimal(text, comma);
  if (!value) {
    reader.report(base::ErrorCode::not_a_number, column);
    return std::nullopt;
  }
  if (!(*value >= -limit && *value <= limit)) {
    reader.report(base::ErrorCode::out_of_range, column,
                  limit > 90.0 ? std::string("-180..180") : std::string("-90..90"));
    return std::nullopt;
  }
  return value;
}

}  // namespace

csv::Column required_under_one_name(csv::Reader& reader, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    if (const csv::Column column = reader.optional(name); column != csv::absent) {
      return column;
    }
  }
  return reader.required(*names.begin());
}

std::optional<base::GeoPoint> point(csv::Reader& reader, csv::Column latitude, csv::Column longitude) {
  if (reader.text(latitude).empty() && reader.text(longitude).empty()) {
    return std::nullopt;
  }
  const std::optional<double> north = degrees(reader, latitude, 90.0);
  const std::optional<double> east = degrees(reader, longitude, 180.0);
  if (!north || !east) {
    return std::nullopt;
  }
  return base::GeoPoint{*north, *east};
}

bool is_on_earth(base::GeoPoint point) {
  return point.latitude >= -90.0 && point.latitude <= 90.0 && point.longitude >= -180.0 &&
         point.longitude <= 180.0;
}

}  // namespace mengpaneel::io::duo
