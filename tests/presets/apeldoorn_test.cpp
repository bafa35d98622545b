// SPDX-License-Identifier: EUPL-1.2
#include "tests/presets/placed_round.hpp"

namespace mengpaneel::test {
namespace {

/// Eight schools in a line to the north, 1 km from each other, with a seat each.
Tables apeldoorn() {
  Tables tables;
  tables.programmes = "programme_id,capacity,latitude,longitude\n";
  for (int i = 1; i <= 8; ++i) {
    tables.programmes += "S" + std::to_string(i) + ",1,52.2" + std::to_string(i) + ",5.97\n";
  }
  tables.pupils =
      "pupil_id,household_id,latitude,longitude\nsouth,,52.205,5.97\nsib,,52.205,5.97\n"
      "north,,52.285,5.97\n";
  tables.claims += "sib,S8,sibling\n";
  return tables;
}

TEST(Apeldoorn, PutsTheSixNearestSchoolsBehindTheList) {
  const Tables tables = apeldoorn().wants("south", {"S8", "S2"}).wants("sib", {"S8"}).wants("north", {"S2"});
  const PlacedRound round("apeldoorn", tables);
  EXPECT_EQ(round.list_of("south"), (std::vector<std::string>{"S8", "S2", "S1", "S3", "S4", "S5", "S6"}));
}

TEST(Apeldoorn, UsesTheBackUpWhenTheListIsFull) {
  const Tables tables = apeldoorn().wants("south", {"S8"}).wants("sib", {"S8"});
  EXPECT_EQ(wins(preset("apeldoorn"), tables, "south", "S1"), draws);
  const place::Rules without = changed("apeldoorn", {{"[[list]]\nappend = \"nearby\"\n", ""}});
  EXPECT_EQ(wins(without, tables, "south", "-"), draws);
}

TEST(Apeldoorn, PutsTheSixNearestSchoolsFirst) {
  const Tables tables = apeldoorn().wants("south", {"S7"}).wants("north", {"S7"});  // the seventh of `south`
  const place::Rules without = changed("apeldoorn", {{", \"nearby\"]", "]"}});
  expect_rule_decides(preset("apeldoorn"), without, tables, "north", "S7");
}

TEST(Apeldoorn, MeasuresByBicycleWhereTheTownGivesThoseDistances) {
  Tables tables = apeldoorn().wants("south", {"S8"}).wants("sib", {"S8"});
  tables.distances =  // across the canal S1 is far away
      "pupil_id,programme_id,metres\nsouth,S1,5000\nsouth,S2,1500\nsouth,S8,9000\nsib,S8,9000\n";
  EXPECT_EQ(PlacedRound("apeldoorn", tables).list_of("south"), (std::vector<std::string>{"S8", "S2", "S1"}));
}

}  // namespace
}  // namespace mengpaneel::test
