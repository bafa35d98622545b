// SPDX-License-Identifier: EUPL-1.2
#include "simulate/town.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace mengpaneel::simulate {
namespace {

using testing::ElementsAre;

TEST(Town, NumbersAreAPermutationOfEqualWidth) {
  const base::RandomStream random({}, "test");
  const std::vector<std::string> identifiers = shuffled_identifiers(random, "A", 120);
  const std::set<std::string> different(identifiers.begin(), identifiers.end());
  EXPECT_EQ(different.size(), 120U);
  EXPECT_EQ(*different.begin(), "A001");
  EXPECT_EQ(*different.rbegin(), "A120");
  EXPECT_FALSE(std::ranges::is_sorted(identifiers));
}

TEST(Town, ListsHaveTheLengthThatWasAskedFor) {
  const base::RandomStream random({}, "test");
  std::set<std::size_t> seen;
  int ones = 0;
  for (std::uint64_t family = 0; family < 2000; ++family) {
    seen.insert(list_length(random, family, false, {.minimum = 3, .maximum = 6, .with_sibling = 1}));
    ones += list_length(random, family, true, {.minimum = 3, .maximum = 6, .with_sibling = 1}) == 1 ? 1 : 0;
  }
  EXPECT_THAT(seen, ElementsAre(3, 4, 5, 6));
  EXPECT_NEAR(ones, 1200, 90);
}

TEST(Town, PupilsKeepTheirWishesAndClaimsWhenSorted) {
  Town town;
  town.pupils.resize(3);
  town.pupils[0].pupil_id = "A3";
  town.pupils[1].pupil_id = "A1";
  town.pupils[2].pupil_id = "A2";
  town.wishes = {{3}, {1, 0}, {2}};
  town.claims = {{.pupil = 0, .school = 3, .kind = ClaimKind::staff},
                 {.pupil = 1, .school = 1, .kind = ClaimKind::sibling},
                 {.pupil = 1, .school = 1, .kind = ClaimKind::preschool}};
  sort_pupils(town);
  EXPECT_EQ(town.pupils[0].pupil_id, "A1");
  EXPECT_THAT(town.wishes[0], ElementsAre(1, 0));
  EXPECT_THAT(town.wishes[2], ElementsAre(3));
  ASSERT_EQ(town.claims.size(), 3U);
  EXPECT_EQ(town.claims[0].pupil, 0U);
  EXPECT_EQ(town.claims[0].kind, ClaimKind::preschool);
  EXPECT_EQ(town.claims[1].kind, ClaimKind::sibling);
  EXPECT_EQ(town.claims[2].pupil, 2U);
}

}  // namespace
}  // namespace mengpaneel::simulate
