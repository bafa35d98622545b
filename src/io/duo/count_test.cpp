// SPDX-License-Identifier: EUPL-1.2
#include "io/duo/count.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace mengpaneel::io::duo {
namespace {

using simulate::CountInterval;

TEST(Count, KeepsASuppressedCellAsAnInterval) {
  EXPECT_EQ(count_from_text("<5"), (CountInterval{1, 4}));
  EXPECT_EQ(count_from_text("-1"), (CountInterval{1, 4}));
  EXPECT_EQ(count_from_text("0"), (CountInterval{0, 0}));
}

TEST(Count, RefusesWhatItDoesNotKnow) {
  for (const char* text :
       {"", " ", "<10", "<5 ", "< 5", "-2", "+3", "3.0", "3,0", "03", "00", "1000000", "x", "5>"}) {
    EXPECT_FALSE(count_from_text(text).has_value()) << text;
  }
}

RC_GTEST_PROP(Count, IsANumberItself, ()) {
  const auto number = *rc::gen::inRange<std::uint64_t>(0, 1000000);
  RC_ASSERT(count_from_text(std::to_string(number)) == (CountInterval{number, number}));
}

}  // namespace
}  // namespace mengpaneel::io::duo
