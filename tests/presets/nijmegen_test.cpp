// SPDX-License-Identifier: EUPL-1.2
#include "tests/presets/placed_round.hpp"

namespace mengpaneel::test {
namespace {

/// Four schools in a line to the north, 1 km from each other, with one seat each, and a city school C.
Tables nijmegen() {
  Tables tables;
  tables.programmes =
      "programme_id,capacity,latitude,longitude,citywide,present_low,present\n"
      "A,1,51.84,5.86,no,30,100\n"
      "B,1,51.85,5.86,no,30,100\n"
      "D,1,51.86,5.86,no,10,100\n"
      "E,1,51.87,5.86,no,50,100\n"
      "C,1,51.84,5.87,yes,50,100\n";
  tables.pupils = "pupil_id,household_id,latitude,longitude,postcode,ses,round1\n";
  return tables;
}

TEST(Nijmegen, GuaranteesASeatToASiblingInRoundOneOnly) {
  Tables tables = nijmegen();
  tables.pupils +=
      "near,,51.84,5.86,6521AA,high,yes\n"
      "early1,,51.90,5.86,6521AA,high,yes\n"
      "early2,,51.90,5.86,6521AA,high,yes\n"
      "late,,51.90,5.86,6521AA,high,no\n";
  tables.preferences += "near,1,A\nearly1,1,A\nearly2,1,A\nlate,1,A\nlate,2,E\n";
  tables.claims += "early1,A,sibling\nearly2,A,sibling\nlate,A,sibling\n";
  const PlacedRound round("nijmegen", tables);
  EXPECT_EQ(round.placed_at("A"),
            (std::set<std::string>{"early1", "early2"}));  // one more than there are seats
  EXPECT_EQ(round.programme_of("late"), "E");
  EXPECT_EQ(round.seats().waiting, place::WaitingOrder::not_kept);
}

TEST(Nijmegen, PutsALateSiblingBeforeANeighbourAndAResident) {
  Tables tables = nijmegen();
  tables.pupils +=
      "near,,51.84,5.86,6521AA,high,yes\nlate,,51.90,5.86,6601AA,high,no\n"
      "inside,,51.84,5.86,6521AA,high,yes\nlate2,,51.90,5.86,6601AA,high,no\n";
  tables.wants("near", {"A"}).wants("late", {"A"}).wants("inside", {"C"}).wants("late2", {"C"});
  tables.claims += "late,A,sibling\nlate2,C,sibling\n";
  EXPECT_EQ(wins(preset("nijmegen"), tables, "late", "A"), draws);
  EXPECT_EQ(wins(preset("nijmegen"), tables, "late2", "C"), draws);
}

TEST(Nijmegen, PutsTheThreeNearestSchoolsBeforeMixing) {
  Tables tables = nijmegen();
  // E is the fourth school from `far` (C has no neighbourhood and does not count), and the third from `near`.
  tables.programmes += "F,1,51.875,5.86,no,30,100\nG,1,51.88,5.86,no,30,100\n";
  tables.pupils +=
      "far,,51.835,5.86,6521AA,high,yes\n"
      "near,,51.878,5.86,6521AA,low,yes\n";
  tables.preferences += "far,1,E\nnear,1,E\n";
  for (std::uint8_t seed = 1; seed <= 6; ++seed) {
    EXPECT_EQ(PlacedRound("nijmegen", tables, seed).placed_at("E"), std::set<std::string>{"near"});
  }
}

TEST(Nijmegen, GoesTowardsThirtySeventyAmongTheOthers) {
  Tables tables = nijmegen();
  // Nobody lives near. D has 10% kansarm, E 50%: D is short of kansarm children, E of the others.
  tables.pupils +=
      "low1,,51.80,5.86,6521AA,low,yes\nhigh1,,51.80,5.86,6521AA,high,yes\n"
      "low2,,51.80,5.86,6521AA,low,yes\nhigh2,,51.80,5.86,6521AA,high,yes\n";
  tables.programmes += "X,0,51.801,5.86,no,0,0\nY,0,51.802,5.86,no,0,0\nZ,0,51.803,5.86,no,0,0\n";
  tables.preferences += "low1,1,D\nhigh1,1,D\nlow2,1,E\nhigh2,1,E\n";
  for (std::uint8_t seed = 1; seed <= 6; ++seed) {
    const PlacedRound round("nijmegen", tables, seed);
    EXPECT_EQ(round.placed_at("D"), std::set<std::string>{"low1"});
    EXPECT_EQ(round.placed_at("E"), std::set<std::string>{"high2"});
  }
  const place::Rules without = changed("nijmegen", {{"\"nearby\", \"mixes\"]", "\"nearby\"]"}});
  expect_rule_decides(preset("nijmegen"), without, tables, "low1", "D");
  expect_rule_decides(preset("nijmegen"), without, tables, "high2", "E");
}

TEST(Nijmegen, LetsResidentsGoFirstAtACitySchool) {
  Tables tables = nijmegen();
  tables.pupils += "inside,,51.90,5.86,6521AA,high,yes\noutside,,51.84,5.87,6601AA,low,yes\n";
  tables.preferences += "inside,1,C\noutside,1,C\n";
  for (std::uint8_t seed = 1; seed <= 6; ++seed) {
    EXPECT_EQ(PlacedRound("nijmegen", tables, seed).placed_at("C"), std::set<std::string>{"inside"});
  }
}

}  // namespace
}  // namespace mengpaneel::test
