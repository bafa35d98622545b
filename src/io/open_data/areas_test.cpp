// SPDX-License-Identifier: EUPL-1.2
#include "io/open_data/areas.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/open_data/test_tables.hpp"
#include "tests/support/shared_data.hpp"

namespace mengpaneel::io::open_data {
namespace {

using fixtures::import_text;
using fixtures::outcome;

std::string feature(const std::string& properties, const std::string& type, const std::string& coordinates) {
  return R"({"type": "Feature", "properties": {)" + properties + R"(}, "geometry": {"type": ")" + type +
         R"(", "coordinates": )" + coordinates + "}}";
}

std::string collection(const std::string& features,
                       const std::string& system = "urn:ogc:def:crs:OGC:1.3:CRS84") {
  return R"({"type": "FeatureCollection", "crs": {"properties": {"name": ")" + system +
         R"("}}, "features": [)" + features + "]}";
}

/// A square of 4 x 4 degrees with a hole of 2 x 2, and a second part; another square beside it.
std::string two_areas() {
  return collection(
      feature(R"("buurtcode": "BU00000001", "buurtnaam": "Noord", "jrstatcode": "2022BU00000001")",
              "MultiPolygon",
              "[[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[1,1],[3,1],[3,3],[1,3],[1,1]]],[[[10,10],[11,10],[11,11],["
              "10,10]]]]") +
      "," +
      feature(R"("buurtcode": "BU00000002", "buurtnaam": "Zuid", "gemeentecode": "GM0000", "jaar": 2022)",
              "Polygon", "[[[4,0],[8,0],[8,4],[4,4],[4,0]]]"));
}

TEST(Areas, HoldPointsButNotInTheirHoles) {
  const auto areas = read_areas(two_areas(), "areas");
  ASSERT_TRUE(areas.has_value());
  const auto index = [&](double x, double y) { return area_around({y, x}, *areas); };
  EXPECT_EQ(index(0.5, 0.5), 0U);
  EXPECT_EQ(index(2.0, 2.0), std::nullopt);
  EXPECT_EQ(index(10.9, 10.5), 0U);
  EXPECT_EQ(index(10.1, 10.9), std::nullopt);
  EXPECT_EQ(index(7.9, 3.9), 1U);
  EXPECT_EQ(index(-1.0, 2.0), std::nullopt);
}

TEST(Areas, BecomeATableAndPlacePostcodes) {
  Options options;
  options.points = InputFile{"points.csv", "POSTCODE;LAT;LON\n0101;0,5;0,5\n0102;3;5\n0103;50;50\n"};
  const auto import = import_text("cbs-gebieden", two_areas(), options);
  EXPECT_EQ(outcome(import),
            "year,definition,geography_year,area_id,name,level\n"
            "2022,cbs-gebieden,2022,BU00000001,Noord,neighbourhood\n"
            "2022,cbs-gebieden,2022,BU00000002,Zuid,neighbourhood\n");
  ASSERT_TRUE(import.has_value());
  EXPECT_EQ(import->postcodes_csv, "postcode,area_id\n0101,BU00000001\n0102,BU00000002\n0103,\n");
  EXPECT_EQ(import->report.rows_joined, 2U);
  EXPECT_THAT(import->report.not_joined, testing::ElementsAre(testing::Pair("0103", 1U)));
}

TEST(Areas, AreRefusedWithReasons) {
  const std::string square = "[[[0,0],[1,0],[1,1],[0,0]]]";
  EXPECT_EQ(outcome("cbs-gebieden", collection("", "urn:ogc:def:crs:EPSG::28992")),
            "not_this_kind_of_file 0:0 crs \n");
  EXPECT_EQ(outcome("cbs-gebieden", "{}"), "not_this_kind_of_file 0:0 features \n");
  EXPECT_EQ(outcome("cbs-gebieden", collection(feature(R"("statcode": "GM0001")", "Polygon", square))),
            "year_unknown 0:0 --geography-year \n");
  EXPECT_EQ(
      outcome("cbs-gebieden",
              collection(feature("", "Polygon", square) + "," + feature(R"("code": "A")", "Point", "[0,0]") +
                         "," + feature(R"("code": "A")", "Polygon", "[[[0,\"x\"]]]") + "," +
                         feature(R"("code": "A")", "Polygon", "[[[0,91]]]")),
              {.year = 2020}),
      "value_missing 0:0 features[0].properties \n"
      "not_this_kind_of_file 0:0 features[1].geometry \n"
      "not_this_kind_of_file 0:0 features[2].geometry \n"
      "not_this_kind_of_file 0:0 features[3].geometry \n");
  const std::string one = feature(R"("code": "A")", "Polygon", square);
  EXPECT_EQ(outcome("cbs-gebieden", collection(one + "," + one), {.year = 2020}),
            "duplicate 0:0 area_id A\n");
}

