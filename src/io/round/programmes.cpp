// SPDX-License-Identifier: EUPL-1.2
#include "base/ids.hpp"
#include "io/round/attributes.hpp"
#include "io/round/tables.hpp"

namespace mengpaneel::io {

namespace {

constexpr std::uint64_t capacity_max = 1'000'000;

/// The school of each programme: school_id, or the programme itself where that is absent or empty. The column
/// of that name says the same, so that rules see what the engine sees.
void name_schools(place::Programmes& programmes) {
  place::TextColumn schools{.name = "school_id", .values = {}, .code = {}};
  place::TextColumn* column = &schools;
  for (place::TextColumn& candidate : programmes.columns.columns) {
    column = candidate.name == schools.name ? &candidate : column;
  }
  column->code.resize(programmes.size(), base::none);
  for (std::uint32_t programme = 0; programme < programmes.size(); ++programme) {
    if (column->code[programme] == base::none) {
      column->code[programme] = column->values.intern(programmes.ids.name(programme)).index;
    }
    programmes.school.push_back(programmes.schools.intern(column->text(programme)).index);
  }
  const std::vector<std::uint32_t> new_of_old = programmes.schools.sort_by_bytes();
  for (std::uint32_t& school : programmes.school) {
    school = new_of_old[school];
  }
  if (column == &schools) {
    programmes.columns.columns.push_back(std::move(schools));
  }
}

}  // namespace

void read_programmes(const RoundFile& file, RoundReading& reading) {
  place::Programmes& programmes = reading.round.programmes;
  csv::Reader reader(*file.bytes, file.name, reading.errors);
  const csv::Column id = reader.required("programme_id");
  const csv::Column capacity = reader.required("capacity");
  Coordinates coordinates(reader);
  Attributes attributes(reader, {"programme_id", "capacity", "latitude", "longitude"},
                        {"school_id", "board_id"});
  UniqueIds ids(reader, id, programmes.ids, programmes.line);
  while (reader.next()) {
    const bool is_new = ids.add();
    const bool limited = !reader.text(capacity).empty();
    const auto seats = limited ? reader.whole_number(capacity, 0, capacity_max) : std::nullopt;
    const std::optional<base::GeoPoint> point = coordinates.read(id);
    attributes.check();
    if (is_new) {
      programmes.capacity.push_back(seats ? static_cast<std::uint32_t>(*seats) : base::no_limit);
      programmes.point.push_back(point);
      attributes.add();
    }
  }
  reading.programmes = ids.known();
  const std::vector<std::uint32_t> new_of_old = programmes.ids.sort_by_bytes();
  renumber(programmes.capacity, new_of_old);
  renumber(programmes.point, new_of_old);
  renumber(programmes.line, new_of_old);
  programmes.columns = attributes.finish(new_of_old);
  programmes.has_points = coordinates.present();
  name_schools(programmes);
}

}  // namespace mengpaneel::io
