// SPDX-License-Identifier: EUPL-1.2
// Chances are the same bits for any number of threads; also run under the thread sanitizer.
#include <gtest/gtest.h>

#include "base/hash.hpp"
#include "base/threads/threads.hpp"
#include "place/chance.hpp"
#include "tests/support/random_market.hpp"

namespace mengpaneel {
namespace {

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
  options.run_tasks = base::run_on_threads(threads);
  return place::chances(frozen, base::sha256("threads"), options);
}

TEST(Chances, DoNotDependOnTheNumberOfThreads) {
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
}  // namespace mengpaneel
