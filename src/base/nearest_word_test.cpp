// SPDX-License-Identifier: EUPL-1.2
#include "base/nearest_word.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>

namespace mengpaneel::base {
namespace {

constexpr std::array<std::string_view, 4> keys{"minimum", "short", "append", "when"};

TEST(NearestWord, FindsAWordWithASwapAnInsertionOrAReplacement) {
  EXPECT_EQ(nearest_word("minumum", keys), "minimum");
  EXPECT_EQ(nearest_word("wehn", keys), "when");  // a swap is one edit: two replacements would be too many
  EXPECT_EQ(nearest_word("apend", keys), "append");
  EXPECT_EQ(nearest_word("shorts", keys), "short");
}

TEST(NearestWord, SaysNothingWhenTooMuchDiffers) {
  EXPECT_EQ(nearest_word("maximum", keys), "minimum");  // two of seven
  EXPECT_EQ(nearest_word("mechanism", keys), "");
  EXPECT_EQ(nearest_word("x", keys), "");
  EXPECT_EQ(nearest_word("", keys), "");
  EXPECT_EQ(nearest_word(std::string(65, 'a'), keys), "");
}

TEST(NearestWord, TakesTheFirstOfEquallyNearWords) {
  constexpr std::array<std::string_view, 2> words{"bast", "cast"};
  EXPECT_EQ(nearest_word("past", words), "bast");
}

}  // namespace
}  // namespace mengpaneel::base
