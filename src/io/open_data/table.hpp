// SPDX-License-Identifier: EUPL-1.2
#pragma once
// A table of public data in one shape, whatever it looked like: what describes a row, and its cells by
// category. It knows by which definition and within which borders was counted, and will not be joined to a
// table of which that differs.

#include <array>
#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "io/open_data/cell_text.hpp"
#include "io/open_data/kinds.hpp"

namespace mengpaneel::io::open_data {

/// One row as published. Views are into the bytes that were read or into the table's `texts`.
struct Record {
  std::array<std::string_view, field_count> fields{};
  std::uint32_t file = 0;  ///< index into the report's files
  std::uint64_t line = 0;
  std::uint32_t group = 0;      ///< category of a long layout: part of what identifies the row
  std::size_t cells_begin = 0;  ///< in Table::cells
  std::size_t cells_end = 0;

  [[nodiscard]] std::string_view& operator[](Field field) { return fields[static_cast<std::size_t>(field)]; }
  [[nodiscard]] std::string_view operator[](Field field) const {
    return fields[static_cast<std::size_t>(field)];
  }
};

struct Cell {
  std::uint32_t category = 0;  ///< index into Table::categories
  CountInterval count{};       ///< of Content::counts, never [0, 0]
  std::string_view value{};    ///< of Content::values, a number with a decimal point
};

inline constexpr std::string_view borders_not_said = "unknown";

/// Which way of counting, within which borders.
struct Definition {
  std::string definition;
  std::string geography_year;  ///< empty: of each row's own year; borders_not_said: nobody knows

  bool operator==(const Definition&) const = default;
};

struct Table {
  const KindRecord* kind = nullptr;
  std::shared_ptr<const KindRecord> own_kind{};  ///< of a mapping file; else `kind` is in kinds()
  Definition definition{};
  std::vector<std::string> categories{};
  std::vector<Record> records{};
  std::vector<Cell> cells{};       ///< of the records, one after another
  std::list<std::string> texts{};  ///< what the files do not hold as it is; elements never move

  /// A copy of `text` that lives as long as the table.
  std::string_view keep(std::string text) { return texts.emplace_back(std::move(text)); }
};

/// Why `right` may not be joined to `left`: series_break with field (definition, geography_year), value and
/// what was expected. The borders matter where units are areas; a school is the same in every year's borders.
/// Tables across a break are compared only within a year that both have, which is not joining.
[[nodiscard]] base::Result<void> check_joinable(const Table& left, const Table& right);

/// Puts the rows of `right` behind those of `left`. Errors: check_joinable().
[[nodiscard]] base::Result<void> join(Table& left, Table right);

/// Puts records in the order in which they are written: by their fields, in the order of Field.
void sort_records(Table& table);

/// counts.csv, values.csv or sites.csv: year, definition, geography_year, the fields that the kind has, and a
/// row for each cell with its category and count or value. Equal tables give equal bytes.
[[nodiscard]] std::string write_csv(const Table& table);
[[nodiscard]] std::string_view csv_name(Content content);

}  // namespace mengpaneel::io::open_data
