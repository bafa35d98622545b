// SPDX-License-Identifier: EUPL-1.2
#include "io/spreadsheet/workbook.hpp"

#include <algorithm>

#include "io/csv/writer.hpp"
#include "io/spreadsheet/formats.hpp"

namespace mengpaneel::io::spreadsheet {

Format format_of(std::string_view bytes) {
  constexpr std::string_view ods_begin = "mimetypeapplication/vnd.oasis.opendocument.spreadsheet";
  constexpr std::size_t local_header_bytes = 30;
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) {
    return Format::xls;
  }
  if (!bytes.starts_with("PK\x03\x04")) {
    return Format::none;
  }
  return bytes.substr(std::min(local_header_bytes, bytes.size())).starts_with(ods_begin) ? Format::ods
                                                                                         : Format::xlsx;
}

base::Result<std::vector<Sheet>> read_workbook(std::string_view bytes, const std::string& file,
                                               const Limits& limits) {
  if (format_of(bytes) == Format::xls) {
    return base::fail({.code = base::ErrorCode::not_this_kind_of_file,
                       .file = file,
                       .value = "xls",
                       .expected = "xlsx, ods, CSV UTF-8"});
  }
  const base::Result<ZipFile> zip = ZipFile::open(bytes, file, limits.zip);
  if (!zip) {
    return std::unexpected(zip.error());
  }
  // Some writers leave out the mimetype, or put it elsewhere.
  return zip->has("content.xml") && !zip->has("xl/workbook.xml") ? read_ods(*zip, file, limits)
                                                                 : read_xlsx(*zip, file, limits);
}

std::string to_csv(const Sheet& sheet, std::size_t first_row) {
  std::string out(first_row, '\n');
  const std::size_t width = first_row < sheet.rows.size() ? sheet.rows[first_row].size() : 0;
  for (std::size_t row = first_row; row < sheet.rows.size(); ++row) {
    const std::vector<std::string>& cells = sheet.rows[row];
    if (!cells.empty()) {
      csv::Writer writer(out);
      for (std::size_t column = 0; column < width; ++column) {
        std::string text = column < cells.size() ? cells[column] : std::string();
        std::ranges::replace_if(
            text, [](char character) { return character == '\n' || character == '\r'; }, ' ');
        writer.field(text);
      }
    }
    out.push_back('\n');
  }
  return out;
}

}  // namespace mengpaneel::io::spreadsheet
