// SPDX-License-Identifier: EUPL-1.2
// Chances are the same bits for any number of threads, in every way of drawing; also run under the thread
// sanitizer.
#include <gtest/gtest.h>

#include <algorithm>

#include "base/hash.hpp"
#include "base/threads/threads.hpp"
#include "place/chance.hpp"
#include "tests/support/random_market.hpp"

namespace mengpaneel {
namespace {

using place::Mechanism;

place::Frozen tied(place::Frozen frozen) {
  for (std::uint32_t& order : frozen.table.row_order) {
    order %= 3;  // so that numbers decide
  }
  return frozen;
}

place::Frozen round_of(std::uint64_t index) {
  return tied(place::testing::random_frozen(index, {30, 4, true}));
}

place::Frozen round_with_stages() {
  place::Frozen frozen = round_of(6);
  frozen.stages = {{Mechanism::immediate_acceptance, true}, {Mechanism::deferred_acceptance, false}};
  for (const std::uint32_t rank : frozen.table.choice_rank) {
    frozen.table.choice_stage.push_back(rank == 1 ? 0 : 1);
  }
  return frozen;
}

place::Frozen round_with_twins() {
  place::Frozen frozen = place::testing::random_frozen(7, {30, 4, true});
  const place::Frozen eligible = place::testing::random_frozen_with_full_lists(7, {30, 4, true});
  frozen = place::testing::with_list(frozen, eligible, 3, {0, 2, 1});
  frozen = tied(place::testing::with_list(frozen, eligible, 8, {0, 2, 1}));
  place::Groups& groups = frozen.table.groups;
  groups.of.assign(30, base::none);
  groups.of[3] = groups.of[8] = 0;
  groups.groups.push_back({groups.names.intern("twins/1").index, {3, 8}, false, place::GroupNumber::worst});
  return frozen;
}

void expect_the_same(const place::Frozen& frozen, const place::OthersSource& others) {
  const auto chances_on = [&](unsigned threads, unsigned tasks) {
    place::ChanceOptions options;
    options.draws = 301;
    options.others = others;
    options.tasks = tasks;
    options.run_tasks = base::run_on_threads(threads);
    options.progress = [](std::uint64_t done) { return done <= 301; };
    return place::chances(frozen, base::sha256("threads"), options);
  };
  const place::Chances alone = chances_on(1, 1);
  EXPECT_EQ(alone.draws, 301U);
  EXPECT_GT(std::ranges::count_if(alone.placed, [](std::uint32_t count) { return count % 301 != 0; }), 0);
  for (const unsigned threads : {2U, 3U, 5U}) {
    for (const unsigned tasks : {threads, 2 * threads + 1}) {
      const place::Chances together = chances_on(threads, tasks);
      EXPECT_EQ(together.draws, alone.draws);
      EXPECT_EQ(together.placed, alone.placed) << threads << " threads, " << tasks << " tasks";
    }
  }
}

TEST(Chances, DoNotDependOnTheNumberOfThreads) {
  for (const bool per_programme : {false, true}) {
    for (const auto mechanism : {Mechanism::deferred_acceptance, Mechanism::immediate_acceptance}) {
      place::Frozen frozen = round_of(5);
      frozen.table.per_programme = per_programme;
      frozen.seats.mechanism = mechanism;
      expect_the_same(frozen, {});
      expect_the_same(frozen, {nullptr, true});
      place::Frozen others = round_of(5);
      others.seats.mechanism = mechanism;
      expect_the_same(frozen, {&others, false});
      expect_the_same(frozen, {&others, true});
    }
  }
}

TEST(Chances, OfStagesAndGroupsDoNotDependOnThemEither) {
  for (const place::Frozen& frozen : {round_with_stages(), round_with_twins()}) {
    expect_the_same(frozen, {});
    expect_the_same(frozen, {nullptr, true});
    expect_the_same(frozen, {&frozen, true});
  }
}

}  // namespace
}  // namespace mengpaneel
