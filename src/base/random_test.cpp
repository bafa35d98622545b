// SPDX-License-Identifier: EUPL-1.2
#include "base/random.hpp"

#include <gtest/gtest.h>

#include <cmath>
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

TEST(RandomStream, IsUniform) {
  const RandomStream stream(sha256("seed"), "uniform");
  constexpr std::uint64_t count = 100'000;
  std::vector<double> cells(10, 0.0);
  for (std::uint64_t index = 0; index < count; ++index) {
    const double value = stream.uniform(index);
    ASSERT_GE(value, 0.0);
    ASSERT_LT(value, 1.0);
    cells[static_cast<std::size_t>(value * 10)] += 1;
    ASSERT_LT(stream.below(7, index, 1), 7U);
  }
  double chi_square = 0;
  for (const double cell : cells) {
    chi_square += (cell - count / 10.0) * (cell - count / 10.0) / (count / 10.0);
  }
  EXPECT_LT(chi_square, 27.9);  // 9 degrees of freedom, one in a thousand
}

}  // namespace
}  // namespace mengpaneel::base
