// SPDX-License-Identifier: EUPL-1.2
#include "io/open_data/kinds.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "io/open_data/cell_text.hpp"
#include "io/open_data/test_tables.hpp"

namespace mengpaneel::io::open_data {
namespace {

using fixtures::import_text;
using fixtures::outcome;
using testing::HasSubstr;
using testing::StartsWith;

TEST(OpenDataKinds, AreWholeAndUnique) {
  std::set<std::string_view> names;
  for (const KindRecord& kind : kinds()) {
    EXPECT_TRUE(names.insert(kind.name).second) << kind.name;
    EXPECT_FALSE(kind.definition.empty()) << kind.name;
    EXPECT_FALSE(kind.source.empty()) << kind.name;
    EXPECT_FALSE(kind.example.empty()) << kind.name;
    for (const InputColumn& column : kind.columns) {
      for (const std::string_view name : column.names) {
        EXPECT_EQ(canonical_header(name), name) << kind.name << ": could never be found";
      }
    }
    for (const CategoryColumn& category : kind.categories) {
      for (const std::string_view name : category.names) {
        EXPECT_EQ(canonical_header(name), name) << kind.name << ": could never be found";
      }
    }
  }
}

TEST(OpenDataKinds, PupilsByHomeInBothLayouts) {
  EXPECT_EQ(
      outcome("duo-po-pc4",
              "PEILDATUM;POSTCODE_LEERLING;GEMEENTENAAM_LEERLING;INSTELLINGSCODE;VESTIGINGSCODE;SOORT_PO;"
              "LEEFTIJD_4;LEEFTIJD_OUDER\n20241001;0102;Voorbeeldstad;99ZZ;00;Bo;<5;6\n"
              "20241001;0101;Voorbeeldstad;99ZZ;00;Bo;7;0\n"),
      "year,definition,geography_year,site_id,home_postcode,school_kind,home_municipality,age,count\n"
      "2024,duo-po-pc4-leeftijd,2024,99ZZ00,0101,Bo,Voorbeeldstad,4,7\n"
      "2024,duo-po-pc4-leeftijd,2024,99ZZ00,0102,Bo,Voorbeeldstad,4,1..4\n"
      "2024,duo-po-pc4-leeftijd,2024,99ZZ00,0102,Bo,Voorbeeldstad,older,6\n");
  EXPECT_EQ(outcome("duo-po-pc4",
                    "INSTELLINGSCODE,VESTIGINGSCODE,TYPE_PO,PEILJAAR,POSTCODE4_DEELNEMER,AANTAL_LEERLINGEN\n"
                    "99ZZ,00,BO,2021,0102,-1\n"),
            "year,definition,geography_year,site_id,home_postcode,school_kind,age,count\n"
            "2021,duo-po-pc4-leeftijd:all,2021,99ZZ00,0102,BO,all,1..4\n");
}

TEST(OpenDataKinds, PupilsByHomeJoinedToAreas) {
  constexpr std::string_view pupils =
      "PEILJAAR,VESTIGINGSCODE,POSTCODE_LEERLING,LEEFTIJD_4\n2024,99ZZ00,0101,3\n2024,99ZZ00,0109,2\n";
  Options options;
  options.areas = InputFile{"areas.csv", "PC4;Buurtcode\n0101;BU00000001\n"};
  const auto import = import_text("duo-po-pc4", pupils, options);
  EXPECT_EQ(outcome(import),
            "year,definition,geography_year,site_id,home_postcode,home_area_id,age,count\n"
            "2024,duo-po-pc4-leeftijd,2024,99ZZ00,0101,BU00000001,4,3\n"
            "2024,duo-po-pc4-leeftijd,2024,99ZZ00,0109,unknown,4,2\n");
  EXPECT_EQ(import->report.rows_joined, 1U);
  EXPECT_THAT(import->report.not_joined, testing::ElementsAre(testing::Pair("0109", 1U)));
  options.areas = InputFile{"areas.csv", "PC4;Buurtcode\n0101;A\n0101;B\n010;B\n"};
  EXPECT_EQ(outcome("duo-po-pc4", pupils, options),
            "duplicate 3:1 PC4 0101\nnot_an_identifier 4:1 PC4 010\n");
}

TEST(OpenDataKinds, SecondaryPupilsByHome) {
  EXPECT_EQ(
      outcome("duo-vo-pc4",
              "BRIN NUMMER;VESTIGINGSNUMMER;POSTCODE LEERLING;PLAATSNAAM LEERLING;GEMEENTENUMMER LEERLING;"
              "GEMEENTENAAM LEERLING;LEER- OF VERBLIJFSJAAR 1;LEER- OF VERBLIJFSJAAR 2\n"
              "99ZY;0;0102;STAD;0;Stad;12;<5\n",
              {.year = 2019}),
      "year,definition,geography_year,site_id,home_postcode,home_municipality,year_of_study,count\n"
      "2019,duo-vo-pc4-leerjaar,2019,99ZY00,0102,Stad,1,12\n"
      "2019,duo-vo-pc4-leerjaar,2019,99ZY00,0102,Stad,2,1..4\n");
}

TEST(OpenDataKinds, WeightsAreNarrowedByTheirTotal) {
  constexpr std::string_view head =
      "BRINNUMMER;VESTIGINGSNUMMER;GEWICHT_0.0;GEWICHT_0.3;GEWICHT_1.2;TOTAAL;PEILDATUM;SCHOOLGEWICHT\n";
  const std::string fits = std::string(head) + "99ZZ;00;100;<5;<5;107;01-10-2016;3\n";
  EXPECT_EQ(outcome("duo-gewichten", fits),
            "year,definition,geography_year,site_id,unit_total,weight,count\n"
            "2016,duo-gewicht-2006,2016,99ZZ00,107,0,100\n"
            "2016,duo-gewicht-2006,2016,99ZZ00,107,0.3,3..4\n"
            "2016,duo-gewicht-2006,2016,99ZZ00,107,1.2,3..4\n");
  const auto not_fitting =
      import_text("duo-gewichten", std::string(head) + "99ZZ;00;100;<5;5;200;01-10-2016;3\n");
  ASSERT_TRUE(not_fitting.has_value());
  EXPECT_THAT(not_fitting->report.totals_that_do_not_fit, testing::ElementsAre("file.csv:2"));
  EXPECT_THAT(write_csv(not_fitting->table), HasSubstr(",0.3,1..4\n"));
  EXPECT_THAT(not_fitting->report.files[0].columns_passed_over, testing::ElementsAre("SCHOOLGEWICHT"));
}

TEST(OpenDataKinds, AdviceIsNotJoinedAcrossTheNewTest) {
  const std::string head = "PEILDATUM_LEERLINGEN;INSTELLINGSCODE;VESTIGINGSCODE;HAVO;VWO\n";
  const std::string before = head + "20221001;99ZZ;00;10;<5\n";
  const std::string after = head + "20231001;99ZZ;00;10;<5\n";
  const KindRecord& kind = *find_kind("duo-advies");
  EXPECT_THAT(outcome("duo-advies", before), HasSubstr("duo-schooladvies-eindtoets"));
  EXPECT_THAT(outcome("duo-advies", after), HasSubstr("duo-schooladvies-doorstroomtoets"));
  const auto both = import_files(kind, {{"1.csv", before}, {"2.csv", after}}, {});
  EXPECT_EQ(outcome(both), "series_break 0:0 definition duo-schooladvies-doorstroomtoets\n");
  EXPECT_EQ(both.error().shown()[0].file, "2.csv");
  // Within one file as well.
  EXPECT_THAT(outcome("duo-advies", before + "20231001;99ZZ;00;10;<5\n"),
              StartsWith("series_break 3:0 definition"));
  // Whoever knows better says so.
  EXPECT_TRUE(import_files(kind, {{"1.csv", before}, {"2.csv", after}}, {.definition = "mine"}).has_value());
}

TEST(OpenDataKinds, KeyFiguresTakeColumnsByNameAndPassOverTexts) {
  constexpr std::string_view text =
      "gwb_code_10;gwb_code_8;regio;gm_naam;recs;a_inw;g_ink_pi;bev_dich;pst_mvp\n"
      "BU00000001;1;Noord;Stad;Buurt;1250;24,5;.;0101\nGM0000;0;Stad;Stad;Gemeente;90000;x;kort;\n";
  const auto import = import_text("cbs-kerncijfers", text, {.year = 2023});
  EXPECT_EQ(outcome(import),
            "year,definition,geography_year,area_id,name,level,municipality,indicator,value\n"
            "2023,cbs-kerncijfers,2023,BU00000001,Noord,neighbourhood,Stad,a_inw,1250\n"
            "2023,cbs-kerncijfers,2023,BU00000001,Noord,neighbourhood,Stad,g_ink_pi,24.5\n"
            "2023,cbs-kerncijfers,2023,BU00000001,Noord,neighbourhood,Stad,pst_mvp,0101\n"
            "2023,cbs-kerncijfers,2023,GM0000,Stad,municipality,Stad,a_inw,90000\n");
  EXPECT_THAT(import->report.files[0].columns_passed_over, testing::ElementsAre("bev_dich"));
  EXPECT_EQ(import->report.cells_missing, 3U);
}

TEST(OpenDataKinds, AreasOfDifferentBordersAreNotJoined) {
  constexpr std::string_view text = "gwb_code_10,Jaar,a_inw\nBU00000001,2022,3\n";
  constexpr std::string_view later = "gwb_code_10,Jaar,a_inw\nBU00000001,2023,4\n";
  const KindRecord& kind = *find_kind("cbs-kerncijfers");
  EXPECT_EQ(outcome(import_files(kind, {{"1", text}, {"2", later}}, {})),
            "series_break 0:0 geography_year 2023\n");
  EXPECT_TRUE(import_files(kind, {{"1", text}, {"2", later}}, {.geography_year = 2023}).has_value());
}

TEST(OpenDataKinds, BordersThatNobodyNamedAreUnknown) {
  constexpr std::string_view text =
      "\"Perioden\";\"Wijken en buurten\";\"Regiocode (gemeente, wijk, buurt) (code)\";\"SES-WOA/Totaalscore "
      "(Getal)\"\n"
      "\"2019\";\"Noord\";\"WK000001  \";\"  -0.100\"\n\"2019\";\"Zuid\";\"WK000002  \";\"       .\"\n";
  EXPECT_EQ(outcome("cbs-ses-woa", text),
            "year,definition,geography_year,area_id,name,level,indicator,value\n"
            "2019,cbs-ses-woa,unknown,WK000001,Noord,district,SES-WOA/Totaalscore (Getal),-0.100\n");
  const KindRecord& kind = *find_kind("cbs-ses-woa");
  EXPECT_EQ(outcome(import_files(kind, {{"1", text}, {"2", text}}, {})),
            "series_break 0:0 geography_year unknown\n");
  EXPECT_THAT(outcome("cbs-ses-woa", text, {.geography_year = 2019}),
              HasSubstr("2019,cbs-ses-woa,2019,WK000001"));
}

TEST(OpenDataCellText, Counts) {
  EXPECT_EQ(count_of("0"), (CountInterval{0, 0}));
  EXPECT_EQ(count_of("<5"), (CountInterval{1, 4}));
  EXPECT_EQ(count_of("-1"), (CountInterval{1, 4}));
  EXPECT_EQ(count_of("1.234"), (CountInterval{1234, 1234}));
  EXPECT_EQ(count_of("12.345.678"), (CountInterval{12345678, 12345678}));
  EXPECT_EQ(count_of("0..9"), (CountInterval{0, 9}));
  for (const std::string_view text :
       {"",    " ",    "<10",   "-2",  "01", "1.23", "1.2345",     "0.123",  ".123",    "1..",
        "..4", "5..4", "1...4", "1,0", "x",  "1e3",  "9999999999", "1.234.", "1..4..5", "+3"}) {
    EXPECT_EQ(count_of(text), std::nullopt) << text;
  }
}

TEST(OpenDataCellText, YearsAndHeaders) {
  EXPECT_EQ(year_of("20241001"), 2024U);
  EXPECT_EQ(year_of("1-10-2016"), 2016U);
  EXPECT_EQ(year_of("2023-2024"), 2023U);
  EXPECT_EQ(year_of("2024JJ00"), 2024U);
  EXPECT_EQ(year_of("01102016"), std::nullopt);
  EXPECT_EQ(year_of("1234"), std::nullopt);
  EXPECT_EQ(year_of("202"), std::nullopt);
  EXPECT_EQ(canonical_header(" VESTIGINGSNAAM "), "VESTIGINGSNAAM");
  EXPECT_EQ(canonical_header("Leer- of verblijfsjaar 1"), "LEER_OF_VERBLIJFSJAAR_1");
  EXPECT_EQ(trimmed("\xC2\xA0 x y \t\xC2\xA0"), "x y");
  EXPECT_EQ(number_of(" 20,8 ", true), "20.8");
  EXPECT_EQ(number_of("20,8", false), std::nullopt);
}

}  // namespace
}  // namespace mengpaneel::io::open_data
