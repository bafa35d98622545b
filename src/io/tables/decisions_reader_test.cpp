// SPDX-License-Identifier: EUPL-1.2
#include "io/tables/decisions_reader.hpp"

#include <gtest/gtest.h>

namespace mengpaneel::io::tables {
namespace {

constexpr std::string_view header =
    "pupil_id,programme_id,rank,pool,outcome,class_index,class,order,lottery,cutoff_class_index,cutoff_class,"
    "cutoff_order,cutoff_lottery,waiting_position\n";

std::string error_codes(const base::ErrorList& errors) {
  std::string out;
  for (const base::Error& error : errors.shown()) {
    out.append(base::error_code_name(error.code)).append("@").append(std::to_string(error.line)).append(":");
    out.append(error.field).append(" ");
  }
  return out;
}

TEST(DecisionsReader, GivesTheRowsOfEachPupilTogether) {
  const std::string csv =
      std::string(header) +
      "P1,S1,1,open,rejected,1,other,250,00000000000000ff,0,sibling,100,0000000000000001,7\n"
      "P1,S2,2,,not-eligible,,,,,,,,,\n"
      "P2,S1,3,\"a,b\",placed,0,,0,12,,,,,\n";
  base::ErrorList errors;
  DecisionsReader reader(csv, "decisions.csv", errors);
  std::vector<place::Decision> rows;
  ASSERT_TRUE(reader.next_pupil(rows));
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].outcome, place::DecisionOutcome::rejected);
  EXPECT_EQ(rows[0].own->class_name, "other");
  EXPECT_EQ(rows[0].own->order, 250U);
  EXPECT_EQ(rows[0].cutoff->number, "0000000000000001");
  EXPECT_EQ(rows[0].waiting_position, 7U);
  EXPECT_EQ(rows[1].outcome, place::DecisionOutcome::not_eligible);
  EXPECT_FALSE(rows[1].own || rows[1].cutoff);
  EXPECT_EQ(rows[1].waiting_position, 0U);
  ASSERT_TRUE(reader.next_pupil(rows));
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].pool, "a,b");
  EXPECT_EQ(rows[0].rank, 3U);
  EXPECT_FALSE(rows[0].cutoff);
  EXPECT_FALSE(reader.next_pupil(rows));
  EXPECT_TRUE(errors.empty());
}

TEST(DecisionsReader, NamesEveryFault) {
  const std::string csv = std::string(header) +
                          "P5,S1,0,open,placed,0,,0,12,,,,,\n"
                          "P5,S1,1,open,maybe,0,,0,12,,,,,\n"
                          "P5,S1,1,,placed,,,,,,,,,\n"
                          "P5,S1,1,open,placed,,,,,,,,,\n"
                          "P5,S1,1,open,placed,0,,0,12,0,,,12,\n"
                          "P5,S1,1,open,placed,0,,0,XY,,,,,\n"
                          "P5,S1,1,open,placed,0,,0,12,,,,,-\n"
                          "P5,S1,1,open,placed,0,,0,12,,,,,\n"
                          "P4,S1,1,open,placed,0,,0,12,,,,,\n";
  base::ErrorList errors;
  DecisionsReader reader(csv, "decisions.csv", errors);
  std::vector<place::Decision> rows;
  while (reader.next_pupil(rows)) {
    EXPECT_EQ(rows.size(), 1U);
  }
  EXPECT_EQ(errors.total(), 8U) << error_codes(errors);
  const std::string codes = error_codes(errors);
  for (const std::string_view expected :
       {"@2:rank", "not_an_allowed_word@3:outcome", "value_missing@4:pool", "value_missing@5:class_index",
        "@6:cutoff_order", "@7:lottery", "@8:waiting_position", "out_of_range@10:pupil_id"}) {
    EXPECT_NE(codes.find(expected), std::string::npos) << expected << " in " << codes;
  }
}

TEST(DecisionsReader, MissesAColumn) {
  base::ErrorList errors;
  DecisionsReader reader("pupil_id,rank\nP1,1\n", "decisions.csv", errors);
  place::Decision decision;
  EXPECT_FALSE(reader.next(decision));
  EXPECT_EQ(errors.total(), 12U);
}

}  // namespace
}  // namespace mengpaneel::io::tables
