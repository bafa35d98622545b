// SPDX-License-Identifier: EUPL-1.2
// The real files, where they are at hand: figures that were counted independently of this program.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "io/open_data/test_tables.hpp"
#include "tests/support/shared_data.hpp"

namespace mengpaneel::io::open_data {
namespace {

using testing::ElementsAre;

class GoldenOpenData : public testing::Test {
 protected:
  static Import import(std::string_view kind, const std::string& bytes, const Options& options = {}) {
    auto result = fixtures::import_text(kind, bytes, options);
    EXPECT_TRUE(result.has_value()) << fixtures::outcome(result);
    return result ? std::move(*result) : Import{};
  }

  static CountInterval pupils_of(const Import& import, std::string_view category) {
    CountInterval sum;
    for (const Cell& cell : import.table.cells) {
      sum += import.table.categories[cell.category] == category ? cell.count : CountInterval{};
    }
    return sum;
  }
};

TEST_F(GoldenOpenData, PupilsByHomeOfFourTowns) {
  MENGPANEEL_NEEDS_SHARED_DATA("nl/duo-po-herkomst-pc4-20241001");
  struct Town {
    std::string name;
    std::uint64_t rows;
    std::uint64_t schools;
    CountInterval pupils;
  };
  for (const Town& town :
       {Town{"Nijmegen", 705, 45, {11394, 16842}}, Town{"Deventer", 444, 35, {7045, 10831}},
        Town{"Amsterdam", 4976, 203, {53472, 89190}}, Town{"Tiel", 157, 13, {2767, 4069}}}) {
    const std::string bytes = test::bytes_of(test::shared_data() / "nl" / "duo-po-herkomst-pc4-20241001" /
                                             (town.name + " afgeschermd.csv"));
    const Import read = import("duo-po-pc4", bytes);
    EXPECT_EQ(read.report.rows, town.rows) << town.name;
    EXPECT_EQ(read.report.units, town.schools) << town.name;
    EXPECT_EQ(read.report.pupils, town.pupils) << town.name;
    EXPECT_EQ(read.table.definition, (Definition{"duo-po-pc4-leeftijd", ""}));
    if (town.name == "Nijmegen") {
      EXPECT_EQ(pupils_of(read, "4"), (CountInterval{1490, 2129}));
      EXPECT_EQ(read.report.cells, 2383U);
      EXPECT_EQ(read.report.cells_suppressed, 1816U);
    }
  }
}

TEST_F(GoldenOpenData, EveryTownTogetherAndTheEmptyFile) {
  MENGPANEEL_NEEDS_SHARED_DATA("nl/duo-po-herkomst-pc4-20241001");
  std::map<std::string, std::string> bytes;
  for (const auto& entry :
       std::filesystem::directory_iterator(test::shared_data() / "nl" / "duo-po-herkomst-pc4-20241001")) {
    bytes.emplace(entry.path().filename().string(), test::bytes_of(entry.path()));
  }
  std::vector<InputFile> files;
  for (const auto& [name, content] : bytes) {
    files.push_back({name, content});
  }
  ASSERT_EQ(files.size(), 338U);
  const auto all = import_files(*find_kind("duo-po-pc4"), files, {.special_schools = true});
  ASSERT_TRUE(all.has_value()) << fixtures::outcome(all);
  EXPECT_THAT(all->report.empty_files, ElementsAre("Ridderkerk afgeschermd.csv"));
  EXPECT_EQ(all->report.files.size(), 337U);
  EXPECT_EQ(all->report.rows, 106'478U);
  EXPECT_EQ(all->report.units, 6'764U);
  EXPECT_EQ(all->report.cells, 316'986U);
  EXPECT_EQ(all->report.cells_suppressed, 248'229U);
  EXPECT_EQ(all->report.pupils, (CountInterval{1'291'599, 2'036'286}));
}

TEST_F(GoldenOpenData, OldAddresses) {
  MENGPANEEL_NEEDS_SHARED_DATA("nl/duo-legacy/po_adressen_oud_formaat.csv");
  const std::string bytes =
      test::bytes_of(test::shared_data() / "nl" / "duo-legacy" / "po_adressen_oud_formaat.csv");
  const Import read = import("duo-adressen", bytes, {.year = 2013});
  EXPECT_EQ(read.report.rows, 6804U);
  EXPECT_EQ(read.report.units, 6804U);
  EXPECT_THAT(
      write_csv(read.table),
      testing::HasSubstr(
          "\n2013,duo-vestigingen,2013,16AH00,OBS 't Eenspan,Openbaar,10249,Oosterstraat,7822HG,EMMEN,"
          "0114,EMMEN,Drenthe\n"));
}

TEST_F(GoldenOpenData, ExcerptOfAdvice) {
  MENGPANEEL_NEEDS_SHARED_DATA("nl/duo-fixtures/04-schooladviezen-2024-2025.excerpt.csv");
  const std::string bytes =
      test::bytes_of(test::shared_data() / "nl" / "duo-fixtures" / "04-schooladviezen-2024-2025.excerpt.csv");
  const Import read = import("duo-advies", bytes, {.special_schools = true});
  EXPECT_EQ(read.report.rows, 8U);
  EXPECT_EQ(read.table.definition.definition, "duo-schooladvies-doorstroomtoets");
  const std::string table = write_csv(read.table);
  EXPECT_THAT(table, testing::HasSubstr("00AR00,\"BS \"\"De Maasparel\"\"\",Bo,"));
  EXPECT_THAT(table, testing::HasSubstr(",Maasgouw,Limburg,vmbo-gt,10\n"));
  EXPECT_TRUE(read.report.files[0].columns_passed_over.empty());
}

TEST_F(GoldenOpenData, SesScoresOfAmsterdam) {
  MENGPANEEL_NEEDS_SHARED_DATA("nl/cbs/ses_woa_85163NED_amsterdam_2019.csv");
  const std::string bytes =
      test::bytes_of(test::shared_data() / "nl" / "cbs" / "ses_woa_85163NED_amsterdam_2019.csv");
  const Import read = import("cbs-ses-woa", bytes, {.geography_year = 2019});
  EXPECT_EQ(read.report.rows, 579U);  // the town, 99 districts, 479 neighbourhoods
  std::map<std::string, int, std::less<>> levels;
  for (const Record& record : read.table.records) {
    ++levels[std::string(record[Field::level])];
  }
  EXPECT_EQ(levels["municipality"], 1);
  EXPECT_EQ(levels["district"], 99);
  EXPECT_EQ(levels["neighbourhood"], 479);
  EXPECT_THAT(write_csv(read.table),
              testing::HasSubstr("GM0363,Amsterdam,municipality,SES-WOA/Totaalscore/Gemiddelde "
                                 "score (Getal),-0.100\n"));
}

}  // namespace
}  // namespace mengpaneel::io::open_data
