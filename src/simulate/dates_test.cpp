// SPDX-License-Identifier: EUPL-1.2
#include "simulate/dates.hpp"

#include <gtest/gtest.h>

namespace mengpaneel::simulate {
namespace {

TEST(Dates, CountEveryDayOnceForFourHundredYears) {
  // The oracle is the calendar as everyone knows it, a day at a time.
  constexpr std::uint32_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  Day expected = day_of(1900, 1, 1);
  for (std::int32_t year = 1900; year < 2300; ++year) {
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    for (std::uint32_t month = 1; month <= 12; ++month) {
      const std::uint32_t length = lengths[month - 1] + (leap && month == 2 ? 1 : 0);
      for (std::uint32_t day = 1; day <= length; ++day, ++expected) {
        ASSERT_EQ(day_of(year, month, day), expected);
        ASSERT_EQ(day_from_text(day_text(expected)), expected);
      }
    }
  }
  EXPECT_EQ(day_text(day_of(2024, 2, 29)), "2024-02-29");
}

TEST(Dates, RefuseWhatIsNoDate) {
  for (const char* text : {"2023-02-29", "2023-13-01", "2023-00-10", "2023-1-01", "20230101", "2023-01-00",
                           "2023-04-31", "x023-01-01", "", "2023-01-011"}) {
    EXPECT_FALSE(day_from_text(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace mengpaneel::simulate
