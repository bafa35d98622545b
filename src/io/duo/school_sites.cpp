// SPDX-License-Identifier: EUPL-1.2
#include "io/duo/school_sites.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "io/duo/columns.hpp"
#include "io/json.hpp"

namespace mengpaneel::io::duo {

namespace {

using base::ErrorCode;

/// What editions of the file call the code of a site, without underscores and in lower case.
constexpr std::array<std::string_view, 6> code_names{
    "vestigingscode", "vestigingsnummer", "vestigingsnr", "brinvestiging", "brin6", "brinvest"};
constexpr std::array<std::string_view, 4> institution_names{"brinnummer", "instellingscode", "brin",
                                                            "brinnr"};

std::string bare_name(std::string_view key) {
  std::string out;
  for (const char character : key) {
    if (character != '_' && character != ' ' && character != '-') {
      out.push_back(character >= 'A' && character <= 'Z' ? static_cast<char>(character - 'A' + 'a')
                                                         : character);
    }
  }
  return out;
}

template <std::size_t count>
const std::string* text_property(const json::Value& properties,
                                 const std::array<std::string_view, count>& names) {
  const json::Value::Object* members = properties.object();
  if (members == nullptr) {
    return nullptr;
  }
  for (const std::string_view name : names) {
    for (const json::Member& member : *members) {
      if (member.value.text() != nullptr && bare_name(member.key) == name) {
        return member.value.text();
      }
    }
  }
  return nullptr;
}

/// The six characters, put together where the code is only the site's two digits.
std::optional<std::string> site_code(const json::Value* properties) {
  if (properties == nullptr) {
    return std::nullopt;
  }
  const std::string* code = text_property(*properties, code_names);
  if (code == nullptr) {
    return std::nullopt;
  }
  if (code->size() == 2) {
    const std::string* institution = text_property(*properties, institution_names);
    return institution == nullptr ? std::nullopt : std::optional(*institution + *code);
  }
  return *code;
}

struct Context {
  const std::string& file;
  base::ErrorList errors;

  void report(ErrorCode code, std::size_t feature, std::string_view field, std::string value,
              std::string expected) {
    errors.add({.code = code,
                .file = file,
                .field = "features[" + std::to_string(feature) + "]" + std::string(field),
                .value = std::move(value),
                .expected = std::move(expected)});
  }
};

std::optional<base::GeoPoint> place(const json::Value& geometry, std::size_t feature, Context& context) {
  const json::Value* type = geometry.find("type");
  const json::Value* coordinates = geometry.find("coordinates");
  const json::Value::Array* pair = coordinates == nullptr ? nullptr : coordinates->array();
  if (type == nullptr || type->text() == nullptr || *type->text() != "Point" || pair == nullptr ||
      pair->size() < 2) {
    context.report(ErrorCode::not_this_kind_of_file, feature, ".geometry", {}, "Point [longitude, latitude]");
    return std::nullopt;
  }
  const std::optional<double> longitude = (*pair)[0].number();
  const std::optional<double> latitude = (*pair)[1].number();
  if (!longitude || !latitude) {
    context.report(ErrorCode::not_a_number, feature, ".geometry.coordinates", {}, "[longitude, latitude]");
    return std::nullopt;
  }
  const base::GeoPoint point{*latitude, *longitude};
  if (!is_on_earth(point)) {
    context.report(ErrorCode::out_of_range, feature, ".geometry.coordinates",
                   std::to_string(*longitude) + ", " + std::to_string(*latitude), "-180..180, -90..90");
    return std::nullopt;
  }
  return point;
}

/// RFC 7946 knows one reference system; older files may name it, and may not name another.
bool is_in_degrees(const json::Value& collection) {
  const json::Value* system = collection.find("crs");
  if (system == nullptr || system->is_null()) {
    return true;
  }
  const json::Value* properties = system->find("properties");
  const json::Value* name = properties == nullptr ? nullptr : properties->find("name");
  return name != nullptr && name->text() != nullptr &&
         (name->text()->ends_with("CRS84") || name->text()->ends_with("EPSG::4326") ||
          name->text()->ends_with("EPSG:4326"));
}

void read_feature(const json::Value& feature, std::size_t index, SchoolSites& out, Context& context) {
  const std::optional<std::string> code = site_code(feature.find("properties"));
  if (!code) {
    context.report(ErrorCode::not_this_kind_of_file, index, ".properties", {}, "vestigingscode");
    return;
  }
  const auto is_of_code = [](char character) {
    return (character >= '0' && character <= '9') || (character >= 'A' && character <= 'Z');
  };
  if (code->size() != 6 || !std::ranges::all_of(*code, is_of_code)) {
    context.report(ErrorCode::not_an_identifier, index, ".properties.vestigingscode", *code, "12AB00");
    return;
  }
  const json::Value* geometry = feature.find("geometry");
  if (geometry == nullptr || geometry->is_null()) {
    ++out.without_place;
  } else if (const auto point = place(*geometry, index, context)) {
    out.sites.push_back({*code, *point});
  }
}

}  // namespace

base::Result<SchoolSites> read_school_sites(std::string_view bytes, const std::string& file) {
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
  if (!is_in_degrees(*text)) {
    return base::fail({.code = ErrorCode::not_this_kind_of_file,
                       .file = file,
                       .field = "crs",
                       .expected = "CRS84, EPSG:4326"});
  }
  Context context{.file = file, .errors = {}};
  SchoolSites out;
  for (std::size_t index = 0; index < features->array()->size(); ++index) {
    read_feature((*features->array())[index], index, out, context);
  }
  if (!context.errors.empty()) {
    return std::unexpected(std::move(context.errors));
  }
  std::ranges::stable_sort(out.sites, {}, &SchoolSite::school_id);
  const auto repeats = std::ranges::unique(out.sites, {}, &SchoolSite::school_id);
  out.repeated = repeats.size();
  out.sites.erase(repeats.begin(), repeats.end());
  return out;
}

}  // namespace mengpaneel::io::duo
