// SPDX-License-Identifier: EUPL-1.2
#pragma once
// A round as columns: what was applied for, before any rule was applied. Filled by io/round (which has
// checked everything), read by freeze(). Pupils and programmes are numbered in the order of their bytes, so
// comparing indices is comparing identifiers.

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/geography.hpp"
#include "base/id_table.hpp"
#include "base/ids.hpp"

namespace mengpaneel::place {

/// A text column as codes into its own table of values. An empty field is base::none.
struct TextColumn {
  std::string name;
  base::IdTable values;
  std::vector<std::uint32_t> code;  ///< [rows]

  [[nodiscard]] std::string_view text(std::size_t row) const {
    return code[row] == base::none ? std::string_view() : values.name(code[row]);
  }
};

/// Every column of a file but the identifier and the coordinates, by name.
struct ColumnSet {
  std::vector<TextColumn> columns;

  [[nodiscard]] const TextColumn* find(std::string_view name) const {
    for (const TextColumn& column : columns) {
      if (column.name == name) {
        return &column;
      }
    }
    return nullptr;
  }
};

struct Programmes {
  base::IdTable ids;
  std::vector<std::uint32_t> capacity;  ///< [m]; base::no_limit for an empty field
  base::IdTable schools;
  std::vector<std::uint32_t> school;                 ///< [m], index into `schools`
  std::vector<std::optional<base::GeoPoint>> point;  ///< [m]
  bool has_points = false;                           ///< the file has the columns latitude and longitude
  ColumnSet columns;                                 ///< name, board_id, denomination, postcode, attributes
  std::vector<std::uint64_t> line;                   ///< [m], in programmes.csv

  [[nodiscard]] std::uint32_t size() const { return ids.size(); }
};

struct Pupils {
  base::IdTable ids;
  std::vector<std::optional<base::GeoPoint>> point;  ///< [n]
  bool has_points = false;
  ColumnSet columns;                ///< household_id, group_id, group_kind, postcode, attributes
  std::vector<std::uint64_t> line;  ///< [n], in pupils.csv

  [[nodiscard]] std::uint32_t size() const { return ids.size(); }
};

/// Preference lists in order of rank, one after another (CSR).
struct Preferences {
  std::vector<std::uint32_t> begin;  ///< [n+1]
  std::vector<base::ProgrammeIndex> programme;
  std::vector<std::uint32_t> rank;  ///< as given
  std::vector<std::uint64_t> line;  ///< [n], of a pupil's first row in preferences.csv; 0: none
};

/// Claims by pupil (CSR), sorted by programme and claim within a pupil.
struct Claims {
  base::IdTable words;
  std::vector<std::uint32_t> begin;  ///< [n+1]
  std::vector<base::ProgrammeIndex> programme;
  std::vector<std::uint32_t> word;
};

/// Values for (pupil, programme) pairs by pupil (CSR), sorted by programme within a pupil. Empty when the
/// file was not given.
struct PairValues {
  bool given = false;
  std::vector<std::uint32_t> begin;  ///< [n+1]
  std::vector<base::ProgrammeIndex> programme;
  std::vector<std::uint32_t> value;

  [[nodiscard]] std::optional<std::uint32_t> find(std::uint32_t pupil, base::ProgrammeIndex wanted) const;
};

/// A notary's number: decimal, for an id of a kind, everywhere or at one programme.
struct GivenNumber {
  std::string kind;  ///< pupil, household or group
  std::string id;
  std::string programme_id;  ///< empty: everywhere
  std::uint64_t number;
};

struct Round {
  Programmes programmes;
  Pupils pupils;
  Preferences preferences;
  Claims claims;
  PairValues priorities;  ///< rank of priorities.csv
  PairValues distances;   ///< metres of distances.csv
  bool lottery_given = false;
  std::vector<GivenNumber> lottery;
};

}  // namespace mengpaneel::place
