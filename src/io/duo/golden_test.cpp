// SPDX-License-Identifier: EUPL-1.2
// The real files, where they are at hand: figures that were counted independently of this program.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/duo/import.hpp"
#include "io/duo/supply_tables.hpp"
#include "tests/support/shared_data.hpp"

namespace mengpaneel::io::duo {
namespace {

using simulate::CountInterval;
using testing::ElementsAre;

class GoldenImport : public testing::Test {
 protected:
  void SetUp() override { MENGPANEEL_NEEDS_SHARED_DATA("nl/duo-po-herkomst-pc4-20241001"); }

  static Import import(const std::vector<std::string>& towns, SchoolKinds kinds = SchoolKinds::mainstream) {
    const std::filesystem::path folder = test::shared_data() / "nl";
    static const std::string sites = test::bytes_of(folder / "geo" / "scholen_duo_20241122_bag.geojson");
    static const std::string points = test::bytes_of(folder / "geo" / "pc4_centroids_scholenzoeker.csv");
    std::vector<std::string> bytes;
    for (const std::string& town : towns) {
      bytes.push_back(test::bytes_of(folder / "duo-po-herkomst-pc4-20241001" / (town + " afgeschermd.csv")));
    }
    ImportInput input{.pupils = {},
                      .school_sites = InputFile{"sites", sites},
                      .postcode_points = InputFile{"points", points}};
    for (std::size_t index = 0; index < towns.size(); ++index) {
      input.pupils.push_back({towns[index], bytes[index]});
    }
    auto result = import_home_postcodes(input, kinds);
    if (!result) {
      const base::Error& error = result.error().shown().front();
      ADD_FAILURE() << base::error_code_name(error.code) << " " << error.file << ":" << error.line << " "
                    << error.field << " " << error.value << ", expected " << error.expected;
    }
    return result ? std::move(*result) : Import{};
  }
};

TEST_F(GoldenImport, OfNijmegen) {
  const ImportReport report = import({"Nijmegen"}).report;
  EXPECT_EQ(report.rows_read, 1256U);
  EXPECT_EQ(report.rows, 705U);
  EXPECT_EQ(report.schools, 45U);
  EXPECT_EQ(report.pupils, (CountInterval{11394, 16842}));
  EXPECT_EQ(report.aged_four, (CountInterval{1490, 2129}));
  EXPECT_EQ(report.in_own_postcode, (CountInterval{7518, 7677}));
  EXPECT_EQ(report.cells_not_zero, 2383U);
  EXPECT_EQ(report.cells_suppressed, 1816U);
  EXPECT_THAT(report.schools_without_site, ElementsAre("31JE00"));
  EXPECT_EQ(report.rows_without_point, 20U);
}

TEST_F(GoldenImport, OfDeventerAndTiel) {
  const ImportReport deventer = import({"Deventer"}).report;
  EXPECT_EQ(deventer.rows, 444U);
  EXPECT_EQ(deventer.schools, 35U);
  EXPECT_EQ(deventer.pupils, (CountInterval{7045, 10831}));
  const ImportReport tiel = import({"Tiel"}).report;
  EXPECT_EQ(tiel.rows, 157U);
  EXPECT_EQ(tiel.schools, 13U);
  EXPECT_EQ(tiel.pupils, (CountInterval{2767, 4069}));
}

TEST_F(GoldenImport, OfAmsterdam) {
  const ImportReport report = import({"Amsterdam"}).report;
  EXPECT_EQ(report.rows, 4976U);
  EXPECT_EQ(report.schools, 203U);
  EXPECT_EQ(report.pupils, (CountInterval{53472, 89190}));
  EXPECT_THAT(report.schools_without_site, ElementsAre("32FD00"));
  const ImportReport every = import({"Amsterdam"}, SchoolKinds::every).report;
  EXPECT_EQ(every.rows, 6904U);
  EXPECT_EQ(every.rows_without_point, 93U);
}

TEST_F(GoldenImport, NamesTheEmptyFileOfRidderkerk) {
  const ImportReport report = import({"Ridderkerk", "Tiel"}).report;
  EXPECT_THAT(report.empty_files, ElementsAre("Ridderkerk"));
  EXPECT_EQ(report.rows, 157U);
}

TEST_F(GoldenImport, IsReadBackFromItsTables) {
  const Import nijmegen = import({"Nijmegen"});
  const SupplyTables tables = write_supply(nijmegen);
  const auto back = read_supply(tables);
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(back->counts, nijmegen.supply.counts);
  EXPECT_EQ(write_supply({.supply = *back, .report = nijmegen.report}).postcodes_csv, tables.postcodes_csv);
}

}  // namespace
}  // namespace mengpaneel::io::duo
