// SPDX-License-Identifier: EUPL-1.2
#include "io/csv/decimal.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <charconv>
#include <string>

namespace mengpaneel::io::csv {
namespace {

RC_GTEST_PROP(ParseDecimal, IsTheNearestDouble, ()) {
  const auto digits = rc::gen::container<std::string>(rc::gen::inRange('0', static_cast<char>('9' + 1)));
  const std::string whole = *rc::gen::nonEmpty(digits);
  const std::string fraction = *digits;
  const std::string sign = *rc::gen::element(std::string(), std::string("-"));
  const std::string with_point = sign + whole + (fraction.empty() ? "" : "." + fraction);
  double expected = 0;
  std::from_chars(with_point.data(), with_point.data() + with_point.size(), expected);
  RC_ASSERT(parse_decimal(with_point, false) == expected);
  const std::string with_comma = sign + whole + (fraction.empty() ? "" : "," + fraction);
  RC_ASSERT(parse_decimal(with_comma, true) == expected);
}

TEST(ParseDecimal, RefusesEverythingElse) {
  for (const std::string text : {"", "-", ".", "1.", ".5", "1e5", "+1", " 1", "1 ", "0x10", "1.2.3", "--1",
                                 "nan", "inf", "1,5", "1.234,5"}) {
    EXPECT_FALSE(parse_decimal(text, false)) << text;
  }
  EXPECT_FALSE(parse_decimal("1.5", true));
  EXPECT_EQ(parse_decimal("52,370216", true), 52.370216);
  EXPECT_FALSE(parse_decimal(std::string(400, '9'), false));
}

}  // namespace
}  // namespace mengpaneel::io::csv
