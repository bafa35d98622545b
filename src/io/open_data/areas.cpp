// SPDX-License-Identifier: EUPL-1.2
#include "io/open_data/areas.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

#include "io/json.hpp"
#include "io/open_data/cell_text.hpp"

namespace mengpaneel::io::open_data {

namespace {

using base::ErrorCode;

enum class System : std::uint8_t { degrees, web_mercator };

// In canonical form, the finest area first.
constexpr std::array<std::string_view, 9> code_names{"BUURTCODE", "BU_CODE",  "BUURTCOMBINATIE_CODE",
                                                     "WIJKCODE",  "WK_CODE",  "GEMEENTECODE",
                                                     "GM_CODE",   "STATCODE", "CODE"};
constexpr std::array<std::string_view, 9> name_names{"BUURTNAAM", "BU_NAAM",  "BUURTCOMBINATIE",
                                                     "WIJKNAAM",  "WK_NAAM",  "GEMEENTENAAM",
                                                     "GM_NAAM",   "STATNAAM", "NAAM"};
constexpr std::array<std::string_view, 2> year_names{"JRSTATCODE", "JAAR"};

/// The first of `names` that is there, as text.
std::string property(const json::Value& properties, std::span<const std::string_view> names) {
  for (const std::string_view name : names) {
    for (const json::Member& member : *properties.object()) {
      if (canonical_header(member.key) != name) {
        continue;
      }
      if (const std::string* text = member.value.text()) {
        return std::string(trimmed(*text));
      }
      if (const auto number = member.value.whole_number()) {
        return std::to_string(*number);
      }
    }
  }
  return {};
}

/// EPSG:3857 back to degrees: the sphere of radius 6,378,137 m (EPSG guidance note 7-2, 1.3.3.1).
base::GeoPoint from_web_mercator(double x, double y) {
  constexpr double radius_m = 6'378'137.0;
  constexpr double degrees = 180.0 / std::numbers::pi;
  return {std::atan(std::sinh(y / radius_m)) * degrees, x / radius_m * degrees};
}

class AreaReader {
 public:
  AreaReader(const std::string& file, System system) : file_(file), system_(system) {}

  void read(const json::Value& feature, std::size_t index) {
    index_ = index;
    const json::Value* properties = feature.find("properties");
    if (properties == nullptr || properties->object() == nullptr) {
      report(ErrorCode::not_this_kind_of_file, ".properties", {},
             "buurtcode | wijkcode | gemeentecode | statcode");
      return;
    }
    Area area{.area_id = property(*properties, code_names),
              .name = property(*properties, name_names),
              .year = {},
              .rings = {}};
    if (area.area_id.empty()) {
      report(ErrorCode::value_missing, ".properties", {}, "buurtcode | wijkcode | gemeentecode | statcode");
    }
    if (const auto year = year_of(property(*properties, year_names).substr(0, 4))) {
      area.year = std::to_string(*year);
    }
    const json::Value* geometry = feature.find("geometry");
    if (geometry == nullptr || !read_geometry(*geometry, area)) {
      report(ErrorCode::not_this_kind_of_file, ".geometry", {}, "Polygon | MultiPolygon");
      return;
    }
    bound(area);
    areas_.push_back(std::move(area));
  }

  base::Result<std::vector<Area>> finish() {
    if (!errors_.empty()) {
      return std::unexpected(std::move(errors_));
    }
    return std::move(areas_);
  }

 private:
  bool read_geometry(const json::Value& geometry, Area& area) {
    const json::Value* type = geometry.find("type");
    const json::Value* coordinates = geometry.find("coordinates");
    if (type == nullptr || type->text() == nullptr || coordinates == nullptr ||
        coordinates->array() == nullptr) {
      return false;
    }
    if (*type->text() == "Polygon") {
      return read_polygon(*coordinates, area);
    }
    return *type->text() == "MultiPolygon" &&
           std::ranges::all_of(*coordinates->array(),
                               [&](const json::Value& polygon) { return read_polygon(polygon, area); });
  }

  bool read_polygon(const json::Value& polygon, Area& area) {
    return polygon.array() != nullptr && std::ranges::all_of(*polygon.array(), [&](const json::Value& line) {
             Ring ring;
             if (line.array() == nullptr ||
                 !std::ranges::all_of(*line.array(), [&](const json::Value& position) {
                   return read_position(position, ring);
                 })) {
               return false;
             }
             area.rings.push_back(std::move(ring));
             return true;
           });
  }

