// SPDX-License-Identifier: EUPL-1.2
#include "io/open_data/area_import.hpp"

#include <utility>

#include "io/csv/writer.hpp"
#include "io/duo/postcode_points.hpp"

namespace mengpaneel::io::open_data {

void add_areas(const InputFile& file, std::uint32_t index, const Options& options, Table& table,
               std::vector<Area>& areas, FileReport& report, base::ErrorList& errors) {
  base::Result<std::vector<Area>> read = read_areas(file.bytes, file.name);
  if (!read) {
    errors.append(std::move(read.error()));
    return;
  }
  report.encoding = "geojson";
  report.rows_read = read->size();
  for (Area& area : *read) {
    const std::string year = options.geography_year              ? std::to_string(*options.geography_year)
                             : area.year.empty() && options.year ? std::to_string(*options.year)
                                                                 : area.year;
    if (year.empty()) {
      errors.add({.code = base::ErrorCode::year_unknown, .file = file.name, .field = "--geography-year"});
      return;
    }
    table.definition = {.definition = std::string(table.kind->definition), .geography_year = year};
    Record record{.file = index};
    record[Field::year] = table.keep(year);
    record[Field::area_id] = table.keep(area.area_id);
    record[Field::name] = table.keep(area.name);
    record[Field::level] = level_of_area(area.area_id);
    table.records.push_back(record);
    areas.push_back(std::move(area));
  }
}

std::string write_postcodes(const Options& options, const std::vector<Area>& areas, Report& report,
                            base::ErrorList& errors) {
  std::string out = "postcode,area_id\n";
  csv::Writer writer(out);
  for (const duo::PostcodePoint& postcode :
       duo::read_postcode_points(options.points->bytes, options.points->name, errors)) {
    const std::optional<std::size_t> area = area_around(postcode.point, areas);
    writer.field(postcode.postcode).field(area ? std::string_view(areas[*area].area_id) : std::string_view());
    writer.end_row();
    if (area) {
      ++report.rows_joined;
    } else {
      ++report.not_joined[postcode.postcode];
    }
  }
  return out;
}

}  // namespace mengpaneel::io::open_data
