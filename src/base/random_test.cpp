// SPDX-License-Identifier: EUPL-1.2
#include "base/random.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace mengpaneel::base {
namespace {

TEST(RandomStream, FillsWithTheNumbersOfEachCounter) {
  const RandomStream stream(sha256("seed"), "test");
  for (const std::size_t size : {0U, 1U, 2U, 7U, 64U}) {
    std::vector<std::uint64_t> numbers(size);
    stream.fill(3, numbers);
    for (std::size_t index = 0; index < size; ++index) {
      ASSERT_EQ(numbers[index], stream.bits(3, index));
    }
  }
}

TEST(RandomStream, DependsOnSeedPurposeAndBothCounters) {
  const RandomStream stream(sha256("seed"), "test");
  EXPECT_NE(stream.bits(1, 0), stream.bits(0, 1));
  EXPECT_NE(stream.bits(1, 0), stream.bits(2, 0));
  EXPECT_NE(stream.bits(1, 0), RandomStream(sha256("seed"), "other").bits(1, 0));
  EXPECT_NE(stream.bits(1, 0), RandomStream(sha256("other"), "test").bits(1, 0));
}

/// Chi-square of 20,000 numbers over 10 cells: 9 degrees of freedom.
double chi_square(const RandomStream& stream) {
  constexpr std::uint64_t count = 20'000;
  std::vector<double> cells(10, 0.0);
  for (std::uint64_t index = 0; index < count; ++index) {
    cells[static_cast<std::size_t>(stream.uniform(index) * 10)] += 1;
  }
  double sum = 0;
  for (const double cell : cells) {
    sum += (cell - count / 10.0) * (cell - count / 10.0) / (count / 10.0);
  }
  return sum;
}

// The mean over many streams has a narrow distribution (standard deviation 0.3), so neither numbers that are
// too uneven nor numbers that are too even pass.
TEST(RandomStream, IsUniform) {
  double mean = 0;
  for (int purpose = 0; purpose < 200; ++purpose) {
    mean += chi_square(RandomStream(sha256("seed"), "uniform " + std::to_string(purpose))) / 200;
  }
  EXPECT_NEAR(mean, 9.0, 1.2);
}

TEST(RandomStream, StaysBelowItsBound) {
  const RandomStream stream(sha256("seed"), "below");
  for (std::uint64_t index = 0; index < 10'000; ++index) {
    ASSERT_LT(stream.below(7, index, 1), 7U);
    ASSERT_LT(stream.uniform(index), 1.0);
  }
}

}  // namespace
}  // namespace mengpaneel::base
