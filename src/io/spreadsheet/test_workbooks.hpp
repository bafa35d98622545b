// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Workbooks made in memory, for tests.

#include <gtest/gtest.h>
#include <zip.h>

#include <string>
#include <utility>
#include <vector>

namespace mengpaneel::io::spreadsheet::fixtures {

using Members = std::vector<std::pair<std::string, std::string>>;

/// A zip file with these members, the first stored as it is (as ods has its mimetype).
inline std::string zip_of(const Members& members) {
  zip_source_t* const source = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  zip_source_keep(source);
  zip_t* const archive = zip_open_from_source(source, ZIP_TRUNCATE, nullptr);
  for (std::size_t index = 0; index < members.size(); ++index) {
    const auto& [name, bytes] = members[index];
    zip_source_t* const content = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
    const zip_int64_t place = zip_file_add(archive, name.c_str(), content, 0);
    EXPECT_EQ(zip_set_file_compression(archive, static_cast<zip_uint64_t>(place),
                                       index == 0 ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 9),
              0);
  }
  EXPECT_EQ(zip_close(archive), 0);
  zip_stat_t status;
  zip_stat_init(&status);
  zip_source_stat(source, &status);
  std::string out(status.size, '\0');
  zip_source_open(source);
  zip_source_read(source, out.data(), out.size());
  zip_source_close(source);
  zip_source_free(source);
  return out;
}

inline constexpr std::string_view ods_mimetype = "application/vnd.oasis.opendocument.spreadsheet";

inline std::string ods_of(const std::string& tables, const std::string& before = {}) {
  return zip_of(
      {{"mimetype", std::string(ods_mimetype)},
       {"content.xml", R"(<?xml version="1.0" encoding="UTF-8"?>)" + before +
                           R"(<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x">)"
                           "<office:body><office:spreadsheet>" +
                           tables + "</office:spreadsheet></office:body></office:document-content>"}});
}

/// Text cells of one row.
inline std::string ods_row(const std::vector<std::string>& cells) {
  std::string out = "<table:table-row>";
  for (const std::string& cell : cells) {
    out.append(cell.empty() ? "<table:table-cell/>"
                            : R"(<table:table-cell office:value-type="string"><text:p>)" + cell +
                                  "</text:p></table:table-cell>");
  }
  return out + "</table:table-row>";
}

inline std::string ods_table(const std::string& name, const std::string& rows) {
  return R"(<table:table table:name=")" + name + "\">" + rows + "</table:table>";
}

/// One sheet after another, each by name and the inside of <sheetData>.
inline std::string xlsx_of(const Members& sheets, const std::vector<std::string>& shared = {},
                           const std::string& before = {}) {
  Members members{{"[Content_Types].xml", "<Types/>"}};
  std::string workbook = before + R"(<workbook xmlns:r="r"><sheets>)";
  std::string relations = "<Relationships>";
  for (std::size_t index = 0; index < sheets.size(); ++index) {
    const std::string number = std::to_string(index + 1);
    workbook.append("<sheet name=\"" + sheets[index].first + "\" sheetId=\"" + number + "\" r:id=\"rId" +
                    number + "\"/>");
    relations.append("<Relationship Id=\"rId" + number + "\" Target=\"worksheets/sheet" + number +
                     ".xml\"/>");
    members.emplace_back("xl/worksheets/sheet" + number + ".xml",
                         "<worksheet><sheetData>" + sheets[index].second + "</sheetData></worksheet>");
  }
  members.emplace_back("xl/workbook.xml", workbook + "</sheets></workbook>");
  members.emplace_back("xl/_rels/workbook.xml.rels", relations + "</Relationships>");
  std::string strings = "<sst>";
  for (const std::string& text : shared) {
    strings.append("<si><t>" + text + "</t></si>");
  }
  members.emplace_back("xl/sharedStrings.xml", strings + "</sst>");
  return zip_of(members);
}

}  // namespace mengpaneel::io::spreadsheet::fixtures
