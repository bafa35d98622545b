// SPDX-License-Identifier: EUPL-1.2
#include "io/open_data/sheets.hpp"

#include <algorithm>
#include <utility>

#include "io/open_data/cell_text.hpp"
#include "io/spreadsheet/workbook.hpp"

namespace mengpaneel::io::open_data {

namespace {

using spreadsheet::Sheet;

constexpr std::size_t header_rows_max = 30;

bool holds_header(const KindRecord& kind, const std::vector<std::string>& row) {
  std::vector<std::string> headers;
  for (const std::string& cell : row) {
    headers.push_back(canonical_header(cell));
  }
  return std::ranges::all_of(kind.columns, [&](const InputColumn& column) {
    return !column.required || std::ranges::any_of(column.names, [&](std::string_view name) {
      return std::ranges::find(headers, name) != headers.end();
    });
  });
}

std::optional<std::size_t> header_row(const KindRecord& kind, const Sheet& sheet) {
  for (std::size_t row = 0; row < std::min(sheet.rows.size(), header_rows_max); ++row) {
    if (holds_header(kind, sheet.rows[row])) {
      return row;
    }
  }
  return std::nullopt;
}

bool begins_with_year(const Sheet& sheet) {
  constexpr std::size_t digits = 4;
  const std::string_view name = trimmed(sheet.name);
  return year_of(name.substr(0, digits)).has_value();
}

/// Is this the sheet by its name?
bool is_chosen(const KindRecord& kind, const Sheet& sheet, const Options& options) {
  if (!options.sheet.empty()) {
    return sheet.name == options.sheet;
  }
  if (kind.sheets == Sheets::each_of_a_year) {
    return begins_with_year(sheet);
  }
  return sheet.name.find(kind.sheet_word) != std::string::npos;
}

std::string names_of(const std::vector<Sheet>& sheets) {
  std::string out;
  for (const Sheet& sheet : sheets) {
    out.append(out.empty() ? "" : " | ").append(sheet.name);
  }
  return out;
}

}  // namespace

base::Result<std::vector<SheetWithTable>> sheets_with_table(const KindRecord& kind, const InputFile& file,
                                                            const Options& options) {
  const base::Result<std::vector<Sheet>> sheets = spreadsheet::read_workbook(file.bytes, file.name);
  if (!sheets) {
    return std::unexpected(sheets.error());
  }
  std::vector<SheetWithTable> found;
  for (const Sheet& sheet : *sheets) {
    const std::optional<std::size_t> first = header_row(kind, sheet);
    if (first && is_chosen(kind, sheet, options)) {
      found.push_back({.name = sheet.name,
                       .csv = spreadsheet::to_csv(sheet, *first),
                       .year = begins_with_year(sheet) ? year_of(sheet.name) : std::nullopt});
    }
  }
  const bool one_was_meant = kind.sheets == Sheets::one || !options.sheet.empty();
  if (found.empty() || (one_was_meant && found.size() > 1)) {
    return base::fail({.code = base::ErrorCode::not_an_allowed_word,
                       .file = file.name,
                       .field = "--sheet",
                       .value = options.sheet.empty() ? std::string(kind.sheet_word) : options.sheet,
                       .expected = names_of(*sheets)});
  }
  return found;
}

}  // namespace mengpaneel::io::open_data
