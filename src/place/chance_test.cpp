// SPDX-License-Identifier: EUPL-1.2
// Chances held against every order of the numbers, against `place` with the numbers of a published draw, and
// the fast way against the engine.

#include "place/chance.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "place/chances/general_redraws.hpp"
#include "place/chances/plain_redraws.hpp"
#include "place/outcome.hpp"
#include "tests/support/drawn_market.hpp"
#include "tests/support/exact_chances.hpp"
#include "tests/support/random_market.hpp"

namespace mengpaneel::place {
namespace {

#ifdef MENGPANEEL_SANITIZED
constexpr std::uint64_t rounds = 6;
#else
constexpr std::uint64_t rounds = 40;
#endif
constexpr std::uint64_t draws = 20'000;

ChanceOptions options_of(std::uint64_t count) {
  ChanceOptions options;
  options.draws = count;
  return options;
}

/// Each chance within four standard errors of the exact one; certainties exactly.
void expect_near(const std::vector<double>& exact, const Chances& found, std::uint64_t index) {
  ASSERT_EQ(found.placed.size(), exact.size());
  for (std::size_t choice = 0; choice < exact.size(); ++choice) {
    const double count = static_cast<double>(found.draws);
    const double error = std::sqrt(std::max(0.0, exact[choice] * (1 - exact[choice])) / count);
    EXPECT_NEAR(found.placed[choice] / count, exact[choice], 4 * error + 1e-12)
        << "round " << index << ", choice " << choice;
  }
}

/// A small round in which numbers decide between pupils of the same order.
Frozen tied(Frozen frozen, std::uint32_t orders) {
  for (std::uint32_t& order : frozen.table.row_order) {
    order %= orders;
  }
  return frozen;
}

Frozen small_round(std::uint64_t index) {
  return tied(testing::random_frozen(index, {5, 3, index % 2 == 0}),
              1 + static_cast<std::uint32_t>(index % 3));
}

Frozen staged_round(std::uint64_t index) {
  Frozen frozen = small_round(index);
  frozen.stages = {
      {index % 3 == 0 ? Mechanism::deferred_acceptance : Mechanism::immediate_acceptance, false},
      {index % 4 == 0 ? Mechanism::immediate_acceptance : Mechanism::deferred_acceptance, false}};
  for (const std::uint32_t rank : frozen.table.choice_rank) {
    frozen.table.choice_stage.push_back(rank == 1 ? 0 : 1);
  }
  return frozen;
}

/// Pupils 0 and 1 apply together.
Frozen round_with_twins(std::uint64_t index) {
  const testing::SmallShape shape{5, 3, index % 2 == 0};
  const Frozen eligible = testing::random_frozen_with_full_lists(index, shape);
  std::vector<std::uint32_t> list;
  for (std::uint32_t choice = 0; choice < eligible.table.choice_begin[1]; ++choice) {
    list.push_back(static_cast<std::uint32_t>(eligible.table.choice_programme[choice]));
  }
  Frozen frozen = testing::with_list(testing::random_frozen(index, shape), eligible, 0, list);
  frozen = tied(testing::with_list(frozen, eligible, 1, list), 2);
  Groups& groups = frozen.table.groups;
  groups.of = {0, 0, base::none, base::none, base::none};
  const GroupNumber number = index % 3 == 0   ? GroupNumber::first
                             : index % 3 == 1 ? GroupNumber::best
                                              : GroupNumber::worst;
  groups.groups.push_back({groups.names.intern("twins/0").index, {0, 1}, index % 2 == 0, number});
  return frozen;
}

/// Pupils 0 and 1 are of one household, and so are 2 and 3.
Frozen round_with_households(std::uint64_t index, bool per_programme) {
  Frozen frozen = tied(testing::random_frozen_with_full_lists(index, {6, 3, true}), 2);
  FrozenTable& table = frozen.table;
  for (std::uint32_t pupil = 0; pupil < 4; ++pupil) {
    table.draw_kind[pupil] = DrawKind::household;
    table.draw_id[pupil] = table.draw_ids.intern(pupil < 2 ? "H1" : "H2").index;
  }
  table.per_programme = per_programme;
  return frozen;
}

TEST(Chance, FourPupilsInTurnAsInBogomolnaiaAndMoulin) {
  const testing::DrawnMarket market({"1: a b c d", "2: a b c d", "3: b a d c", "4: b a d c"},
                                    {"a: 1 2 3 4", "b: 1 2 3 4", "c: 1 2 3 4", "d: 1 2 3 4"},
                                    Mechanism::serial_dictatorship);
  const std::vector<double> exact = testing::exact_chances(market.frozen());
  const std::vector<double> published = {5.0 / 12, 1.0 / 12, 5.0 / 12, 1.0 / 12};
  for (std::size_t choice = 0; choice < 4; ++choice) {
    EXPECT_DOUBLE_EQ(exact[choice], published[choice]);
  }
  expect_near(exact, chances(market.frozen(), base::sha256("bm"), options_of(100'000)), 0);
}

TEST(Chance, OfAPlainRoundIsThatOfEveryOrder) {
  for (std::uint64_t index = 0; index < rounds; ++index) {
    Frozen frozen = small_round(index);
    frozen.seats.mechanism = all_mechanisms[index % all_mechanisms.size()];
    expect_near(testing::exact_chances(frozen), chances(frozen, base::Digest{}, options_of(draws)), index);
  }
}

TEST(Chance, OfSeveralStagesIsThatOfEveryOrder) {
  for (std::uint64_t index = 0; index < rounds; ++index) {
    const Frozen frozen = staged_round(index);
    expect_near(testing::exact_chances(frozen), chances(frozen, base::Digest{}, options_of(draws)), index);
  }
}

TEST(Chance, OfGroupsIsThatOfEveryOrder) {
  for (std::uint64_t index = 0; index < rounds; ++index) {
    const Frozen frozen = round_with_twins(index);
    expect_near(testing::exact_chances(frozen), chances(frozen, base::Digest{}, options_of(draws)), index);
  }
}

TEST(Chance, IsTheShareOfPublishedDrawsAlsoWhereNumbersAreShared) {
  for (std::uint64_t index = 0; index < rounds / 2; ++index) {
    const Frozen frozen = round_with_households(index, index % 2 == 0);
    const Chances found = chances(frozen, base::Digest{}, options_of(draws));
    std::vector<double> published(found.placed.size(), 0);
    for (std::uint64_t seed = 0; seed < draws; ++seed) {
      for (const std::uint32_t choice : place(frozen, base::sha256(std::to_string(seed))).placed_choice) {
        if (choice != base::none) {
          published[choice] += 1.0 / draws;
        }
      }
    }
    for (std::size_t choice = 0; choice < published.size(); ++choice) {
      const double chance = static_cast<double>(found.placed[choice]) / draws;
      const double mean = (chance + published[choice]) / 2;
      EXPECT_NEAR(chance, published[choice], 4 * std::sqrt(2 * mean * (1 - mean) / draws) + 1e-12)
          << "round " << index << ", choice " << choice;
    }
  }
}

TEST(Chance, TheFastWayIsTheEngine) {
  std::uint64_t shared = 0;
  for (std::uint64_t index = 0; index < rounds; ++index) {
    for (const Mechanism mechanism : all_mechanisms) {
      for (const bool per_programme : {false, true}) {
        Frozen frozen = round_with_households(index, per_programme);
        if (mechanism == Mechanism::serial_dictatorship && per_programme) {
          continue;  // freeze() refuses that
        }
        frozen.seats.mechanism = mechanism;
        PlainRedraws fast(frozen, base::Digest{});
        GeneralRedraws engine(frozen, base::Digest{});
        for (std::uint64_t draw = 0; draw < 50; ++draw) {
          fast.draw(draw);
          engine.draw(draw);
        }
        ASSERT_EQ(fast.placed(), engine.placed()) << "round " << index;
        shared += fast.placed()[0];
      }
    }
  }
  EXPECT_GT(shared, 0U);
}

TEST(Chance, StopsWhenItIsAskedTo) {
  for (const Frozen& frozen : {small_round(1), staged_round(1), round_with_twins(1)}) {
    ChanceOptions options = options_of(10'000);
    options.progress = [](std::uint64_t done) { return done < 128; };
    const Chances stopped = chances(frozen, base::Digest{}, options);
    EXPECT_EQ(stopped.draws, 128U);
    EXPECT_EQ(stopped.placed, chances(frozen, base::Digest{}, options_of(128)).placed);
  }
}

}  // namespace
}  // namespace mengpaneel::place