  bool read_position(const json::Value& position, Ring& ring) {
    const json::Value::Array* pair = position.array();
    if (pair == nullptr || pair->size() < 2 || !(*pair)[0].number() || !(*pair)[1].number()) {
      return false;
    }
    const double x = *(*pair)[0].number();
    const double y = *(*pair)[1].number();
    const base::GeoPoint point = system_ == System::degrees ? base::GeoPoint{y, x} : from_web_mercator(x, y);
    if (!(std::abs(point.latitude) <= 90.0 && std::abs(point.longitude) <= 180.0)) {
      return false;
    }
    ring.push_back(point);
    return true;
  }

  static void bound(Area& area) {
    area.south_west = {90.0, 180.0};
    area.north_east = {-90.0, -180.0};
    for (const Ring& ring : area.rings) {
      for (const base::GeoPoint& point : ring) {
        area.south_west.latitude = std::min(area.south_west.latitude, point.latitude);
        area.south_west.longitude = std::min(area.south_west.longitude, point.longitude);
        area.north_east.latitude = std::max(area.north_east.latitude, point.latitude);
        area.north_east.longitude = std::max(area.north_east.longitude, point.longitude);
      }
    }
  }

  void report(ErrorCode code, std::string_view field, std::string value, std::string expected) {
    errors_.add({.code = code,
                 .file = file_,
                 .field = "features[" + std::to_string(index_) + "]" + std::string(field),
                 .value = std::move(value),
                 .expected = std::move(expected)});
  }

  const std::string& file_;
  System system_;
  std::size_t index_ = 0;
  std::vector<Area> areas_;
  base::ErrorList errors_;
};

/// RFC 7946 knows degrees only; older files may name a system.
std::optional<System> system_of(const json::Value& collection) {
  const json::Value* system = collection.find("crs");
  if (system == nullptr || system->is_null()) {
    return System::degrees;
  }
  const json::Value* properties = system->find("properties");
  const json::Value* name = properties == nullptr ? nullptr : properties->find("name");
  if (name == nullptr || name->text() == nullptr) {
    return std::nullopt;
  }
  if (name->text()->ends_with("CRS84") || name->text()->ends_with(":4326")) {
    return System::degrees;
  }
  return name->text()->ends_with(":3857") ? std::optional(System::web_mercator) : std::nullopt;
}

bool crosses(base::GeoPoint point, base::GeoPoint from, base::GeoPoint to) {
  if ((from.latitude > point.latitude) == (to.latitude > point.latitude)) {
    return false;
  }
  const double share = (point.latitude - from.latitude) / (to.latitude - from.latitude);
  return point.longitude < from.longitude + share * (to.longitude - from.longitude);
}

bool holds(const Area& area, base::GeoPoint point) {
  if (point.latitude < area.south_west.latitude || point.latitude > area.north_east.latitude ||
      point.longitude < area.south_west.longitude || point.longitude > area.north_east.longitude) {
    return false;
  }
  bool inside = false;
  for (const Ring& ring : area.rings) {
    for (std::size_t index = 0, before = ring.size() - 1; index < ring.size(); before = index++) {
      inside ^= crosses(point, ring[before], ring[index]);
    }
  }
  return inside;
}

}  // namespace

base::Result<std::vector<Area>> read_areas(std::string_view bytes, const std::string& file) {
  const base::Result<json::Value> text = json::parse(bytes, file);
  if (!text) {
    return std::unexpected(text.error());
  }
  const json::Value* features = text->find("features");
  if (features == nullptr || features->array() == nullptr) {
    return base::fail({.code = ErrorCode::not_this_kind_of_file,
                       .file = file,
                       .field = "features",
                       .expected = "GeoJSON FeatureCollection"});
  }
  const std::optional<System> system = system_of(*text);
  if (!system) {
    return base::fail({.code = ErrorCode::not_this_kind_of_file,
                       .file = file,
                       .field = "crs",
                       .expected = "CRS84, EPSG:4326, EPSG:3857"});
  }
  AreaReader reader(file, *system);
  for (std::size_t index = 0; index < features->array()->size(); ++index) {
    reader.read((*features->array())[index], index);
  }
  return reader.finish();
}

std::optional<std::size_t> area_around(base::GeoPoint point, std::span<const Area> areas) {
  const auto found = std::ranges::find_if(areas, [&](const Area& area) { return holds(area, point); });
  return found == areas.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - areas.begin()));
}

}  // namespace mengpaneel::io::open_data
