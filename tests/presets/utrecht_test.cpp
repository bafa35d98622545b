// SPDX-License-Identifier: EUPL-1.2
#include "tests/presets/placed_round.hpp"

namespace mengpaneel::test {
namespace {

/// A school S, a school C for the whole city, and FULL, with a seat each but the last; numbers by a notary.
Tables utrecht() {
  Tables tables;
  tables.programmes = "programme_id,capacity,citywide,busy\nS,1,no,no\nC,1,yes,no\nFULL,0,no,yes\n";
  tables.pupils = "pupil_id,vve\nluck,no\nnear,no\npre,yes\nsib,no\n";
  tables.lottery = "kind,id,number\npupil,luck,1\npupil,near,2\npupil,pre,3\npupil,sib,4\n";
  tables.claims += "near,S,nearby\nnear,C,nearby\npre,S,preschool\npre,C,preschool\nsib,S,sibling\n";
  return tables;
}

TEST(Utrecht, DrawsWithTheNumbersOfTheNotary) {
  Tables tables = utrecht().wants("luck", {"FULL", "C"}).wants("sib", {"FULL", "C"});
  EXPECT_EQ(PlacedRound("utrecht", tables).placed_at("C"), std::set<std::string>{"luck"});
  tables.lottery = "kind,id,number\npupil,luck,9\npupil,sib,4\n";
  EXPECT_EQ(PlacedRound("utrecht", tables).placed_at("C"), std::set<std::string>{"sib"});
}

TEST(Utrecht, GivesANeighbourTheSeatOfABetterNumberButNotAtASchoolForTheCity) {
  const Tables tables = utrecht().wants("luck", {"S"}).wants("near", {"S"});
  EXPECT_EQ(PlacedRound("utrecht", tables).placed_at("S"), std::set<std::string>{"near"});
  const place::Rules without = changed("utrecht", {{"first\", \"nearby\"]", "first\"]"}});
  EXPECT_EQ(PlacedRound(without, tables).placed_at("S"), std::set<std::string>{"luck"});
  const Tables city = utrecht().wants("luck", {"C"}).wants("near", {"C"});
  EXPECT_EQ(PlacedRound("utrecht", city).placed_at("C"), std::set<std::string>{"luck"});
}

TEST(Utrecht, CountsThePreschoolOnTheFirstChoiceOnly) {
  const Tables first = utrecht().wants("near", {"S"}).wants("pre", {"S"});
  EXPECT_EQ(PlacedRound("utrecht", first).placed_at("S"), std::set<std::string>{"pre"});
  const Tables second = utrecht().wants("near", {"S"}).wants("pre", {"FULL", "S"});
  EXPECT_EQ(PlacedRound("utrecht", second).placed_at("S"), std::set<std::string>{"near"});
}

TEST(Utrecht, HasTheSamePrioritiesButForNearnessAtASchoolForTheCity) {
  const Tables first = utrecht().wants("luck", {"C"}).wants("pre", {"C"});
  EXPECT_EQ(PlacedRound("utrecht", first).placed_at("C"), std::set<std::string>{"pre"});
  const Tables second = utrecht().wants("luck", {"C"}).wants("pre", {"FULL", "C"});
  EXPECT_EQ(PlacedRound("utrecht", second).placed_at("C"), std::set<std::string>{"luck"});
  Tables sibling = utrecht().wants("luck", {"C"}).wants("sib", {"FULL", "C"});
  sibling.claims += "sib,C,sibling\n";
  EXPECT_EQ(PlacedRound("utrecht", sibling).placed_at("C"), std::set<std::string>{"luck"});
}

TEST(Utrecht, GuaranteesASeatToASiblingAtTheSchoolOfFirstChoice) {
  Tables tables = utrecht().wants("luck", {"S"}).wants("near", {"S"}).wants("sib", {"S"});
  EXPECT_EQ(PlacedRound("utrecht", tables).placed_at("S"), std::set<std::string>{"sib"});
  const Tables late = utrecht().wants("luck", {"S"}).wants("sib", {"FULL", "S"});
  EXPECT_EQ(PlacedRound("utrecht", late).placed_at("S"), std::set<std::string>{"luck"});
  tables.pupils += "sib2,no\n";
  tables.lottery->append("pupil,sib2,5\n");
  tables.claims += "sib2,S,sibling\n";
  tables.wants("sib2", {"S"});
  EXPECT_EQ(PlacedRound("utrecht", tables).placed_at("S"), (std::set<std::string>{"sib", "sib2"}));
}

TEST(Utrecht, AsksForFiveChoicesAtABusySchoolAndForThreeElsewhere) {
  const PlacedRound round("utrecht", utrecht().wants("luck", {"FULL", "S"}).wants("near", {"S"}));
  ASSERT_EQ(round.freeze().short_lists.size(), 2U);
  EXPECT_EQ(round.freeze().short_lists[0].minimum, 5U);
  EXPECT_EQ(round.freeze().short_lists[1].minimum, 3U);
}

}  // namespace
}  // namespace mengpaneel::test
