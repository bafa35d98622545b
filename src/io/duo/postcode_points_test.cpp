// SPDX-License-Identifier: EUPL-1.2
#include "io/duo/postcode_points.hpp"

#include <gtest/gtest.h>

#include "io/duo/fixtures.hpp"

namespace mengpaneel::io::duo {
namespace {

TEST(PostcodePoints, HaveADecimalCommaOrPoint) {
  base::ErrorList errors;
  std::string table(fixtures::points);
  table.append("Grand Total;157,65;15,78\r\n");
  const auto points = read_postcode_points(table, "x", errors);
  ASSERT_TRUE(errors.empty());
  ASSERT_EQ(points.size(), 2U);
  EXPECT_EQ(points[0].point.latitude, 52.5509931);
  const auto others =
      read_postcode_points("pc4,lon,lat\n0102,5.26,52.56\n0101,5.2541959,52.5509931\n", "x", errors);
  ASSERT_TRUE(errors.empty());
  EXPECT_EQ(others[0].postcode, "0101");
  EXPECT_EQ(others[0].point.latitude, points[0].point.latitude);
}

TEST(PostcodePoints, ReportEveryFault) {
  base::ErrorList errors;
  const auto points = read_postcode_points(
      "POSTCODE;LAT;LON\n0101;52,5;5,2\n0101;52,5;5,2\n101;52;5\n0102;;\n0103;95;5\n0104;5a;5\n0105;52;1e2\n",
      "x", errors);
  EXPECT_EQ(points.size(), 1U);
  ASSERT_EQ(errors.total(), 6U);
  using base::ErrorCode;
  const ErrorCode expected[] = {ErrorCode::duplicate,     ErrorCode::not_an_identifier,
                                ErrorCode::value_missing, ErrorCode::out_of_range,
                                ErrorCode::not_a_number,  ErrorCode::not_a_number};
  for (std::size_t index = 0; index < errors.total(); ++index) {
    EXPECT_EQ(errors.shown()[index].code, expected[index]) << index;
    EXPECT_EQ(errors.shown()[index].line, index + 3);
  }
}

}  // namespace
}  // namespace mengpaneel::io::duo
