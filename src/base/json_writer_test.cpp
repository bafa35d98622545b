// SPDX-License-Identifier: EUPL-1.2
#include "base/json_writer.hpp"

#include <gtest/gtest.h>

namespace mengpaneel::base {
namespace {

TEST(JsonWriter, IndentsByTwoAndKeepsEmptyThingsOnOneLine) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("a").number(18446744073709551615ULL).key("none").begin_object().end_object();
  json.key("list").begin_array().boolean(true).null().begin_array().end_array().end_array().end_object();
  EXPECT_EQ(out,
            "{\n"
            "  \"a\": 18446744073709551615,\n"
            "  \"none\": {},\n"
            "  \"list\": [\n"
            "    true,\n"
            "    null,\n"
            "    []\n"
            "  ]\n"
            "}");
}

TEST(JsonWriter, PutsARowOnOneLineWithAllThatIsInIt) {
  std::string out;
  JsonWriter json(out);
  json.begin_array().begin_row().key("x").text("1").key("y").begin_array().number(2).number(3).end_array();
  json.end_object().begin_row().end_object().end_array();
  EXPECT_EQ(out, "[\n  {\"x\": \"1\", \"y\": [2, 3]},\n  {}\n]");
}

TEST(JsonWriter, EscapesWhatMustBeAndNothingElse) {
  std::string out;
  JsonWriter(out).text(std::string_view("\"\\/\n\t\0\x1f\x7f\xC3\xA9", 10));
  EXPECT_EQ(out, "\"\\\"\\\\/\\n\\u0009\\u0000\\u001f\x7f\xC3\xA9\"");
}

TEST(JsonWriter, WritesNumbersWithFixedDecimals) {
  const auto written = [](double value, int decimals) {
    std::string out;
    JsonWriter(out).decimal(value, decimals);
    return out;
  };
  EXPECT_EQ(written(0.1 + 0.2, 6), "0.300000");
  EXPECT_EQ(written(1.0 / 3.0, 6), "0.333333");
  EXPECT_EQ(written(1234.25, 1), "1234.2");
  EXPECT_EQ(written(-0.0, 1), "0.0");
  EXPECT_EQ(written(1e300, 1).size(), 303U);
}

}  // namespace
}  // namespace mengpaneel::base
