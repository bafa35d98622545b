// SPDX-License-Identifier: EUPL-1.2
#include "io/open_data/import.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/json.hpp"
#include "io/open_data/test_tables.hpp"

namespace mengpaneel::io::open_data {
namespace {

using fixtures::import_text;
using fixtures::outcome;
using testing::ElementsAre;

constexpr std::string_view newer =
    "\xEF\xBB\xBF\"PEILDATUM\";\"GEMEENTENAAM\";\"INSTELLINGSCODE\";\"VESTIGINGSCODE\";"
    "\"INSTELLINGSNAAM_VESTIGING\";\"POSTCODE_VESTIGING\";\"SOORT_PO\";\"LEEFTIJD_JONGER\";\"LEEFTIJD_4\";"
    "\"LEEFTIJD_5\"\r\n"
    "\"20241001\";\"Voorbeeldstad\";\"99ZZ\";\"01\";\"BS \"\"De Wilg\"\"\";\"0101AB\";\"Bo\";\"0\";\"<5\";"
    "\"12\"\r\n"
    "\"20241001\";\"Voorbeeldstad\";\"99ZZ\";\"00\";\"Het Kompas, zuid\";\"0102AB\";\"Bo\";\"-1\";\"0\";"
    "\"1.204\"\r\n"
    "\"20241001\";\"Voorbeeldstad\";\"98ZZ\";\"00\";\"De Brug\";\"0102AB\";\"Sbo\";\"0\";\"7\";\"8\"\r\n";

constexpr std::string_view newer_table =
    "year,definition,geography_year,site_id,name,school_kind,postcode,municipality,age,count\n"
    "2024,duo-po-leeftijd,2024,99ZZ00,\"Het Kompas, zuid\",Bo,0102AB,Voorbeeldstad,younger,1..4\n"
    "2024,duo-po-leeftijd,2024,99ZZ00,\"Het Kompas, zuid\",Bo,0102AB,Voorbeeldstad,5,1204\n"
    "2024,duo-po-leeftijd,2024,99ZZ01,\"BS \"\"De Wilg\"\"\",Bo,0101AB,Voorbeeldstad,4,1..4\n"
    "2024,duo-po-leeftijd,2024,99ZZ01,\"BS \"\"De Wilg\"\"\",Bo,0101AB,Voorbeeldstad,5,12\n";

TEST(OpenDataImport, WritesALongTableWithIntervals) {
  EXPECT_EQ(outcome("duo-leerlingen", newer), newer_table);
}

TEST(OpenDataImport, ReportsWhatWasReadAndPassedOver) {
  const auto import = import_text("duo-leerlingen", newer);
  ASSERT_TRUE(import.has_value());
  const Report& report = import->report;
  EXPECT_EQ(report.files.at(0).rows_read, 3U);
  EXPECT_EQ(report.files.at(0).rows_passed_over, 1U);
  EXPECT_EQ(report.rows, 2U);
  EXPECT_EQ(report.cells, 4U);
  EXPECT_EQ(report.cells_suppressed, 2U);
  EXPECT_EQ(report.pupils, (CountInterval{1218, 1224}));
  EXPECT_THAT(report.years, ElementsAre("2024"));
  const auto every = import_text("duo-leerlingen", newer, {.special_schools = true});
  ASSERT_TRUE(every.has_value());
  EXPECT_EQ(every->report.rows, 3U);
}

TEST(OpenDataImport, ReadsOlderNamesAndWindows1252) {
  // The same school as DUO wrote it before: blanks in names, one of them at the end; no quotes; é in one
  // byte.
  constexpr std::string_view older =
      "PEILDATUM;GEMEENTENAAM ;BRIN NUMMER;VESTIGINGSNUMMER;VESTIGINGSNAAM ;POSTCODE;LEEFTIJD 4\n"
      "2012-10-01;S GRAVENHAGE;99ZZ;99ZZ00;Andr\xE9 \x80;0102 AB;3\n";
  EXPECT_EQ(outcome("duo-leerlingen", older),
            "year,definition,geography_year,site_id,name,postcode,municipality,age,count\n"
            "2012,duo-po-leeftijd,2012,99ZZ00,André €,0102AB,S GRAVENHAGE,4,3\n");
  EXPECT_EQ(import_text("duo-leerlingen", older)->report.files.at(0).encoding, "windows-1252");
}

TEST(OpenDataImport, RefusesAMixtureOfEncodings) {
  constexpr std::string_view mixed =
      "PEILDATUM,BRIN_NUMMER,VESTIGINGSNUMMER,NAAM,LEEFTIJD_4\n2012,99ZZ,00,\xC3\xA9 \xE9.,3\n";
  EXPECT_THAT(outcome("duo-leerlingen", mixed), testing::StartsWith("not_utf8 2:"));
}

TEST(OpenDataImport, ReportsEveryFaultWithItsPlace) {
  constexpr std::string_view faulty =
      "PEILDATUM;INSTELLINGSCODE;VESTIGINGSCODE;LEEFTIJD_4;LEEFTIJD_5\n"
      "20241001;99ZZ;00;<10;5\n"
      "onbekend;99ZZ;01;4;\n"
      "20241001;99zz;02;4;1,5\n"
      "20241001;99ZZ;03;4;5;6\n";
  EXPECT_EQ(outcome("duo-leerlingen", faulty),
            "not_a_whole_number 2:18 LEEFTIJD_4 <10\n"
            "date_invalid 3:1 PEILDATUM onbekend\n"
            "not_a_whole_number 3:20 LEEFTIJD_5 \n"
            "not_an_identifier 4:15 VESTIGINGSCODE 02\n"
            "not_a_whole_number 4:20 LEEFTIJD_5 1,5\n"
            "wrong_field_count 5:1  6\n");
}

TEST(OpenDataImport, NamesEveryNameOfAMissingColumn) {
  const auto import = import_text("duo-leerlingen", "INSTELLINGSCODE;PEILDATUM\n99ZZ;20241001\n");
  ASSERT_FALSE(import.has_value());
  ASSERT_EQ(import.error().total(), 2U);
  EXPECT_THAT(import.error().shown()[0].field, testing::HasSubstr("VESTIGINGSCODE | VESTIGINGSNUMMER"));
  EXPECT_EQ(import.error().shown()[1].field, "LEEFTIJD_*");
}

TEST(OpenDataImport, AsksForAYearThatTheFileDoesNotName) {
  constexpr std::string_view text = "VESTIGINGSCODE,LEEFTIJD_4\n99ZZ00,3\n";
  EXPECT_EQ(outcome("duo-leerlingen", text), "year_unknown 0:0 --year \n");
  EXPECT_EQ(outcome("duo-leerlingen", text, {.year = 2023}),
            "year,definition,geography_year,site_id,age,count\n2023,duo-po-leeftijd,2023,99ZZ00,4,3\n");
}

TEST(OpenDataImport, RefusesARowTwiceAlsoInTwoFiles) {
  constexpr std::string_view text = "PEILJAAR,VESTIGINGSCODE,LEEFTIJD_4\n2023,99ZZ00,3\n";
  const auto import =
      import_files(*find_kind("duo-leerlingen"), {{"b.csv", text}, {"a.csv", text}}, Options{});
  EXPECT_EQ(outcome(import), "duplicate 2:0 site_id 99ZZ00\n");
  EXPECT_EQ(import.error().shown()[0].expected, "a.csv:2");
}

TEST(OpenDataImport, DoesNotDependOnTheOrderOfFiles) {
  constexpr std::string_view first = "PEILJAAR,VESTIGINGSCODE,LEEFTIJD_4\n2023,99ZZ00,3\n";
  constexpr std::string_view second = "PEILJAAR,VESTIGINGSCODE,LEEFTIJD_5\n2022,99ZZ00,<5\n";
  const KindRecord& kind = *find_kind("duo-leerlingen");
  const auto one = import_files(kind, {{"a", first}, {"b", second}}, {});
  const auto other = import_files(kind, {{"b", second}, {"a", first}}, {});
  ASSERT_TRUE(one && other);
  EXPECT_EQ(write_csv(one->table), write_csv(other->table));
  EXPECT_EQ(write_report(*one), write_report(*other));
  EXPECT_THAT(one->report.years, ElementsAre("2022", "2023"));
}

TEST(OpenDataImport, NamesEmptyFiles) {
  constexpr std::string_view text = "PEILJAAR,VESTIGINGSCODE,LEEFTIJD_4\n2023,99ZZ00,3\n";
  const KindRecord& kind = *find_kind("duo-leerlingen");
  const auto import = import_files(kind, {{"empty.csv", ""}, {"a.csv", text}}, {});
  ASSERT_TRUE(import.has_value());
  EXPECT_THAT(import->report.empty_files, ElementsAre("empty.csv"));
  EXPECT_EQ(outcome(import_files(kind, {{"empty.csv", ""}}, {})), "file_empty 0:0  \n");
}

TEST(OpenDataImport, WritesAReportThatIsJson) {
  const auto report = json::parse(write_report(*import_text("duo-leerlingen", newer)), "import.json");
  ASSERT_TRUE(report.has_value());
  EXPECT_EQ(*report->find("definition")->text(), "duo-po-leeftijd");
  EXPECT_EQ(*report->find("reader")->text(), "from the documented layout, untried");
  EXPECT_EQ(report->find("pupils")->find("high")->whole_number(), 1224);
}

}  // namespace
}  // namespace mengpaneel::io::open_data
