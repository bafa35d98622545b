// SPDX-License-Identifier: EUPL-1.2
#include "io/spreadsheet/workbook.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/spreadsheet/test_workbooks.hpp"

namespace mengpaneel::io::spreadsheet {
namespace {

using fixtures::ods_of;
using fixtures::ods_row;
using fixtures::ods_table;
using fixtures::xlsx_of;
using fixtures::zip_of;
using testing::HasSubstr;

/// The sheets as `name: cell|cell / cell`, or the first fault as `code: value`.
std::string shown(const std::string& bytes, const Limits& limits = {}) {
  const auto sheets = read_workbook(bytes, "book", limits);
  if (!sheets) {
    const base::Error& error = sheets.error().shown().front();
    return std::string(base::error_code_name(error.code)) + ": " + error.value;
  }
  std::string out;
  for (const Sheet& sheet : *sheets) {
    out.append(sheet.name).append(":");
    for (const auto& row : sheet.rows) {
      out.append(" ");
      for (const std::string& cell : row) {
        out.append(cell).append("|");
      }
      out.append("/");
    }
    out.append("\n");
  }
  return out;
}

TEST(Workbook, ReadsTheSheetsOfOds) {
  const std::string book =
      ods_of(ods_table("2023-2024",
                       "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell "
                       "table:number-columns-repeated=\"1024\"/></table:table-row>" +
                           ods_row({"OVT", "", "weging"}) +
                           R"(<table:table-row><table:table-cell><text:p>a<text:s/>b</text:p><text:p>c)"
                           R"(</text:p><office:annotation><text:p>note</text:p></office:annotation>)"
                           R"(</table:table-cell><table:table-cell table:number-columns-repeated="2" )"
                           R"(office:value-type="float" office:value="29.5"><text:p>29,50</text:p>)"
                           R"(</table:table-cell></table:table-row>)"
                           R"(<table:table-row table:number-rows-repeated="1048570"/>)") +
             ods_table("leeg", ""));
  EXPECT_EQ(format_of(book), Format::ods);
  EXPECT_EQ(shown(book), "2023-2024: / / OVT||weging|/ a b c|29.5|29.5|/\nleeg:\n");
}

TEST(Workbook, ReadsTheSheetsOfXlsx) {
  const std::string book = xlsx_of(
      {{"Toelichting", ""},
       {"Tabel 2",
        R"(<row r="4"><c r="A4" t="s"><v>1</v></c><c r="C4" t="inlineStr"><is><t>score</t></is></c></row>)"
        R"(<row><c t="s"><v>0</v></c><c><f>1+1</f><v>2</v></c><c t="e"><v>#N/A</v></c><c><v>7.25</v></c></row>)"}},
      {"00AP00", "BRIN6"});
  EXPECT_EQ(format_of(book), Format::xlsx);
  EXPECT_EQ(shown(book), "Toelichting:\nTabel 2: / / / BRIN6||score|/ 00AP00|2||7.25|/\n");
}

TEST(Workbook, BecomesCsvWithTheSameLineNumbers) {
  const Sheet sheet{.name = "s", .rows = {{"titel"}, {}, {"a", "b"}, {"1", "x, \"y\"\nz", "3"}, {}, {"2"}}};
  EXPECT_EQ(to_csv(sheet, 2), "\n\na,b\n1,\"x, \"\"y\"\" z\"\n\n2,\n");
}

TEST(Workbook, RefusesWhatIsNone) {
  EXPECT_EQ(format_of("a;b\n"), Format::none);
  EXPECT_THAT(shown("\xD0\xCF\x11\xE0rest"), HasSubstr("not_this_kind_of_file: xls"));
  EXPECT_THAT(shown("PK\x03\x04"), HasSubstr("not_this_kind_of_file: zip: "));
  EXPECT_THAT(shown(zip_of({{"a.txt", "a"}})), HasSubstr("not_this_kind_of_file: xl/workbook.xml"));
  EXPECT_THAT(shown(ods_of("<open>")), HasSubstr("not_this_kind_of_file: mismatched tag"));
  EXPECT_THAT(shown(xlsx_of({{"s", "<row><c t=\"s\"><v>3</v></c></row>"}})),
              HasSubstr("unsafe_file: shared strings: 3"));
  std::string damaged = ods_of(ods_table("t", ods_row({std::string(5000, 'x')})));
  damaged.resize(damaged.size() / 2);
  EXPECT_THAT(shown(damaged), HasSubstr("not_this_kind_of_file: "));
}

TEST(Workbook, RefusesEntities) {
  const std::string laughs =
      R"(<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>)";
  EXPECT_EQ(shown(ods_of(ods_table("t", ods_row({"&b;"})), laughs)), "unsafe_file: XML: DOCTYPE");
  EXPECT_EQ(shown(xlsx_of({{"s", ""}}, {}, R"(<!DOCTYPE w [<!ENTITY f SYSTEM "file:///etc/hostname">]>)")),
            "unsafe_file: XML: DOCTYPE");
  // Without a declaration an entity is no XML.
  EXPECT_EQ(shown(ods_of(ods_table("t", ods_row({"&b;"})))), "not_this_kind_of_file: undefined entity");
}

TEST(Workbook, RefusesBombs) {
  // Two MiB of the same letter pack a thousand times.
  const std::string bomb = ods_of(ods_table("t", ods_row({std::string(std::size_t{3} << 20U, 'x')})));
  EXPECT_LT(bomb.size(), 10'000U);
  EXPECT_THAT(shown(bomb, {.zip = {.ratio_max = 100}}),
              HasSubstr("unsafe_file: content.xml: unpacked / packed"));
  EXPECT_THAT(shown(bomb, {.zip = {.member_bytes_max = 1U << 20U}}),
              HasSubstr("unsafe_file: content.xml: bytes"));
  EXPECT_THAT(shown(bomb, {.zip = {.members_max = 1}}), HasSubstr("unsafe_file: zip: 2 members"));
  EXPECT_THAT(shown(bomb, {.text_bytes_max = 1U << 20U}), HasSubstr("unsafe_file: sheet: more than"));
  std::string deep;
  for (int level = 0; level < 300; ++level) {
    deep.append("<a>");
  }
  EXPECT_THAT(shown(ods_of(deep)), HasSubstr("unsafe_file: XML: more than 256 levels"));
}

TEST(Workbook, RefusesRepeatsThatFillMemory) {
  const auto repeated = [](const std::string& rows, const std::string& columns) {
    return ods_of(ods_table("t", "<table:table-row table:number-rows-repeated=\"" + rows +
                                     "\"><table:table-cell table:number-columns-repeated=\"" + columns +
                                     "\"><text:p>x</text:p></table:table-cell></table:table-row>"));
  };
  EXPECT_EQ(shown(repeated("2", "2")), "t: x|x|/ x|x|/\n");
  EXPECT_THAT(shown(repeated("1000000", "16384")), HasSubstr("unsafe_file: sheet: more than 8000000 cells"));
  EXPECT_THAT(shown(repeated("1", "99999")), HasSubstr("unsafe_file: sheet: more rows or columns"));
  EXPECT_THAT(shown(repeated("99999999999999999999999", "1")), HasSubstr("unsafe_file: sheet: more rows"));
  EXPECT_THAT(shown(repeated("1", "18446744073709551615")),
              HasSubstr("unsafe_file: sheet: more rows or columns"));
  EXPECT_THAT(shown(xlsx_of({{"s", R"(<row r="999999999"><c><v>1</v></c></row>)"}})),
              HasSubstr("unsafe_file: sheet"));
  std::string corners;
  for (int row = 1; row <= 2000; ++row) {
    corners.append("<row r=\"" + std::to_string(row * 500) + "\"><c r=\"XFD1\"><v>1</v></c></row>");
  }
  EXPECT_THAT(shown(xlsx_of({{"s", corners}})), HasSubstr("unsafe_file: sheet: more than 8000000 cells"));
}

}  // namespace
}  // namespace mengpaneel::io::spreadsheet
