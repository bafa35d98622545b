// SPDX-License-Identifier: EUPL-1.2
// Kralingen: two lists for half of the seats each.
#include "tests/presets/placed_round.hpp"

namespace mengpaneel::test {
namespace {

/// `with` and `without` an indication want the same school.
Tables kralingen(int capacity, int with, int without) {
  Tables tables;
  tables.programmes = "programme_id,capacity\nK," + std::to_string(capacity) + "\n";
  tables.pupils = "pupil_id,vve\n";
  for (int i = 0; i < with + without; ++i) {
    const std::string pupil = (i < with ? "v" : "o") + std::to_string(100 + i);
    tables.pupils += pupil + (i < with ? ",yes\n" : ",no\n");
    tables.wants(pupil, {"K"});
  }
  return tables;
}

/// How many with an indication, and how many others, have a seat.
std::pair<int, int> seated(const place::Rules& rules, const Tables& tables, std::uint8_t seed) {
  std::pair<int, int> count;
  for (const std::string& pupil : PlacedRound(rules, tables, seed).placed_at("K")) {
    ++(pupil[0] == 'v' ? count.first : count.second);
  }
  return count;
}

TEST(Kralingen, SharesTheSeatsEquallyHoweverManyApply) {
  const place::Rules open = changed("kralingen", {{"open_to = \"vve\"\n", ""}, {"open_to = \"!vve\"\n", ""}});
  bool luck_differs = false;
  for (std::uint8_t seed = 1; seed <= draws; ++seed) {
    EXPECT_EQ(seated(preset("kralingen"), kralingen(10, 8, 40), seed), std::pair(5, 5));
    luck_differs = luck_differs || seated(open, kralingen(10, 8, 40), seed) != std::pair(5, 5);
  }
  EXPECT_TRUE(luck_differs);
}

TEST(Kralingen, PassesOnWhatEitherListLeaves) {
  EXPECT_EQ(seated(preset("kralingen"), kralingen(10, 2, 40), 1), std::pair(2, 8));
  EXPECT_EQ(seated(preset("kralingen"), kralingen(10, 40, 2), 1), std::pair(8, 2));
}

TEST(Kralingen, LeavesTheOddSeatToEveryone) {
  const PlacedRound round("kralingen", kralingen(11, 20, 20));
  EXPECT_EQ(round.outcome().pools[round.pool("K", "lijst met VVE")].filled, 5U);
  EXPECT_EQ(round.outcome().pools[round.pool("K", "lijst zonder VVE")].filled, 5U);
  EXPECT_EQ(round.outcome().pools[round.pool("K", "over van beide lijsten")].filled, 1U);
}

}  // namespace
}  // namespace mengpaneel::test
