// SPDX-License-Identifier: EUPL-1.2
#include "app/threads.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <vector>

#include "place/chance.hpp"
#include "place/testing/random_market.hpp"

namespace mengpaneel::app {
namespace {

TEST(Threads, RunEveryTaskOnce) {
  for (const unsigned threads : {1U, 2U, 7U}) {
    std::vector<std::atomic<int>> runs(100);
    run_on_threads(threads)(runs.size(), [&](std::size_t task) { ++runs[task]; });
    for (const std::atomic<int>& count : runs) {
      ASSERT_EQ(count, 1);
    }
  }
}

TEST(Threads, NoTasksIsNoWork) {
  run_on_threads(4)(0, [](std::size_t) { FAIL(); });
}

place::Chances chances_on(unsigned threads, unsigned tasks, bool per_programme, place::Mechanism mechanism) {
  place::Frozen frozen = place::testing::random_frozen(5, {30, 4, true});
  for (std::uint32_t& order : frozen.table.row_order) {
    order %= 3;  // so that numbers decide
  }
  frozen.table.per_programme = per_programme;
  frozen.seats.mechanism = mechanism;
  place::ChanceOptions options;
  options.draws = 301;
  options.tasks = tasks;
  options.run_tasks = run_on_threads(threads);
  return place::chances(frozen, base::sha256("threads"), options);
}

TEST(Threads, ChancesDoNotDependOnThem) {
  for (const bool per_programme : {false, true}) {
    for (const auto mechanism :
         {place::Mechanism::deferred_acceptance, place::Mechanism::immediate_acceptance}) {
      const place::Chances alone = chances_on(1, 1, per_programme, mechanism);
      EXPECT_EQ(alone.draws, 301U);
      for (const unsigned threads : {2U, 5U}) {
        const place::Chances together = chances_on(threads, 2 * threads + 1, per_programme, mechanism);
        EXPECT_EQ(together.draws, alone.draws);
        EXPECT_EQ(together.placed, alone.placed);
      }
    }
  }
}

}  // namespace
}  // namespace mengpaneel::app
