// SPDX-License-Identifier: EUPL-1.2
#include "io/duo/import.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "io/duo/fixtures.hpp"
#include "io/duo/supply_tables.hpp"

namespace mengpaneel::io::duo {
namespace {

using base::ErrorCode;
using fixtures::row;
using simulate::CountInterval;
using testing::ElementsAre;

/// One file of pupils, sites of 99ZZ00 only, points of 0101 and 0102.
base::Result<Import> import(const std::string& pupils, SchoolKinds kinds = SchoolKinds::mainstream) {
  const std::string sites = fixtures::collection(fixtures::site("99ZZ00", "5.25012345678", "52.55"));
  return import_home_postcodes({.pupils = {{"a.csv", pupils}},
                                .school_sites = InputFile{"sites.geojson", sites},
                                .postcode_points = InputFile{"points.csv", fixtures::points}},
                               kinds);
}

std::vector<ErrorCode> codes(const base::Result<Import>& result) {
  std::vector<ErrorCode> out;
  for (const base::Error& error : result.error().shown()) {
    out.push_back(error.code);
  }
  return out;
}

TEST(Import, JoinsAndCounts) {
  const auto result =
      import(fixtures::header() + row({.four = "<5", .five = "7"}) + row({.postcode = "0103", .four = "12"}) +
             row({.institution = "99YY", .site = "01", .four = "<5", .school_postcode = "0102 xy"}) +
             row({.postcode = "40", .kind = "Sbo", .four = "9"}));
  ASSERT_TRUE(result.has_value());
  const ImportReport& report = result->report;
  EXPECT_EQ(report.rows_read, 4U);
  EXPECT_EQ(report.rows, 3U);
  EXPECT_EQ(report.rows_by_kind.at("Sbo"), 1U);
  EXPECT_EQ(report.schools, 2U);
  EXPECT_EQ(report.postcodes, 2U);
  EXPECT_EQ(report.pupils, (CountInterval{1 + 7 + 12 + 1, 4 + 7 + 12 + 4}));
  EXPECT_EQ(report.aged_four, (CountInterval{14, 20}));
  EXPECT_EQ(report.in_own_postcode, (CountInterval{8, 11}));
  EXPECT_EQ(report.cells_not_zero, 4U);
  EXPECT_EQ(report.cells_suppressed, 2U);
  EXPECT_THAT(report.schools_without_site, ElementsAre("99YY01"));
  EXPECT_THAT(report.postcodes_without_point, ElementsAre("0103"));
  EXPECT_EQ(report.rows_without_point, 1U);

  const simulate::Supply& supply = result->supply;
  EXPECT_EQ(supply.reference_date, "2024-10-01");
  ASSERT_EQ(supply.schools.size(), 2U);
  EXPECT_EQ(supply.schools[0].school_id, "99YY01");
  EXPECT_EQ(supply.schools[0].postcode, "0102XY");
  EXPECT_EQ(supply.schools[1].name, "De \"Wilg\"");
  EXPECT_EQ(supply.schools[1].point->longitude, 5.250123) << "rounded to what the file will hold";
  ASSERT_EQ(supply.postcodes.size(), 3U) << "0102 is there for the school without a site";
  EXPECT_EQ(supply.postcodes[0].point->latitude, 52.550993) << "decimal comma";
  EXPECT_EQ(supply.postcodes[1].postcode, "0102");
  EXPECT_FALSE(supply.postcodes[2].point.has_value());
}

TEST(Import, TakesSpecialEducationWhenAsked) {
  const std::string pupils =
      fixtures::header() + row({.kind = "So", .four = "3"}) + row({.kind = "Vso", .four = "<5"});
  const auto result = import(pupils, SchoolKinds::every);
  ASSERT_TRUE(result.has_value());
  EXPECT_EQ(result->report.rows, 2U);
  ASSERT_EQ(result->supply.counts.size(), 1U) << "kinds of one school are added up";
  EXPECT_EQ(result->supply.counts[0].pupils, (CountInterval{4, 7}));
  EXPECT_EQ(import(pupils)->report.rows, 0U);
}

TEST(Import, NamesAnEmptyFileAndGoesOn) {
  const std::string pupils = fixtures::header() + row({.four = "6"});
  const auto result = import_home_postcodes(
      {.pupils = {{"full.csv", pupils}, {"Leegdorp.csv", ""}}, .school_sites = {}, .postcode_points = {}},
      SchoolKinds::mainstream);
  ASSERT_TRUE(result.has_value());
  EXPECT_THAT(result->report.empty_files, ElementsAre("Leegdorp.csv"));
  EXPECT_EQ(result->report.pupils.low, 6U);
  EXPECT_THAT(codes(import("")), ElementsAre(ErrorCode::file_empty));
}

TEST(Import, RefusesWhatItDoesNotUnderstand) {
  const auto result =
      import(fixtures::header() + row({.four = "<10"}) + row({.postcode = "12x4", .site = "7"}) +
             row({.postcode = "0104", .date = "20231001"}) + row({.postcode = "0104"}));
  ASSERT_FALSE(result.has_value());
  std::vector<ErrorCode> found = codes(result);
  std::ranges::sort(found);
  EXPECT_THAT(found, ElementsAre(ErrorCode::not_an_identifier, ErrorCode::not_an_identifier,
                                 ErrorCode::not_a_whole_number, ErrorCode::not_an_allowed_word,
                                 ErrorCode::duplicate));
  const auto count =
      std::ranges::find(result.error().shown(), ErrorCode::not_a_whole_number, &base::Error::code);
  EXPECT_EQ(count->file, "a.csv");
  EXPECT_EQ(count->line, 2U);
  EXPECT_EQ(count->field, "LEEFTIJD_4");
  EXPECT_EQ(count->value, "<10");
  EXPECT_EQ(count->expected, "0 | <5 | -1 | 1..999999");
}

TEST(Import, RefusesAnotherTable) {
  EXPECT_GE(import("a;b\n1;2\n").error().total(), 10U) << "every column that is missing is named";
  std::string header = fixtures::header();
  header.replace(header.find("LEEFTIJD_OUDER"), 14, "LEEFTIJD_18-20");
  EXPECT_THAT(codes(import(header + row({}))), ElementsAre(ErrorCode::not_this_kind_of_file));
}

TEST(Import, DoesNotDependOnTheOrderOfRowsAndFiles) {
  const std::string one = row({.four = "3"});
  const std::string two = row({.postcode = "0102", .five = "<5", .name = "De Wilg (dependance)"});
  const std::string first = fixtures::header() + one;
  const std::string second = fixtures::header() + two;
  const auto read = [](std::vector<InputFile> files) {
    return write_supply(
        import_home_postcodes({.pupils = std::move(files), .school_sites = {}, .postcode_points = {}},
                              SchoolKinds::mainstream)
            .value());
  };
  const SupplyTables forward = read({{"a", first}, {"b", second}});
  const SupplyTables backward = read({{"b", second}, {"a", first}});
  EXPECT_EQ(forward.schools_csv, backward.schools_csv);
  EXPECT_EQ(forward.counts_csv, backward.counts_csv);
  EXPECT_EQ(forward.import_json, backward.import_json);
}

}  // namespace
}  // namespace mengpaneel::io::duo
