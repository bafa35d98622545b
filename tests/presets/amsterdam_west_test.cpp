// SPDX-License-Identifier: EUPL-1.2
#include "tests/presets/placed_round.hpp"

namespace mengpaneel::test {
namespace {

/// S has two seats, T one. `a` and `b` are a mixed duo, `c` and `d` a pair that is not mixed.
Tables amsterdam_west() {
  Tables tables;
  tables.programmes = "programme_id,capacity,zone\nS,2,1055\nT,1,1056\n";
  tables.pupils =
      "pupil_id,zone,vve,group_id,group_kind\n"
      "a,1059,yes,1,duo\nb,1059,no,1,duo\nc,1059,yes,2,duo\nd,1059,yes,2,duo\n"
      "one,1059,no,,\ntwo,1059,no,,\nzone,1055,no,,\nsib,1059,no,,\n";
  tables.claims += "sib,S,sibling\n";
  return tables;
}

TEST(AmsterdamWest, PutsAMixedDuoBeforeOthers) {
  const Tables tables =
      amsterdam_west().wants("a", {"S"}).wants("b", {"S"}).wants("zone", {"S"}).wants("one", {"S"});
  const place::Rules without = changed("amsterdam-west-2010", {{", \"duo\", ", ", "}});
  EXPECT_EQ(wins(without, tables, "zone", "S"), draws);
  expect_rule_decides(preset("amsterdam-west-2010"), without, tables, "a", "S");
  EXPECT_EQ(wins(preset("amsterdam-west-2010"), tables, "b", "S"), draws);
}

TEST(AmsterdamWest, KnowsNoDuoOfTwoOfAKind) {
  const Tables tables =
      amsterdam_west().wants("a", {"S"}).wants("b", {"S"}).wants("c", {"S"}).wants("d", {"S"});
  EXPECT_EQ(wins(preset("amsterdam-west-2010"), tables, "c", "S"), 0);
  EXPECT_EQ(wins(preset("amsterdam-west-2010"), tables, "a", "S"), draws);
}

TEST(AmsterdamWest, PlacesADuoApartThatFitsNowhereTogether) {
  const PlacedRound round("amsterdam-west-2010", amsterdam_west().wants("a", {"T"}).wants("b", {"T"}));
  EXPECT_EQ(round.placed_at("T").size(), 1U);
  EXPECT_EQ(round.number("a"), round.number("b"));  // one draw for the two of them
}

TEST(AmsterdamWest, PutsTheSchoolsOwnPreschoolBeforeADuo) {
  Tables tables = amsterdam_west().wants("a", {"S"}).wants("b", {"S"}).wants("one", {"S"});
  tables.claims += "one,S,preschool\n";
  EXPECT_EQ(wins(preset("amsterdam-west-2010"), tables, "one", "S"), draws);
}

TEST(AmsterdamWest, PutsTheSchoolsAreaLastOfAll) {
  const Tables tables = amsterdam_west().wants("one", {"S"}).wants("two", {"S"}).wants("zone", {"S"});
  const place::Rules without = changed("amsterdam-west-2010", {{"\"duo\", \"zone\"]", "\"duo\"]"}});
  expect_rule_decides(preset("amsterdam-west-2010"), without, tables, "zone", "S");
  Tables with_duo = tables;
  with_duo.wants("a", {"S"}).wants("b", {"S"}).wants("sib", {"S"});
  EXPECT_EQ(wins(preset("amsterdam-west-2010"), with_duo, "sib", "S"), draws);
}

}  // namespace
}  // namespace mengpaneel::test
