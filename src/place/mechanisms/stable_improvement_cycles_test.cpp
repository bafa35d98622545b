// SPDX-License-Identifier: EUPL-1.2
// What stable improvement cycles promise, by enumeration on small random rounds with ties.

#include "place/mechanisms/stable_improvement_cycles.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/drawn_market.hpp"
#include "tests/support/random_market.hpp"
#include "tests/support/stable_placements.hpp"

namespace mengpaneel::place {
namespace {

using testing::engine_placement;
using testing::Placement;
using testing::position;

Frozen with(Frozen frozen, Mechanism mechanism) {
  frozen.seats.mechanism = mechanism;
  return frozen;
}

/// Two orders become one, so that numbers decide, at every programme others.
Frozen with_ties(Frozen frozen) {
  for (std::uint32_t& order : frozen.table.row_order) {
    order = (order + 1) / 2;
  }
  frozen.table.per_programme = true;
  return frozen;
}

/// The only row of a pupil at a programme that she lists, in rounds of one pool a programme.
std::uint32_t row_at(const Frozen& frozen, std::uint32_t pupil, std::uint32_t programme) {
  const FrozenTable& table = frozen.table;
  return table.row_begin[table.choice_begin[pupil] + testing::position_in_list(frozen, pupil, programme)];
}

/// No seat is wasted, and nobody is passed over by a larger order; numbers play no part. One pool a
/// programme.
bool is_weakly_stable(const Frozen& frozen, const Placement& placement) {
  for (std::uint32_t programme = 0; programme < frozen.seats.programmes.size(); ++programme) {
    const std::vector<std::uint32_t> inside = testing::members(placement, programme);
    const std::uint32_t seats = frozen.seats.pools[frozen.seats.pool_begin[programme]].seats;
    if (inside.size() > seats) {
      return false;
    }
    for (std::uint32_t pupil = 0; pupil < placement.size(); ++pupil) {
      if (testing::position_in_list(frozen, pupil, programme) >= position(frozen, placement, pupil)) {
        continue;
      }
      const auto order = [&](std::uint32_t who) {
        return frozen.table.row_order[row_at(frozen, who, programme)];
      };
      if (inside.size() < seats ||
          std::ranges::any_of(inside, [&](std::uint32_t holder) { return order(pupil) < order(holder); })) {
        return false;
      }
    }
  }
  return true;
}

/// Nobody is worse off by the second.
bool is_at_least_as_good(const Frozen& frozen, const Placement& first, const Placement& second) {
  for (std::uint32_t pupil = 0; pupil < first.size(); ++pupil) {
    if (position(frozen, second, pupil) > position(frozen, first, pupil)) {
      return false;
    }
  }
  return true;
}

TEST(StableImprovementCycles, ErdilErgin2008TheOrderOfEqualsNoLongerMatters) {
  Frozen frozen =
      testing::DrawnMarket({"1: y x z", "2: z y x", "3: y z x"}, {"x: 1 2 3", "y: 2 1 3", "z: 3 1 2"})
          .frozen();
  frozen.table.row_order[6] = frozen.table.row_order[0];  // at y 1 and 3 are equal
  frozen.table.row_order[3] = frozen.table.row_order[2];  // at z 1 and 2
  std::size_t improved = 0;
  for (std::uint8_t seed = 0; seed < 20; ++seed) {
    const Frozen deferred = with(frozen, Mechanism::deferred_acceptance);
    const Frozen improving = with(frozen, Mechanism::stable_improvement_cycles);
    const std::string before = testing::placement_text(deferred, place(deferred, base::Digest{seed}));
    ASSERT_TRUE(before == "1x 2y 3z" || before == "1x 2z 3y") << before;
    improved += before == "1x 2y 3z" ? 1U : 0U;
    ASSERT_EQ(testing::placement_text(improving, place(improving, base::Digest{seed})), "1x 2z 3y");
  }
  EXPECT_GT(improved, 0U);
}

TEST(StableImprovementCycles, AreDeferredAcceptanceWhereNobodyIsEqual) {
  for (std::uint64_t index = 0; index < 1000; ++index) {
    const Frozen frozen = testing::random_frozen(index, {5, 3, true});
    ASSERT_EQ(engine_placement(with(frozen, Mechanism::stable_improvement_cycles)), engine_placement(frozen))
        << "round " << index;
  }
}

TEST(StableImprovementCycles, NoWeaklyStablePlacementIsBetter) {
  std::size_t improved = 0;
  for (std::uint64_t index = 0; index < 4000; ++index) {
    const Frozen frozen = with_ties(testing::random_frozen_with_full_lists(index, {5, 3, false}));
    const Placement placement = engine_placement(with(frozen, Mechanism::stable_improvement_cycles));
    ASSERT_TRUE(is_weakly_stable(frozen, placement)) << "round " << index;
    const Placement deferred = engine_placement(frozen);
    ASSERT_TRUE(is_at_least_as_good(frozen, deferred, placement)) << "round " << index;
    improved += placement == deferred ? 0U : 1U;
    testing::for_each_placement(frozen, [&](const Placement& other) {
      ASSERT_FALSE(other != placement && is_at_least_as_good(frozen, placement, other) &&
                   is_weakly_stable(frozen, other))
          << "round " << index;
    });
  }
  EXPECT_GT(improved, 20U);
}

TEST(StableImprovementCycles, WithSeveralPoolsNobodyIsWorseOffThanByDeferredAcceptance) {
  std::size_t improved = 0;
  for (std::uint64_t index = 0; index < 4000; ++index) {
    const Frozen frozen = with_ties(testing::random_frozen_with_full_lists(index, {6, 3, true}));
    const Placement placement = engine_placement(with(frozen, Mechanism::stable_improvement_cycles));
    const Placement deferred = engine_placement(frozen);
    ASSERT_TRUE(is_at_least_as_good(frozen, deferred, placement)) << "round " << index;
    improved += placement == deferred ? 0U : 1U;
  }
  EXPECT_GT(improved, 20U);
}

}  // namespace
}  // namespace mengpaneel::place
