// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The sheets of an OpenDocument (ods) or Office Open XML (xlsx) workbook, as text: what stands in the cells,
// no styles, formulas or dates (a date of xlsx is the number it is stored as).

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "io/spreadsheet/zip.hpp"

namespace mengpaneel::io::spreadsheet {

struct Sheet {
  std::string name;
  std::vector<std::vector<std::string>> rows;  ///< as they stand, empty ones included, without empty ends
};

struct Limits {
  ZipLimits zip{};
  std::uint64_t rows_max = 1'048'576;  ///< of a sheet, as the programs have it
  std::uint64_t columns_max = 16'384;
  std::uint64_t cells_max = 8'000'000;  ///< of all sheets, empty ones before a filled one included
  std::uint64_t text_bytes_max = std::uint64_t{256} << 20U;
};

enum class Format : std::uint8_t { none, ods, xlsx, xls };

/// By the first bytes. A zip file that is neither is xlsx until it is opened.
[[nodiscard]] Format format_of(std::string_view bytes);

/// Errors: those of ZipFile and read_xml; unsafe_file beyond a limit; not_this_kind_of_file for the old xls
/// and for a zip file without sheets. O(unpacked bytes + cells).
[[nodiscard]] base::Result<std::vector<Sheet>> read_workbook(std::string_view bytes, const std::string& file,
                                                             const Limits& limits = {});

/// The sheet as CSV with commas, a line for a row (line ends within a cell become blanks). Rows before
/// `first_row` are left empty, so that line numbers are those of the sheet. Every row gets as many fields as
/// row `first_row`; what stands beyond it is dropped.
[[nodiscard]] std::string to_csv(const Sheet& sheet, std::size_t first_row);

}  // namespace mengpaneel::io::spreadsheet
