// SPDX-License-Identifier: EUPL-1.2
#include "verify/json.hpp"

#include <gtest/gtest.h>

namespace mengpaneel::verify {
namespace {

TEST(Json, ReadsATree) {
  JsonFault fault{};
  const auto value =
      parse_json(R"( {"a": [1, -2.5e+3, true, null, {}], "b": "x\"\u00e9\ud83d\ude00\n"} )", fault);
  ASSERT_TRUE(value.has_value());
  ASSERT_NE(value->find("a"), nullptr);
  EXPECT_EQ(value->find("a")->items.size(), 5U);
  EXPECT_EQ(value->find("a")->items[1].raw, "-2.5e+3");
  EXPECT_EQ(value->find_text("b"), "x\"é😀\n");
  EXPECT_EQ(value->find_text("a"), std::nullopt);
  EXPECT_EQ(value->find("c"), nullptr);
}

TEST(Json, RefusesWhatIsNotJson) {
  for (const char* text :
       {"",      "{",           "[1,]",    "{\"a\":1,}",  "{\"a\":1,\"a\":2}", "01",  "1.",  ".5",    "1e",
        "+1",    "\"\n\"",      "\"\\x\"", "\"\\ud800\"", "\"\\udc00\"",       "tru", "1 2", "{a:1}", "'a'",
        "[1 2]", "\"\\u12g4\"", "NaN",     "{\"a\"}"}) {
    JsonFault fault{};
    EXPECT_FALSE(parse_json(text, fault).has_value()) << text;
  }
}

TEST(Json, NamesTheLine) {
  JsonFault fault{};
  EXPECT_FALSE(parse_json("{\n\"a\": 1,\n\"b\": x}", fault).has_value());
  EXPECT_EQ(fault.line, 3U);
}

TEST(Json, StopsAtDepth) {
  JsonFault fault{};
  EXPECT_TRUE(parse_json(std::string(60, '[') + std::string(60, ']'), fault).has_value());
  EXPECT_FALSE(parse_json(std::string(100000, '['), fault).has_value());
}

}  // namespace
}  // namespace mengpaneel::verify
