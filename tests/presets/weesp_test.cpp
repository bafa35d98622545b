// SPDX-License-Identifier: EUPL-1.2
#include "tests/presets/placed_round.hpp"

namespace mengpaneel::test {
namespace {

/// `count` pupils w1001, w1002, ... who want Weesp's school, the first `vve` with an indication.
Tables weesp(int count, int vve) {
  Tables tables;
  tables.programmes = "programme_id,capacity,seats_vve\nW,91,7\n";
  tables.pupils = "pupil_id,household_id,postcode,vve\n";
  for (int i = 1; i <= count; ++i) {
    const std::string pupil = "w" + std::to_string(1000 + i);
    tables.pupils += pupil + ",,1102AB," + (i <= vve ? "yes" : "no") + "\n";
    tables.preferences += pupil + ",1,W\n";
  }
  return tables;
}

TEST(Weesp, KeepsSevenOfNinetyOneSeatsForChildrenWithAnIndication) {
  // 120 children from outside the town, seven of them with an indication, whatever the draw.
  for (std::uint8_t seed = 1; seed <= 5; ++seed) {
    const PlacedRound round("weesp", weesp(120, 7), seed);
    EXPECT_EQ(round.outcome().pools[round.pool("W", "vve")].filled, 7U);
    for (int i = 1; i <= 7; ++i) {
      EXPECT_EQ(round.pool_of("w" + std::to_string(1000 + i)), "vve");
    }
    EXPECT_EQ(round.placed_at("W").size(), 91U);
  }
}

TEST(Weesp, LeavesThoseChildrenToLuckWithoutTheReserve) {
  const place::Rules without = changed("weesp", {{"seats = { column = \"seats_vve\" }", "seats = 0"}});
  expect_rule_decides(preset("weesp"), without, weesp(120, 7), "w1003", "W");
}

TEST(Weesp, PutsResidentsFirstForReservedSeatsToo) {
  Tables tables = weesp(120, 30);
  tables.programmes = "programme_id,capacity,seats_vve\nW,7,7\n";
  tables.pupils += "resident,,1381AB,yes\n";
  tables.wants("resident", {"W"});
  EXPECT_EQ(wins(preset("weesp"), tables, "resident", "W"), draws);
}

TEST(Weesp, GivesReservedSeatsThatAreLeftToEveryone) {
  const PlacedRound round("weesp", weesp(120, 2));
  EXPECT_EQ(round.outcome().pools[round.pool("W", "vve")].filled, 2U);
  EXPECT_EQ(round.outcome().pools[round.pool("W", "open")].seats, 91U - 7U + 5U);
  EXPECT_EQ(round.placed_at("W").size(), 91U);
  const PlacedRound quiet("weesp", weesp(75, 5));  // as published: 75 applicants for 91 seats
  EXPECT_EQ(quiet.placed_at("W").size(), 75U);
}

TEST(Weesp, PlacesBrothersAndSistersThenResidents) {
  Tables tables = weesp(110, 0);
  tables.pupils += "resident,,1381 ab,no\nsibling,,1102AB,no\n";
  tables.preferences += "resident,1,W\nsibling,1,W\n";
  tables.claims += "sibling,W,sibling\n";
  const PlacedRound round("weesp", tables);
  EXPECT_EQ(round.pool_of("sibling"), "broers en zussen");
  EXPECT_EQ(round.pool_of("resident"), "open");
  const place::Rules without =
      changed("weesp", {{"open_to = \"vve\"\npriority = [\"resident\"]", "open_to = \"vve\""},
                        {"seats = \"rest\"\npriority = [\"resident\"]", "seats = \"rest\""}});
  expect_rule_decides(preset("weesp"), without, tables, "resident", "W");
  EXPECT_EQ(round.placed_at("W").size(), 91U);         // the brother's seat came out of the rest
  EXPECT_EQ(round.freeze().short_lists.size(), 112U);  // a list has four schools
}

}  // namespace
}  // namespace mengpaneel::test
