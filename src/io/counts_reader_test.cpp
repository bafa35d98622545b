// SPDX-License-Identifier: EUPL-1.2
#include "io/counts_reader.hpp"

#include <gtest/gtest.h>

#include "tests/support/shared_data.hpp"

namespace mengpaneel::io {
namespace {

using measure::CountInterval;
using measure::GroupIndex;
using measure::UnitIndex;

const CountColumns school_by_ses{.unit = "school", .group = "ses", .count = {}, .levels = {}};

TEST(CountsReader, TakesHiddenCountsAsIntervals) {
  EXPECT_EQ(hidden_or_count("<5", false), (CountInterval{1, 4}));
  EXPECT_EQ(hidden_or_count("-1", false), (CountInterval{1, 4}));
  EXPECT_EQ(hidden_or_count("0", false), (CountInterval{0, 0}));
  EXPECT_EQ(hidden_or_count("12,5", true), (CountInterval{12.5, 12.5}));
  for (const std::string_view text : {"", "<10", "-2", "x", ".", "1e5", "nan", "2000000000"}) {
    EXPECT_EQ(hidden_or_count(text, false), std::nullopt) << text;
  }
}

TEST(CountsReader, AddsRowsOfTheSamePlaceUp) {
  const auto file =
      read_counts("school,ses,n\nB,low,3\nA,low,<5\nB,low,4\nA,high,7\n", "t.csv", school_by_ses);
  ASSERT_TRUE(file);
  EXPECT_EQ(file->count_column, "n");
  EXPECT_EQ(file->counts.units.name(0), "A");
  EXPECT_EQ(file->counts.groups.name(0), "high");
  EXPECT_EQ(file->counts.table.hidden_cells, 1U);
  EXPECT_EQ(file->counts.table.low.at(UnitIndex{0}, GroupIndex{1}), 1.0);
  EXPECT_EQ(file->counts.table.high.at(UnitIndex{0}, GroupIndex{1}), 4.0);
  EXPECT_EQ(file->counts.table.high.at(UnitIndex{1}, GroupIndex{1}), 7.0);
}

TEST(CountsReader, CountsRowsWithoutAColumn) {
  const auto file = read_counts("pupil,school,ses\n1,A,low\n2,A,low\n3,B,high\n", "t.csv", school_by_ses);
  ASSERT_TRUE(file);
  EXPECT_EQ(file->count_column, "");
  EXPECT_EQ(file->counts.table.low.at(UnitIndex{0}, GroupIndex{1}), 2.0);
}

TEST(CountsReader, SaysWhereAFaultIs) {
  const auto file = read_counts("school,ses,n\nA,low,3\nA,,4\nB,low,<10\n", "t.csv", school_by_ses);
  ASSERT_FALSE(file);
  ASSERT_EQ(file.error().total(), 2U);
  EXPECT_EQ(file.error().shown()[0].line, 3U);
  EXPECT_EQ(file.error().shown()[1].value, "<10");
  const auto absent = read_counts("school,n\nA,3\n", "t.csv", school_by_ses);
  ASSERT_FALSE(absent);
  EXPECT_EQ(absent.error().shown()[0].code, base::ErrorCode::column_missing);
}

TEST(CountsReader, KeepsASchoolApartByLevel) {
  const auto file = read_counts("school,ses,wijk,n\nA,low,W2,3\nA,low,W1,4\nB,low,W1,5\n", "t.csv",
                                {.unit = "school", .group = "ses", .count = "n", .levels = {"wijk"}});
  ASSERT_TRUE(file);
  EXPECT_EQ(file->counts.table.low.units(), 3U);
  EXPECT_EQ(file->counts.by_unit().parts, 2U);
  EXPECT_EQ(file->counts.by_levels(0, 1).parts, 2U);
  EXPECT_EQ(file->counts.by_levels_and_unit(0, 1).parts, 3U);
  EXPECT_EQ(file->counts.table.low.merged(file->counts.by_unit()).of(UnitIndex{0}), 7.0);
}

TEST(CountsReader, ReadsFilesOfDuoAsTheyAre) {
  const std::string folder = "nl/duo-po-herkomst-pc4-20241001/";
  MENGPANEEL_NEEDS_SHARED_DATA(folder + "Nijmegen afgeschermd.csv");
  struct Golden {
    const char* municipality;
    std::uint32_t schools;
    double low;
    double high;
  };
  for (const Golden& golden : {Golden{"Nijmegen", 45, 11'394, 16'842}, Golden{"Deventer", 35, 7'045, 10'831},
                               Golden{"Amsterdam", 203, 53'472, 89'190}, Golden{"Tiel", 13, 2'767, 4'069}}) {
    const std::string bytes =
        test::bytes_of(test::shared_data() / (folder + golden.municipality + " afgeschermd.csv"));
    ASSERT_TRUE(is_duo_postcodes(bytes));
    const auto file = read_counts(bytes, golden.municipality, {});
    ASSERT_TRUE(file) << golden.municipality;
    EXPECT_TRUE(file->duo_postcodes);
    EXPECT_EQ(file->counts.units.size(), golden.schools);
    EXPECT_EQ(file->counts.table.low.total(), golden.low);
    EXPECT_EQ(file->counts.table.high.total(), golden.high);
  }
}

}  // namespace
}  // namespace mengpaneel::io
