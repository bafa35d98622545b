// SPDX-License-Identifier: EUPL-1.2
#include "base/utf8.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

namespace mengpaneel::base {
namespace {

std::string encoded(std::uint32_t code_point) {
  const auto tail = [](std::uint32_t bits) { return static_cast<char>(0x80U | (bits & 0x3fU)); };
  if (code_point < 0x80) {
    return {static_cast<char>(code_point)};
  }
  if (code_point < 0x800) {
    return {static_cast<char>(0xc0U | (code_point >> 6U)), tail(code_point)};
  }
  if (code_point < 0x10000) {
    return {static_cast<char>(0xe0U | (code_point >> 12U)), tail(code_point >> 6U), tail(code_point)};
  }
  return {static_cast<char>(0xf0U | (code_point >> 18U)), tail(code_point >> 12U), tail(code_point >> 6U),
          tail(code_point)};
}

TEST(Utf8, AcceptsEveryCodePointAndNoSurrogate) {
  for (std::uint32_t code_point = 0; code_point < 0x110000; ++code_point) {
    const std::string bytes = encoded(code_point);
    const bool surrogate = code_point >= 0xd800 && code_point <= 0xdfff;
    ASSERT_EQ(utf8_sequence_length(bytes), surrogate ? 0 : bytes.size()) << code_point;
  }
  EXPECT_EQ(utf8_sequence_length(encoded(0x110000)), 0U);
}

TEST(Utf8, AcceptsAsManySequencesAsThereAreCodePoints) {
  // All sequences of up to three bytes: what is accepted is each code point once, so nothing is overlong.
  std::size_t accepted = 0;
  std::string bytes(3, '\0');
  for (std::uint32_t number = 0; number < (1U << 24U); ++number) {
    bytes[0] = static_cast<char>(number >> 16U);
    bytes[1] = static_cast<char>(number >> 8U);
    bytes[2] = static_cast<char>(number);
    accepted += utf8_sequence_length(bytes) == 3 ? 1U : 0U;
  }
  EXPECT_EQ(accepted, 0x10000U - 0x800U - 0x800U);  // three bytes: from U+0800, without 2048 surrogates
}

TEST(Utf8, FindsTheFirstInvalidByteWhereverItStands) {
  for (std::size_t size = 1; size < 40; ++size) {
    for (std::size_t place = 0; place < size; ++place) {
      std::string bytes(size, 'a');
      EXPECT_EQ(find_invalid_utf8(bytes), std::string_view::npos);
      bytes[place] = '\xe9';  // é in Latin-1
      EXPECT_EQ(find_invalid_utf8(bytes), place);
    }
  }
  EXPECT_EQ(find_invalid_utf8("caf\xc3\xa9, \xe2\x82"), 7U);
}

TEST(Utf8, CountsCharacters) {
  EXPECT_EQ(utf8_character_count("é€😀a"), 4U);
  EXPECT_EQ(utf8_character_count("a\xe9z"), 3U);
}

TEST(Utf8, KnowsControlCharacters) {
  EXPECT_TRUE(has_control_character("a\tb"));
  EXPECT_TRUE(has_control_character(std::string_view("a\0b", 3)));
  EXPECT_TRUE(has_control_character("\x7f"));
  EXPECT_TRUE(has_control_character("\xc2\x85"));
  EXPECT_FALSE(has_control_character("\xc2\xa0é مدرسة"));
}

TEST(Utf8, ShortensBetweenCharacters) {
  EXPECT_EQ(shortened("abc", 80), "abc");
  EXPECT_EQ(shortened(std::string(81, 'a'), 80), std::string(77, 'a') + "…");
  EXPECT_EQ(shortened(std::string(80, 'a'), 80), std::string(80, 'a'));
  EXPECT_EQ(shortened("ééé", 5), "é…");
  EXPECT_EQ(shortened("a\xe9z", 80), "a\xef\xbf\xbdz");
}

}  // namespace
}  // namespace mengpaneel::base
