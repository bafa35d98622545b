// SPDX-License-Identifier: EUPL-1.2
#pragma once
// What programmes.csv and pupils.csv have in common: identifiers that stand once, coordinates, and columns of
// text that the rules may ask for by name.

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

#include "base/geography.hpp"
#include "base/id_table.hpp"
#include "io/csv/reader.hpp"
#include "io/round/tables.hpp"
#include "place/round.hpp"

namespace mengpaneel::io {

/// The identifiers of a table in the order of its rows, each once.
class UniqueIds {
 public:
  UniqueIds(csv::Reader& reader, csv::Column column, base::IdTable& ids, std::vector<std::uint64_t>& line);

  /// Whether this record has a new identifier, which then gets the next number; else a fault was reported.
  bool add();
  /// What the other tables need to know, when all records were read.
  [[nodiscard]] KnownIds known() const;

 private:
  csv::Reader& reader_;
  csv::Column column_;
  base::IdTable& ids_;
  std::vector<std::uint64_t>& line_;
};

/// The columns latitude and longitude.
class Coordinates {
 public:
  /// Reports when one of the two columns is missing.
  explicit Coordinates(csv::Reader& reader);
  [[nodiscard]] bool present() const { return latitude_ != csv::absent; }
  /// The point of this record; nullopt when both fields are empty or one is at fault (reported).
  [[nodiscard]] std::optional<base::GeoPoint> read(csv::Column id);

 private:
  csv::Reader& reader_;
  csv::Column latitude_;
  csv::Column longitude_;
};

/// Every column that has no type of its own.
class Attributes {
 public:
  /// Leaves out the columns in `typed`; a filled field of a column in `identifiers` must be an identifier.
  Attributes(csv::Reader& reader, std::initializer_list<std::string_view> typed,
             std::initializer_list<std::string_view> identifiers);

  /// Reports what is wrong in this record.
  void check();
  /// Adds the fields of this record as a row.
  void add();
  /// The columns with rows renumbered.
  [[nodiscard]] place::ColumnSet finish(const std::vector<std::uint32_t>& new_of_old);

 private:
  struct Source {
    csv::Column column;
    bool identifier;
    std::uint32_t previous = base::none;  ///< code of the row before
  };

  csv::Reader& reader_;
  std::vector<Source> sources_;
  place::ColumnSet set_;
};

/// out[new_of_old[i]] = values[i].
template <typename Value>
void renumber(std::vector<Value>& values, const std::vector<std::uint32_t>& new_of_old) {
  std::vector<Value> moved(values.size());
  for (std::size_t row = 0; row < values.size(); ++row) {
    moved[new_of_old[row]] = values[row];
  }
  values = std::move(moved);
}

}  // namespace mengpaneel::io
