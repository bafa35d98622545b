// SPDX-License-Identifier: EUPL-1.2
#include "io/round/attributes.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "base/ids.hpp"

namespace mengpaneel::io {

using base::ErrorCode;

UniqueIds::UniqueIds(csv::Reader& reader, csv::Column column, base::IdTable& ids,
                     std::vector<std::uint64_t>& line)
    : reader_(reader), column_(column), ids_(ids), line_(line) {
  reader_.remember_faulty(column);
}

bool UniqueIds::add() {
  const std::optional<std::string_view> id = reader_.identifier(column_);
  if (!id) {
    return false;
  }
  const base::IdTable::Interned interned = ids_.intern(*id);
  if (!interned.is_new) {
    reader_.report(ErrorCode::duplicate, column_,
                   reader_.file() + ":" + std::to_string(line_[interned.index]));
    return false;
  }
  line_.push_back(reader_.line());
  return true;
}

KnownIds UniqueIds::known() const {
  KnownIds known{.readable = column_ != csv::absent && reader_.usable(), .faulty = {}};
  for (const std::string& id : reader_.remembered()) {
    known.faulty.intern(id);
  }
  return known;
}

Coordinates::Coordinates(csv::Reader& reader)
    : reader_(reader), latitude_(reader.optional("latitude")), longitude_(reader.optional("longitude")) {
  if ((latitude_ == csv::absent) != (longitude_ == csv::absent)) {
    latitude_ = reader.required("latitude");
    longitude_ = reader.required("longitude");
  }
}

std::optional<base::GeoPoint> Coordinates::read(csv::Column id) {
  if (!present() || (reader_.text(latitude_).empty() && reader_.text(longitude_).empty())) {
    return std::nullopt;
  }
  for (const csv::Column column : {latitude_, longitude_}) {
    if (reader_.text(column).empty()) {
      base::Error error =
          reader_.error_at(ErrorCode::place_missing, column, column == latitude_ ? "-90..90" : "-180..180");
      error.value = reader_.text(id);
      reader_.report(std::move(error));
      return std::nullopt;
    }
  }
  const std::optional<double> latitude = reader_.decimal(latitude_, -90.0, 90.0, "-90..90");
  const std::optional<double> longitude = reader_.decimal(longitude_, -180.0, 180.0, "-180..180");
  if (!latitude || !longitude) {
    return std::nullopt;
  }
  return base::GeoPoint{.latitude = *latitude, .longitude = *longitude};
}

Attributes::Attributes(csv::Reader& reader, std::initializer_list<std::string_view> typed,
                       std::initializer_list<std::string_view> identifiers)
    : reader_(reader) {
  const auto among = [](std::initializer_list<std::string_view> names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
  };
  for (std::size_t column = 0; column < reader.header().size(); ++column) {
    const std::string& name = reader.header()[column];
    if (!among(typed, name)) {
      sources_.push_back(
          {.column = static_cast<csv::Column>(column), .identifier = among(identifiers, name)});
      set_.columns.push_back({.name = name, .values = {}, .code = {}});
    }
  }
}

void Attributes::check() {
  for (const Source& source : sources_) {
    if (source.identifier && !reader_.text(source.column).empty()) {
      static_cast<void>(reader_.identifier(source.column));
    }
  }
}

void Attributes::add() {
  for (std::size_t index = 0; index < sources_.size(); ++index) {
    Source& source = sources_[index];
    place::TextColumn& column = set_.columns[index];
    const std::string_view text = reader_.text(source.column);
    if (text.empty()) {
      column.code.push_back(base::none);
      continue;
    }
    if (source.previous == base::none || column.values.name(source.previous) != text) {
      source.previous = column.values.intern(text).index;
    }
    column.code.push_back(source.previous);
  }
}

place::ColumnSet Attributes::finish(const std::vector<std::uint32_t>& new_of_old) {
  for (place::TextColumn& column : set_.columns) {
    renumber(column.code, new_of_old);
  }
  return std::move(set_);
}

}  // namespace mengpaneel::io
