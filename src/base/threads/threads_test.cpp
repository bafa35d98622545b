// SPDX-License-Identifier: EUPL-1.2
#include "base/threads/threads.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <new>
#include <vector>

namespace mengpaneel::base {
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

TEST(Threads, AnExceptionReachesTheCallerWhenAllHaveEnded) {
  for (const unsigned threads : {1U, 2U, 7U}) {
    std::atomic<int> running = 0;
    const auto task = [&](std::size_t number) {
      ++running;
      if (number % 3 == 1) {
        --running;
        throw std::bad_alloc();
      }
      --running;
    };
    EXPECT_THROW(run_on_threads(threads)(100, task), std::bad_alloc);
    EXPECT_EQ(running, 0);
  }
}

TEST(Threads, NoTasksIsNoWork) {
  run_on_threads(4)(0, [](std::size_t) { FAIL(); });
}

}  // namespace
}  // namespace mengpaneel::base
