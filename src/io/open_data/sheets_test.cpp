// SPDX-License-Identifier: EUPL-1.2
#include "io/open_data/sheets.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/open_data/test_tables.hpp"
#include "io/spreadsheet/test_workbooks.hpp"

namespace mengpaneel::io::open_data {
namespace {

using fixtures::outcome;
using spreadsheet::fixtures::ods_of;
using spreadsheet::fixtures::ods_row;
using spreadsheet::fixtures::ods_table;
using spreadsheet::fixtures::xlsx_of;
using testing::HasSubstr;

std::string weighting_sheet(const std::string& name, const std::string& weighting) {
  return ods_table(name, ods_row({"Schoolweging"}) + ods_row({}) +
                             ods_row({"OVT", "Naam", "schoolweging", "spreiding", "opmerking"}) +
                             ods_row({"99ZZ|C1", "De Wilg", weighting, "6.1", ""}) +
                             ods_row({"99ZZ|C12", "De Wilg, zuid", "31.0", ".", "nieuw"}));
}

TEST(OpenDataSheets, SchoolWeightingHasASheetForEachYear) {
  const std::string book =
      ods_of(ods_table("Toelichting", ods_row({"OVT"})) + weighting_sheet("2021-2022", "29.5") +
             weighting_sheet("2022-2023", "30.1") + weighting_sheet("Driejaarsgemiddelde", "29.8"));
  const auto import = fixtures::import_text("schoolweging", book);
  EXPECT_EQ(outcome(import),
            "year,definition,geography_year,site_id,name,indicator,value\n"
            "2021,cbs-schoolweging,2021,99ZZ00,De Wilg,schoolweging,29.5\n"
            "2021,cbs-schoolweging,2021,99ZZ00,De Wilg,spreiding,6.1\n"
            "2021,cbs-schoolweging,2021,99ZZ11,\"De Wilg, zuid\",schoolweging,31.0\n"
            "2022,cbs-schoolweging,2022,99ZZ00,De Wilg,schoolweging,30.1\n"
            "2022,cbs-schoolweging,2022,99ZZ00,De Wilg,spreiding,6.1\n"
            "2022,cbs-schoolweging,2022,99ZZ11,\"De Wilg, zuid\",schoolweging,31.0\n");
  ASSERT_TRUE(import.has_value());
  EXPECT_EQ(import->report.files[0].encoding, "ods");
  EXPECT_THAT(import->report.files[0].sheets, testing::ElementsAre("2021-2022", "2022-2023"));
  EXPECT_EQ(import->report.cells_missing, 2U);
  EXPECT_THAT(outcome("schoolweging", book, {.year = 2022, .sheet = "Driejaarsgemiddelde"}),
              HasSubstr("2022,cbs-schoolweging,2022,99ZZ00,De Wilg,schoolweging,29.8\n"));
}

TEST(OpenDataSheets, ScoresComeFromTheTableWithoutThreshold) {
  const auto sheet = [](const std::string& score) {
    return R"(<row r="4"><c r="A4" t="inlineStr"><is><t>BRIN6</t></is></c><c t="inlineStr"><is><t>Score)"
           R"(</t></is></c></row><row r="5"><c r="A5" t="inlineStr"><is><t>99ZZ00</t></is></c><c><v>)" +
           score + "</v></c></row>";
  };
  const std::string book = xlsx_of({{"Tabel 1", sheet("0")}, {"Tabel 2", sheet("212.5")}});
  EXPECT_EQ(outcome("onderwijsscores", book, {.year = 2022}),
            "year,definition,geography_year,site_id,indicator,value\n"
            "2022,cbs-onderwijsscore-zonder-drempel,2022,99ZZ00,Score,212.5\n");
}

TEST(OpenDataSheets, FaultsNameSheetRowAndColumn) {
  const std::string book = ods_of(weighting_sheet("2021-2022", "veel"));
  const auto import = fixtures::import_text("schoolweging", book);
  EXPECT_EQ(outcome(import), "not_a_number 4:3 schoolweging veel\n");
  EXPECT_EQ(import.error().shown()[0].file, "file.csv#2021-2022");
}

TEST(OpenDataSheets, AsksWhichSheetIsMeant) {
  const auto sheet = ods_row({"gwb_code_10", "a_inw"}) + ods_row({"BU00000001", "5"});
  const std::string book = ods_of(ods_table("A", sheet) + ods_table("B", sheet) + ods_table("C", ""));
  const auto import = fixtures::import_text("cbs-kerncijfers", book, {.year = 2023});
  EXPECT_EQ(outcome(import), "not_an_allowed_word 0:0 --sheet \n");
  EXPECT_EQ(import.error().shown()[0].expected, "A | B | C");
  EXPECT_THAT(outcome("cbs-kerncijfers", book, {.year = 2023, .sheet = "B"}), HasSubstr("a_inw,5\n"));
  EXPECT_THAT(outcome("cbs-kerncijfers", book, {.year = 2023, .sheet = "C"}), HasSubstr("--sheet C"));
}

}  // namespace
}  // namespace mengpaneel::io::open_data