TEST(GoldenAreas, PostcodesLieInTheirMunicipalities) {
  MENGPANEEL_NEEDS_SHARED_DATA("nl/geo/cbs_gemeenten_2022_gegeneraliseerd_wgs84.geojson");
  const auto folder = test::shared_data() / "nl" / "geo";
  const std::string shapes = test::bytes_of(folder / "cbs_gemeenten_2022_gegeneraliseerd_wgs84.geojson");
  const std::string points = test::bytes_of(folder / "pc4_centroids_scholenzoeker.csv");
  Options options;
  options.points = InputFile{"points", points};
  const auto import = import_text("cbs-gebieden", shapes, options);
  ASSERT_TRUE(import.has_value()) << outcome(import);
  EXPECT_EQ(import->report.units, 345U);
  EXPECT_EQ(import->table.definition.geography_year, "2022");
  // Amsterdam's centre, Nijmegen's, Deventer's, Tiel's.
  EXPECT_THAT(import->postcodes_csv, testing::HasSubstr("\n1012,GM0363\n"));
  EXPECT_THAT(import->postcodes_csv, testing::HasSubstr("\n6511,GM0268\n"));
  EXPECT_THAT(import->postcodes_csv, testing::HasSubstr("\n7411,GM0150\n"));
  EXPECT_THAT(import->postcodes_csv, testing::HasSubstr("\n4001,GM0281\n"));
  EXPECT_EQ(import->report.rows_joined, 4067U);
  // Shapes are generalised, so that a few points at the water and the border lie outside.
  EXPECT_THAT(import->report.not_joined, testing::ElementsAre(testing::Key("1364"), testing::Key("2583"),
                                                              testing::Key("8221"), testing::Key("9979")));
}

TEST(GoldenAreas, PostcodesOfAmsterdamLieInItsNeighbourhoods) {
  MENGPANEEL_NEEDS_SHARED_DATA("simulation/ams_ses_neighbourhoods.geojson");
  const std::string shapes =
      test::bytes_of(test::shared_data() / "simulation" / "ams_ses_neighbourhoods.geojson");
  const std::string points =
      test::bytes_of(test::shared_data() / "nl" / "geo" / "pc4_centroids_scholenzoeker.csv");
  Options options{.year = 2015};
  options.points = InputFile{"points", points};
  const auto import = import_text("cbs-gebieden", shapes, options);
  ASSERT_TRUE(import.has_value()) << outcome(import);
  EXPECT_EQ(import->report.units, 99U);
  EXPECT_THAT(import->postcodes_csv, testing::HasSubstr("\n1012,A0"));  // Burgwallen
  EXPECT_EQ(import->report.rows_joined, 81U);
  Options joined;
  joined.areas = InputFile{"postcodes.csv", import->postcodes_csv};
  const std::string pupils = test::bytes_of(test::shared_data() / "nl" / "duo-po-herkomst-pc4-20241001" /
                                            "Amsterdam afgeschermd.csv");
  const auto schools = import_text("duo-po-pc4", pupils, joined);
  ASSERT_TRUE(schools.has_value()) << outcome(schools);
  EXPECT_EQ(schools->report.rows, 4976U);
  EXPECT_EQ(schools->report.rows_joined, 3516U);  // the others live outside these 99 neighbourhoods
  EXPECT_EQ(schools->report.not_joined.at("1111"), 52U);
}

}  // namespace
}  // namespace mengpaneel::io::open_data
