// SPDX-License-Identifier: EUPL-1.2
#include "io/duo/supply_tables.hpp"

#include <gtest/gtest.h>

#include "io/duo/fixtures.hpp"
#include "io/json.hpp"

namespace mengpaneel::io::duo {
namespace {

Import imported() {
  const std::string pupils = fixtures::header() +
                             fixtures::row({.four = "<5", .five = "7", .name = "Bij, \"\"De\"\" Brug"}) +
                             fixtures::row({.postcode = "40", .site = "01", .five = "<5"});
  const std::string sites = fixtures::collection(fixtures::site("99ZZ00", "5.25012345678", "52.55"));
  return import_home_postcodes({.pupils = {{"a.csv", pupils}, {"leeg.csv", ""}},
                                .school_sites = InputFile{"sites", sites},
                                .postcode_points = InputFile{"points", fixtures::points}},
                               SchoolKinds::mainstream)
      .value();
}

TEST(SupplyTables, AreReadBackAsTheyWere) {
  const Import import = imported();
  const SupplyTables tables = write_supply(import);
  EXPECT_EQ(tables.counts_csv,
            "postcode,school_id,age,low,high\n0101,99ZZ00,4,1,4\n0101,99ZZ00,5,7,7\n40,99ZZ01,5,1,4\n");
  EXPECT_EQ(tables.schools_csv,
            "school_id,name,denomination,board_id,postcode,latitude,longitude,municipality\n"
            "99ZZ00,\"Bij, \"\"De\"\" Brug\",Openbaar,12345,0101AB,52.550000,5.250123,Voorbeeldstad\n"
            "99ZZ01,\"De \"\"Wilg\"\"\",Openbaar,12345,0101AB,,,Voorbeeldstad\n");
  const auto back = read_supply(tables);
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(back->counts, import.supply.counts);
  EXPECT_EQ(back->source, import.supply.source);
  EXPECT_EQ(back->schools[0].point->longitude, import.supply.schools[0].point->longitude);
  const SupplyTables again = write_supply({.supply = *back, .report = import.report});
  EXPECT_EQ(again.schools_csv, tables.schools_csv);
  EXPECT_EQ(again.postcodes_csv, tables.postcodes_csv);
  EXPECT_EQ(again.counts_csv, tables.counts_csv);
  EXPECT_EQ(again.import_json, tables.import_json);
}

TEST(SupplyTables, ReportWhatWasReadAndMissed) {
  const auto report = json::parse(write_supply(imported()).import_json, "import.json");
  ASSERT_TRUE(report.has_value());
  EXPECT_EQ(*report->find("empty_files")->array()->front().text(), "leeg.csv");
  EXPECT_EQ(*report->find("schools_without_site")->array()->front().text(), "99ZZ01");
  EXPECT_EQ(report->find("pupils")->array()->at(0).whole_number(), 9);
  EXPECT_EQ(report->find("pupils")->array()->at(1).whole_number(), 15);
}

TEST(SupplyTables, AreCheckedWhenReadBack) {
  SupplyTables tables = write_supply(imported());
  tables.counts_csv +=
      "0101,99ZZ00,4,1,1\n9999,99ZZ00,4,1,1\n0101,99ZZ00,9,3,2\n0101,99ZZ00,x,1,1\n0101,1,6,1,1\n";
  tables.import_json = "{\"format\": 2, \"source\": \"s\"}";
  const auto back = read_supply(tables, "map");
  ASSERT_FALSE(back.has_value());
  EXPECT_EQ(back.error().total(), 7U);
  EXPECT_EQ(back.error().shown()[0].code, base::ErrorCode::duplicate);
  EXPECT_EQ(back.error().shown()[0].file, "map/counts.csv");
  EXPECT_EQ(back.error().shown()[0].line, 5U);
}

}  // namespace
}  // namespace mengpaneel::io::duo
