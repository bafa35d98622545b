// SPDX-License-Identifier: EUPL-1.2
#include "io/open_data/mapping.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/open_data/test_tables.hpp"
#include "tests/support/shared_data.hpp"

namespace mengpaneel::io::open_data {
namespace {

using fixtures::outcome;

std::string mapped(std::string_view mapping, std::string_view table) {
  Options options;
  options.mapping = InputFile{"mapping.toml", mapping};
  return outcome(fixtures::import_text("gemeente", table, options));
}

TEST(Mapping, OfALongTable) {
  EXPECT_EQ(
      mapped("format = 1\n[source]\ntitle = \"Stad\"\ndefinition = \"stad-opleiding-2024\"\nyear = 2024\n"
             "[columns]\nsite_id = \"School nr\"\nname = \"School\"\ngroup = \"Opleiding ouders\"\n"
             "count = \"Aantal\"\n[groups]\n\"laag\" = \"low\"\n\"hoog\" = \"high\"\n[counts]\n\"<10\" = "
             "\"1..9\"\n",
             "School nr;School;opleiding ouders;AANTAL\n99ZZ00;De Wilg;laag;<10\n99ZZ00;De Wilg;hoog;1.204\n"
             "99ZZ01;De Brug;laag;<5\n"),
      "year,definition,geography_year,site_id,name,group,count\n"
      "2024,stad-opleiding-2024,2024,99ZZ00,De Wilg,low,1..9\n"
      "2024,stad-opleiding-2024,2024,99ZZ00,De Wilg,high,1204\n"
      "2024,stad-opleiding-2024,2024,99ZZ01,De Brug,low,1..4\n");
}

TEST(Mapping, OfAWideTableOfAreas) {
  EXPECT_EQ(
      mapped(
          "format = 1\n[source]\ntitle = \"Stad\"\ndefinition = \"d\"\nunit = \"areas\"\ngeography_year = "
          "2015\n"
          "[columns]\narea_id = \"code\"\nyear = \"jaar\"\n[groups]\n\"ja\" = \"low\"\n\"nee\" = \"other\"\n",
          "code,jaar,nee,ja\nA00,2016,65,26\n"),
      "year,definition,geography_year,area_id,level,group,count\n"
      "2016,d,2015,A00,area,low,26\n2016,d,2015,A00,area,other,65\n");
}

TEST(Mapping, ReportsEveryFault) {
  EXPECT_EQ(
      mapped(
          "format = 2\n[source]\ntitle = \"Stad\"\nyeer = 2024\n[columns]\nsite = \"School\"\ngroup = \"G\"\n"
          "[counts]\n\"<10\" = \"few\"\n",
          "a,b\n"),
      "key_missing 1:1 groups \n"

      "out_of_range 1:10 format 2\n"
      "key_missing 2:1 source.definition \n"
      "key_unknown 4:1 source.yeer yeer\n"
      "key_missing 5:1 columns.site_id \n"
      "key_missing 5:1 columns.count \n"
      "key_unknown 6:1 columns.site site\n"
      "not_an_allowed_word 9:9 counts.<10 few\n");
  EXPECT_EQ(outcome("gemeente", "a,b\n"), "option_missing 0:0 --mapping \n");
}

TEST(Mapping, UnknownWordsOfTheTableAreFaults) {
  EXPECT_EQ(mapped("format = 1\n[source]\ntitle = \"Stad\"\ndefinition = \"d\"\nyear = 2024\n[columns]\n"
                   "site_id = \"s\"\ngroup = \"g\"\ncount = \"n\"\n[groups]\n\"laag\" = \"low\"\n",
                   "s,g,n\n99ZZ00,middel,3\n99ZZ00,,3\n99ZZ00,laag,<10\n99ZZ00,laag,2\n"),
            "not_an_allowed_word 2:8 g middel\nvalue_missing 3:8 g \nnot_a_whole_number 4:13 n <10\n"
            "duplicate 5:0 site_id 99ZZ00\n");
}

TEST(GoldenMapping, NeighbourhoodsOfAmsterdam) {
  MENGPANEEL_NEEDS_SHARED_DATA("simulation/ams_ses_neighbourhoods.csv");
  // The file has empty rows of zeros between its parts: a table to be mended before it is read.
  const std::string bytes = test::bytes_of(test::shared_data() / "simulation" / "ams_ses_neighbourhoods.csv");
  const std::string_view mapping =
      "format = 1\n[source]\ntitle = \"Amsterdam\"\ndefinition = \"ams-ses\"\nunit = \"areas\"\nyear = 2016\n"
      "geography_year = 2015\n[columns]\narea_id = \"code\"\nunit_total = \"totaal\"\n"
      "[groups]\n\"nee\" = \"other\"\n\"ja\" = \"low\"\n\"onbekend\" = \"unknown\"\n";
  EXPECT_THAT(mapped(mapping, bytes), testing::StartsWith("duplicate "));
  std::string mended;
  for (std::size_t begin = 0; begin < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', begin), bytes.size() - 1) + 1;
    const std::string line = bytes.substr(begin, end - begin);
    mended += line.starts_with("0,0") ? "" : line;
    begin = end;
  }
  Options options;
  options.mapping = InputFile{"mapping.toml", mapping};
  const auto import = fixtures::import_text("gemeente", mended, options);
  ASSERT_TRUE(import.has_value()) << outcome(import);
  EXPECT_TRUE(import->report.totals_that_do_not_fit.empty());
  EXPECT_THAT(write_csv(import->table), testing::HasSubstr("A00,area,96,other,65\n"));
}

}  // namespace
}  // namespace mengpaneel::io::open_data
