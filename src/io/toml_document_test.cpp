// SPDX-License-Identifier: EUPL-1.2
#include "io/toml_document.hpp"

#include <gtest/gtest.h>

#include <string>

namespace mengpaneel::io {
namespace {

TEST(TomlDocument, KeepsPlacesAndTheOrderOfTheFile) {
  const auto root = parse_toml("zebra = 1\n[[b]]\nx = [\"é\", { y = 2027-02-01 }]\n[a]\n  t = 0.125\n", "f");
  ASSERT_TRUE(root.has_value());
  ASSERT_EQ(root->members.size(), 3U);
  EXPECT_EQ(root->members[0].key, "zebra");
  EXPECT_EQ(root->members[0].value.integer, 1);
  EXPECT_EQ(root->members[1].key, "b");
  EXPECT_EQ(root->members[1].key_at, (TextPosition{.line = 2, .column = 3}));
  const TomlValue& x = root->members[1].value.items[0].members[0].value;
  EXPECT_EQ(x.items[0].text, "é");
  EXPECT_EQ(x.items[1].members[0].key_at,
            (TextPosition{.line = 3, .column = 13}));  // in characters, not bytes
  EXPECT_EQ(x.items[1].members[0].value.text, "2027-02-01");
  EXPECT_EQ(root->members[2].value.members[0].value.text, "0.125");
}

TEST(TomlDocument, SaysWhereTheFirstFaultIs) {
  const auto root = parse_toml("a = 1\nb = [1\nc = 2\n", "regels.toml");
  ASSERT_FALSE(root.has_value());
  const base::Error& error = root.error().shown().front();
  EXPECT_EQ(error.code, base::ErrorCode::toml_syntax);
  EXPECT_EQ(error.file, "regels.toml");
  EXPECT_EQ(error.line, 3U);
  EXPECT_NE(error.value, "");
}

TEST(TomlDocument, RefusesWhatWouldExhaustTheStack) {
  std::string dots = "a";
  for (int i = 0; i < 100'000; ++i) {
    dots += ".a";
  }
  for (const std::string& text :
       {dots + " = 1\n", "[" + dots + "]\n", "b = {" + dots + " = 1}\n", "'q'." + dots + "=1\n",
        "a = " + std::string(100, '[') + std::string(100, ']') + "\n",
        "a = " + std::string(100'000, '[') + "\n"}) {
    const auto root = parse_toml(text, "f");
    ASSERT_FALSE(root.has_value()) << text.substr(0, 20);
    EXPECT_EQ(root.error().shown().front().code, base::ErrorCode::toml_syntax) << text.substr(0, 20);
  }
}

TEST(TomlDocument, LetsDotsBeInTextsCommentsAndLists) {
  const std::string dots(300, '.');
  const std::string text = "# " + dots + "\na = \"" + dots + "\\\"" + dots + "\" # \"" + dots + "\nb = '" +
                           dots + "'\nc = \"\"\"\n" + dots + "\n\"" + dots +
                           "\"\"\"\nd = [1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, "
                           "1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5]\ne.f.g = 3\n";
  const auto root = parse_toml(text, "f");
  ASSERT_TRUE(root.has_value()) << root.error().shown().front().value;
  EXPECT_EQ(root->members.size(), 5U);
}

TEST(TomlDocument, ShortensLongTextsBetweenCharacters) {
  std::string text;
  for (int i = 0; i < 60; ++i) {
    text += "é";
  }
  TomlValue value;
  value.kind = TomlKind::string;
  value.text = "x" + text;
  const std::string shown = toml_value_text(value);
  EXPECT_EQ(shown, "x" + text.substr(0, 78) + "...");
}

}  // namespace
}  // namespace mengpaneel::io
