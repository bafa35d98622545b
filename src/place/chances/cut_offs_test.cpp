// SPDX-License-Identifier: EUPL-1.2
// Cut-offs that are left without a pupil, held against the placement with her.

#include "place/chances/cut_offs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "place/chances/sampled_others.hpp"
#include "tests/support/exact_chances.hpp"
#include "tests/support/random_market.hpp"

namespace mengpaneel::place {
namespace {

#ifdef MENGPANEEL_SANITIZED
constexpr std::uint64_t rounds = 1'000;
#else
constexpr std::uint64_t rounds = 5'000;
#endif

struct Comparison {
  std::uint64_t pupils = 0;
  std::uint64_t equal = 0;
  std::uint64_t refused_somewhere = 0;
};

struct SmallRound {
  Frozen frozen;
  Frozen eligible;  ///< everyone lists everything
};

SmallRound small_round(std::uint64_t index, Mechanism mechanism) {
  const testing::SmallShape shape{6, 3, index % 4 != 0};
  SmallRound round{testing::random_frozen(index, shape),
                   testing::random_frozen_with_full_lists(index, shape)};
  for (Frozen* frozen : {&round.frozen, &round.eligible}) {
    frozen->seats.mechanism = mechanism;
    for (std::uint32_t& order : frozen->table.row_order) {
      order %= 3;
    }
  }
  return round;
}

void add_stages(Frozen& frozen, Mechanism first, Mechanism second) {
  frozen.stages = {{first, false}, {second, false}};
  frozen.table.choice_stage.clear();
  for (const std::uint32_t rank : frozen.table.choice_rank) {
    frozen.table.choice_stage.push_back(rank == 1 ? 0 : 1);
  }
}

/// The choice that `asking` gets at the cut-offs that those of `without` leave.
std::uint32_t promised_choice(const Frozen& with_all, const Frozen& without, std::uint32_t asking) {
  SampledOthers others(with_all, {&without, false}, base::Digest{});
  others.draw(0);
  for (std::uint32_t choice = with_all.table.choice_begin[asking];
       choice < with_all.table.choice_begin[asking + 1]; ++choice) {
    if (others.placed()[choice] != 0) {
      return choice;
    }
  }
  return base::none;
}

std::vector<std::uint64_t> random_numbers(std::mt19937_64& random) {
  std::vector<std::uint64_t> number(6);
  std::ranges::generate(number, std::ref(random));
  return number;
}

/// Every pupil of many small rounds with every kind of pool, held against the placement with her. Whoever
/// asks last can only lose what the cut-offs promise her, so her real choice is never a better one.
Comparison compare(const std::vector<Mechanism>& stages) {
  Comparison comparison;
  std::mt19937_64 random(7);
  for (std::uint64_t index = 0; index < rounds; ++index) {
    SmallRound round = small_round(index, stages[0]);
    const std::vector<std::uint64_t> number = random_numbers(random);
    const auto complete = [&](Frozen frozen) {
      if (stages.size() == 2) {
        add_stages(frozen, stages[0], stages[1]);
      }
      return testing::with_numbers(frozen, number);
    };
    const Frozen all = complete(round.frozen);
    const Outcome outcome = place(all, base::Digest{});
    for (std::uint32_t pupil = 0; pupil < 6; ++pupil) {
      const Frozen without = complete(testing::with_list(round.frozen, round.eligible, pupil, {}));
      const std::uint32_t promised = promised_choice(all, without, pupil);
      const std::uint32_t placed = outcome.placed_choice[pupil];
      EXPECT_GE(placed, promised) << "round " << index << ", pupil " << pupil;
      const std::uint32_t first = all.table.choice_begin[pupil];
      comparison.equal += placed == promised ? 1U : 0U;
      comparison.refused_somewhere +=
          first != all.table.choice_begin[pupil + 1] && promised != first ? 1U : 0U;
      ++comparison.pupils;
    }
  }
  return comparison;
}

TEST(CutOffs, OfImmediateAcceptanceAreExact) {
  const Comparison comparison = compare({Mechanism::immediate_acceptance});
  EXPECT_EQ(comparison.equal, comparison.pupils);
  EXPECT_GT(comparison.refused_somewhere, comparison.pupils / 4);
}

TEST(CutOffs, OfDeferredAcceptanceMissOnlyTheChainThatComesBack) {
  for (const Mechanism mechanism : {Mechanism::deferred_acceptance, Mechanism::serial_dictatorship}) {
    const Comparison comparison = compare({mechanism});
    EXPECT_GT(comparison.equal, comparison.pupils * 98 / 100);
    EXPECT_GT(comparison.refused_somewhere, comparison.pupils / 4);
  }
}

TEST(CutOffs, OfStagesAreThoseOfEachStage) {
  const Comparison exact = compare({Mechanism::immediate_acceptance, Mechanism::immediate_acceptance});
  EXPECT_EQ(exact.equal, exact.pupils);
  const Comparison mixed = compare({Mechanism::immediate_acceptance, Mechanism::deferred_acceptance});
  EXPECT_GT(mixed.equal, mixed.pupils * 98 / 100);
}

TEST(CutOffs, OfAGroupNeedASeatForEachOfIt) {
  // Where a programme has several pools, whom a member displaces may move on to the pool of another member:
  // that is left out too, and in pools of one or two seats it happens.
  std::uint64_t equal = 0;
  std::uint64_t equal_with_one_pool = 0;
  std::uint64_t placed_together = 0;
  std::mt19937_64 random(8);
  for (std::uint64_t index = 0; index < rounds; ++index) {
    const SmallRound round = small_round(index, Mechanism::deferred_acceptance);
    const std::vector<std::uint64_t> number = random_numbers(random);
    const std::vector<std::uint32_t> list = {0, 1, 2};
    Frozen all = testing::with_list(round.frozen, round.eligible, 0, list);
    all = testing::with_list(all, round.eligible, 1, list);
    Groups& groups = all.table.groups;
    groups.of = {0, 0, base::none, base::none, base::none, base::none};
    groups.groups.push_back({groups.names.intern("twins/0").index, {0, 1}, true, GroupNumber::best});
    const Frozen nobody = testing::with_list(round.frozen, round.eligible, 0, {});
    const Frozen without = testing::with_list(nobody, round.eligible, 1, {});
    all = testing::with_numbers(all, number);
    const std::uint32_t promised = promised_choice(all, testing::with_numbers(without, number), 0);
    const std::uint32_t placed = place(all, base::Digest{}).placed_choice[0];
    equal += placed == promised ? 1U : 0U;
    equal_with_one_pool += placed == promised && index % 4 == 0 ? 1U : 0U;
    placed_together += placed != base::none ? 1U : 0U;
  }
  EXPECT_GT(equal_with_one_pool, rounds / 4 * 99 / 100);
  EXPECT_GT(equal, rounds * 90 / 100);
  EXPECT_GT(placed_together, rounds / 10);
}

}  // namespace
}  // namespace mengpaneel::place
