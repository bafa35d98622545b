// SPDX-License-Identifier: EUPL-1.2
#include "verify/canonical_csv.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <array>

namespace mengpaneel::verify {
namespace {

ReadResult read_one(std::string_view bytes) {
  CanonicalCsv csv(bytes);
  std::array<std::string_view, 2> fields;
  return csv.read(fields);
}

TEST(CanonicalCsv, RefusesEveryOtherWayToWriteTheSame) {
  EXPECT_EQ(read_one("a,b\n"), ReadResult::record);
  EXPECT_EQ(read_one("\"a,\",b\n"), ReadResult::record);
  for (const char* other : {"a,b", "a,b\r\n", "\"a\",b\n", "a,b,c\n", "a\n", "a;b\n", "\n", "a\"b,c\n",
                            "\"a,b\n", "\"a,\" ,b\n", "\"a,\"b,c\n"}) {
    EXPECT_EQ(read_one(other), ReadResult::malformed) << other;
  }
}

TEST(CanonicalCsv, GoesOnAfterAMalformedRecordAndCountsLines) {
  CanonicalCsv csv("a,b\nx\n\"1\n2\",c\nd,e\n");
  std::array<std::string_view, 2> fields;
  EXPECT_EQ(csv.read(fields), ReadResult::record);
  EXPECT_EQ(csv.read(fields), ReadResult::malformed);
  EXPECT_EQ(csv.line(), 2U);
  EXPECT_EQ(csv.read(fields), ReadResult::record);
  EXPECT_EQ(fields[0], "1\n2");
  EXPECT_EQ(csv.read(fields), ReadResult::record);
  EXPECT_EQ(csv.line(), 5U);
  EXPECT_EQ(csv.read(fields), ReadResult::end);
}

TEST(CanonicalCsv, ReadsBackWhatIsAppended) {
  EXPECT_TRUE(rc::check([](const std::string& left, const std::string& right) {
    std::string line;
    append_field(line, left);
    line.push_back(',');
    append_field(line, right);
    line.push_back('\n');
    CanonicalCsv csv(line);
    std::array<std::string_view, 2> fields;
    RC_ASSERT(csv.read(fields) == ReadResult::record);
    RC_ASSERT(fields[0] == left && fields[1] == right);
    RC_ASSERT(csv.at_end());
  }));
}

TEST(CanonicalCsv, TakesNumbersInOneFormOnly) {
  EXPECT_EQ(parse_number("0", 5), 0U);
  EXPECT_EQ(parse_number("18446744073709551615", ~std::uint64_t{0}), ~std::uint64_t{0});
  for (const char* text : {"", "00", "01", "+1", "-1", "1.0", " 1", "6", "18446744073709551616"}) {
    EXPECT_EQ(parse_number(text, 5), std::nullopt) << text;
  }
  EXPECT_EQ(parse_number("18446744073709551616", ~std::uint64_t{0}), std::nullopt);
}

}  // namespace
}  // namespace mengpaneel::verify
