// SPDX-License-Identifier: EUPL-1.2
#pragma once
// `import KIND FILE...`: published files of one kind, joined to one table, with a report of everything that
// was read, passed over, suppressed or not found.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "io/open_data/kinds.hpp"
#include "io/open_data/table.hpp"

namespace mengpaneel::io::open_data {

/// A file's bytes and the name for messages; the bytes must outlive the table that is made of them.
struct InputFile {
  std::string name;
  std::string_view bytes;
};

struct Options {
  std::optional<std::uint32_t> year{};            ///< where the files do not say
  std::optional<std::uint32_t> geography_year{};  ///< of the borders of areas
  std::string definition{};                       ///< instead of the kind's
  std::optional<InputFile> areas{};               ///< CSV: postcode, area_id; for home postcodes
  std::optional<InputFile> points{};              ///< CSV: a point for each postcode; for areas
  std::optional<InputFile> mapping{};             ///< TOML; for a municipality's own table
  std::string sheet{};                            ///< of a workbook; empty: as the kind says
  bool special_schools = false;                   ///< also those that are no mainstream primary schools
};

/// What became of one file.
struct FileReport {
  std::string name;
  std::string sha256{};
  std::string encoding{};             ///< utf-8, windows-1252, xlsx, ods
  std::vector<std::string> sheets{};  ///< that were read
  std::uint64_t rows_read = 0;
  std::uint64_t rows_passed_over = 0;              ///< of kinds of schools that were not asked for
  std::vector<std::string> columns_passed_over{};  ///< by their names in the file
};

struct Report {
  std::vector<FileReport> files;
  std::vector<std::string> empty_files;  ///< of 0 bytes: passed over
  std::vector<std::string> years;
  std::uint64_t rows = 0;  ///< that the table holds
  std::uint64_t units = 0;
  std::uint64_t cells = 0;             ///< not zero
  std::uint64_t cells_suppressed = 0;  ///< intervals as published
  std::uint64_t cells_missing = 0;     ///< of values: no figure was published
  CountInterval pupils;
  std::uint64_t rows_with_total = 0;
  std::uint64_t cells_narrowed = 0;                 ///< by the row's total
  std::vector<std::string> totals_that_do_not_fit;  ///< file:line
  std::uint64_t rows_joined = 0;                    ///< to an area
  std::map<std::string, std::uint64_t> not_joined;  ///< rows by postcode
};

struct Import {
  Table table;
  Report report;
  std::string postcodes_csv;  ///< of areas with points: postcode, area_id; else empty
};

/// Reads files of one kind and joins them. Every fault of all files is reported. Errors beyond those of the
/// readers: file_empty when no file had any bytes, column_missing (with every name that the column had over
/// the years), year_unknown, series_break, duplicate. The order of the files does not matter. O(bytes + n log
/// n).
[[nodiscard]] base::Result<Import> import_files(const KindRecord& kind, const std::vector<InputFile>& files,
                                                const Options& options);

/// import.json: source, definition, geography year and the report.
[[nodiscard]] std::string write_report(const Import& import);

}  // namespace mengpaneel::io::open_data
