// SPDX-License-Identifier: EUPL-1.2
#include "io/round/attributes.hpp"
#include "io/round/tables.hpp"

namespace mengpaneel::io {

void read_pupils(const RoundFile& file, RoundReading& reading) {
  place::Pupils& pupils = reading.round.pupils;
  csv::Reader reader(*file.bytes, file.name, reading.errors);
  const csv::Column id = reader.required("pupil_id");
  Coordinates coordinates(reader);
  Attributes attributes(reader, {"pupil_id", "latitude", "longitude"}, {"household_id", "group_id"});
  UniqueIds ids(reader, id, pupils.ids, pupils.line);
  while (reader.next()) {
    const bool is_new = ids.add();
    const std::optional<base::GeoPoint> point = coordinates.read(id);
    attributes.check();
    if (is_new) {
      pupils.point.push_back(point);
      attributes.add();
    }
  }
  reading.pupils = ids.known();
  const std::vector<std::uint32_t> new_of_old = pupils.ids.sort_by_bytes();
  renumber(pupils.point, new_of_old);
  renumber(pupils.line, new_of_old);
  pupils.columns = attributes.finish(new_of_old);
  pupils.has_points = coordinates.present();
}

}  // namespace mengpaneel::io
