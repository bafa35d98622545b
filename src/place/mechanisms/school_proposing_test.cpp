// SPDX-License-Identifier: EUPL-1.2
#include "place/mechanisms/school_proposing.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/random_market.hpp"
#include "tests/support/stable_placements.hpp"

namespace mengpaneel::place {
namespace {

using testing::Placement;

TEST(SchoolProposing, IsTheWorstForEveryPupilAmongAllStablePlacements) {
  std::size_t with_a_choice = 0;
  for (std::uint64_t index = 0; index < 20'000; ++index) {
    Frozen frozen = testing::random_frozen(index, {4, 3, true});
    frozen.seats.mechanism = Mechanism::school_proposing;
    const Placement placement = testing::engine_placement(frozen);
    const std::vector<Placement> stable = testing::all_stable(frozen);
    ASSERT_TRUE(std::ranges::find(stable, placement) != stable.end()) << "round " << index;
    with_a_choice += static_cast<std::size_t>(stable.size() > 1);
    for (const Placement& other : stable) {
      for (std::uint32_t pupil = 0; pupil < placement.size(); ++pupil) {
        ASSERT_GE(testing::position(frozen, placement, pupil), testing::position(frozen, other, pupil))
            << "round " << index;
      }
    }
  }
  EXPECT_GT(with_a_choice, 10U);
}

}  // namespace
}  // namespace mengpaneel::place
