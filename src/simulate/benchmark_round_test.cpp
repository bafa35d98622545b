// SPDX-License-Identifier: EUPL-1.2
#include "simulate/benchmark_round.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <span>

namespace mengpaneel::simulate {
namespace {

RC_GTEST_PROP(BenchmarkRound, HasListsOfDifferentProgrammesAndASeatForEveryPupil, ()) {
  BenchmarkRoundOptions options{.pupils = *rc::gen::inRange(1U, 300U),
                                .programmes = *rc::gen::inRange(1U, 40U)};
  options.preferences = *rc::gen::inRange(1U, options.programmes + 1);
  const BenchmarkRound round = benchmark_round(options).value();
  RC_ASSERT(std::accumulate(round.capacity.begin(), round.capacity.end(), 0U) == options.pupils);
  RC_ASSERT(round.preference.size() == std::size_t{options.pupils} * options.preferences);
  for (std::uint32_t pupil = 0; pupil < options.pupils; ++pupil) {
    const auto list =
        std::span(round.preference).subspan(std::size_t{pupil} * options.preferences, options.preferences);
    RC_ASSERT(std::set(list.begin(), list.end()).size() == list.size());
    RC_ASSERT(*std::ranges::max_element(list) < options.programmes);
  }
}

TEST(BenchmarkRound, HasPopularProgrammes) {
  const BenchmarkRound round =
      benchmark_round({.pupils = 20'000, .programmes = 100, .preferences = 5}).value();
  std::vector<std::uint32_t> first(100);
  for (std::uint32_t pupil = 0; pupil < round.pupils; ++pupil) {
    ++first[round.preference[pupil * std::size_t{5}]];
  }
  std::ranges::sort(first);
  // exp(N(0,1)): the upper tenth holds P(N > 1.28 - 1) = 39% of all popularity, give or take what 100 draws
  // do.
  const std::uint32_t upper = std::accumulate(first.end() - 10, first.end(), 0U);
  EXPECT_GT(upper, 20'000U * 28 / 100);
  EXPECT_LT(upper, 20'000U * 52 / 100);
}

TEST(BenchmarkRound, RefusesSizesThatMakeNoSense) {
  const auto round = benchmark_round({.pupils = 0, .programmes = 3, .preferences = 4});
  ASSERT_FALSE(round.has_value());
  EXPECT_EQ(round.error().total(), 2U);
}

}  // namespace
}  // namespace mengpaneel::simulate
