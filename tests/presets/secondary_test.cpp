// SPDX-License-Identifier: EUPL-1.2
// Zaanstad and Haaglanden: secondary schools elsewhere than in Amsterdam.
#include "tests/presets/placed_round.hpp"

namespace mengpaneel::test {
namespace {

/// H1 and H2 teach havo, V only vwo; H2 lies nearer to all than H3 does. A seat each.
Tables secondary() {
  Tables tables;
  tables.programmes =
      "programme_id,capacity,levels,latitude,longitude\n"
      "H1,1,havo;havo/vwo,52.45,4.80\nH2,1,havo,52.46,4.80\nH3,1,havo,52.47,4.80\nV,1,vwo,52.44,4.80\n";
  tables.pupils =
      "pupil_id,advice,latitude,longitude\n"
      "feeder,havo,52.44,4.80\nother,havo,52.44,4.80\nthird,havo,52.44,4.80\n";
  return tables;
}

TEST(Zaanstad, PutsNaturalPartnersFirst) {
  Tables tables = secondary().wants("feeder", {"H1"}).wants("other", {"H1"});
  tables.claims += "feeder,H1,feeder\n";
  const place::Rules without = changed("zaanstad-vo", {{"priority = [\"feeder\"]\n", ""}});
  expect_rule_decides(preset("zaanstad-vo"), without, tables, "feeder", "H1");
}

TEST(Zaanstad, CompletesAListWithAllProgrammesOfTheAdvice) {
  Tables tables = secondary().wants("feeder", {"H1"}).wants("other", {"H1"}).wants("third", {"H1"});
  tables.claims += "feeder,H1,feeder\n";
  const PlacedRound round("zaanstad-vo", tables);
  EXPECT_EQ(round.list_of("other"), (std::vector<std::string>{"H1", "H2", "H3"}));  // nearest first, no V
  EXPECT_NE(round.programme_of("other"), "-");
  EXPECT_NE(round.programme_of("third"), "-");
  const PlacedRound without(changed("zaanstad-vo", {{"[[list]]\nappend = \"level\"\n", ""}}), tables);
  EXPECT_EQ(without.programme_of("other"), "-");
}

TEST(Secondary, PlacesOnlyWhereTheAdviceIsTaught) {
  const Tables tables = secondary().wants("other", {"V"});
  EXPECT_EQ(wins(preset("haaglanden-bovo"), tables, "other", "V"), 0);
  EXPECT_EQ(wins(preset("zaanstad-vo"), tables, "other", "V"), 0);
}

const std::pair<std::string, std::string> stages_of_bovo{
    "[[stage]]                                   # at the schools\n"
    "mechanism = \"immediate-acceptance\"\nranks = \"1\"\nnumbers = \"per-programme\"\n\n"
    "[[stage]]                                   # for the region\n"
    "mechanism = \"deferred-acceptance\"\nranks = \"2-\"\n",
    ""};

place::Rules bovo_in_one_stage() {
  return changed(
      "haaglanden-bovo",
      {stages_of_bovo, {"date = 2024-03-01", "date = 2024-03-01\nmechanism = \"deferred-acceptance\""}});
}

TEST(Haaglanden, FillsASchoolWithFirstChoicesBeforeAnybodyElse) {
  // `feeder` has a parent at H1; `other` loses there and finds H2 taken by `third`, who put it first.
  Tables tables = secondary().wants("feeder", {"H1"}).wants("other", {"H1", "H2"}).wants("third", {"H2"});
  tables.claims += "feeder,H1,staff\n";
  expect_rule_decides(preset("haaglanden-bovo"), bovo_in_one_stage(), tables, "third", "H2");
}

TEST(Haaglanden, HasPrioritiesInTheFirstStageOnly) {
  // Two lose at H1, where `feeder` works out, and meet at H2 in the second stage.
  Tables tables =
      secondary().wants("feeder", {"H1"}).wants("other", {"H1", "H2"}).wants("third", {"H1", "H2"});
  tables.claims += "feeder,H1,staff\nother,H2,sibling\n";
  const int won = wins(preset("haaglanden-bovo"), tables, "other", "H2");
  EXPECT_GT(won, 0);
  EXPECT_LT(won, draws);
  EXPECT_EQ(wins(preset("haaglanden-bovo"), tables, "feeder", "H1"), draws);
  const place::Rules without =
      changed("haaglanden-bovo", {{"priority = [\"sibling & first | staff & first\"]\n", ""}});
  EXPECT_LT(wins(without, tables, "feeder", "H1"), draws);
}

TEST(Haaglanden, DrawsAtEachSchoolFirstAndWithOneNumberAfterwards) {
  const PlacedRound round("haaglanden-bovo", secondary().wants("other", {"H1", "H2", "H3"}));
  EXPECT_NE(round.number("other", 0), round.number("other", 1));
  EXPECT_EQ(round.number("other", 1), round.number("other", 2));
}

}  // namespace
}  // namespace mengpaneel::test
