// SPDX-License-Identifier: EUPL-1.2
#include "io/json.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace mengpaneel::io::json {
namespace {

TEST(Json, ReadsEveryKindOfValue) {
  const auto value =
      parse("\xEF\xBB\xBF{\"a\": [1, -2.5, \"\\u00e9\", true, null], \"b\": {\"c\": 18446744073709551615}}",
            "x.json");
  ASSERT_TRUE(value.has_value());
  const Value::Array& array = *value->find("a")->array();
  EXPECT_EQ(array[0].whole_number(), 1);
  EXPECT_EQ(array[1].number(), -2.5);
  EXPECT_FALSE(array[1].whole_number().has_value());
  EXPECT_EQ(*array[2].text(), "é");
  EXPECT_EQ(array[3].truth(), true);
  EXPECT_TRUE(array[4].is_null());
  EXPECT_EQ(value->find("b")->find("c")->number(), 18446744073709551615.0);
  EXPECT_EQ(value->find("d"), nullptr);
  EXPECT_EQ(array[0].find("d"), nullptr);
}

TEST(Json, SaysWhereTheSyntaxIsWrong) {
  const auto value = parse("{\n  \"a\": 1,\n  \"b\" 2\n}", "x.json");
  ASSERT_FALSE(value.has_value());
  const base::Error& error = value.error().shown().front();
  EXPECT_EQ(error.code, base::ErrorCode::json_syntax);
  EXPECT_EQ(error.file, "x.json");
  EXPECT_EQ(error.line, 3U);
  EXPECT_EQ(error.column, 7U);
}

TEST(Json, RefusesWhatIsNoJson) {
  using base::ErrorCode;
  const auto code_of = [](std::string_view bytes) { return parse(bytes, "x").error().shown().front().code; };
  EXPECT_EQ(code_of(""), ErrorCode::file_empty);
  EXPECT_EQ(code_of(" \n"), ErrorCode::file_empty);
  EXPECT_EQ(code_of("{\"a\": 1"), ErrorCode::json_syntax);
  EXPECT_EQ(code_of("1 2"), ErrorCode::json_syntax);
  EXPECT_EQ(code_of("{a: 1}"), ErrorCode::json_syntax);
  EXPECT_EQ(code_of("\"\xff\""), ErrorCode::json_syntax);
  EXPECT_EQ(code_of(std::string(100000, '[')), ErrorCode::json_syntax);
}

TEST(Json, WritesWhatItReadsBack) {
  const Value value(Value::Object{
      {"name", "a \"quoted\" \\ text\nwith \x01 and é"},
      {"numbers", Value::Array{std::int64_t{-3}, 0.1, std::numeric_limits<double>::quiet_NaN()}},
      {"nothing", Value::Array{}},
      {"none", Value::Object{}},
      {"yes", true},
  });
  const std::string text = write(value);
  EXPECT_EQ(text,
            "{\n  \"name\": \"a \\\"quoted\\\" \\\\ text\\nwith \\u0001 and é\",\n  \"numbers\": [\n    "
            "-3,\n    0.1,\n"
            "    null\n  ],\n  \"nothing\": [],\n  \"none\": {},\n  \"yes\": true\n}\n");
  const auto back = parse(text, "x");
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(write(*back), text);
}

}  // namespace
}  // namespace mengpaneel::io::json
