// SPDX-License-Identifier: EUPL-1.2
// Leiden, Lelystad and Tiel: what a postcode area may do, always, for a while, or as advice.
#include "io/policy_toml.hpp"
#include "tests/presets/placed_round.hpp"

namespace mengpaneel::test {
namespace {

/// L and M have one seat each; `in` lives in the area of L.
Tables two_schools() {
  Tables tables;
  tables.programmes = "programme_id,capacity,zone,own_district_first\nL,1,west,yes\nM,1,east,no\n";
  tables.pupils = "pupil_id,zone\nin,west\nout,east\n";
  return tables;
}

TEST(Leiden, PutsTheAreaFirstWhereThereIsAWaitingList) {
  const Tables tables = two_schools().wants("in", {"L"}).wants("out", {"L"});
  const place::Rules without = changed("leiden", {{"priority = [\"zone\"]\n", ""}});
  expect_rule_decides(preset("leiden"), without, tables, "in", "L");
}

TEST(Leiden, TurnsNobodyAwayWhereThereIsNone) {
  Tables tables = two_schools().wants("in", {"L"}).wants("out", {"L"});
  tables.programmes.replace(tables.programmes.find("L,1"), 3, "L,2");
  EXPECT_EQ(wins(preset("leiden"), tables, "out", "L"), draws);
  EXPECT_EQ(wins(preset("leiden"), tables, "in", "L"), draws);
}

TEST(Lelystad, PutsTheDistrictFirstAtOneSchoolForAWhile) {
  const Tables tables = two_schools().wants("in", {"L"}).wants("out", {"L"});
  const place::Rules a_year_later = changed("lelystad", {{"date = 2010-02-01", "date = 2011-02-01"}});
  expect_rule_decides(preset("lelystad"), a_year_later, tables, "in", "L");
  const place::Rules last_day = changed("lelystad", {{"date = 2010-02-01", "date = 2010-07-31"}});
  EXPECT_EQ(wins(last_day, tables, "in", "L"), draws);
}

TEST(Lelystad, LeavesTheOtherSchoolAsItWas) {
  const Tables tables = two_schools().wants("in", {"M"}).wants("out", {"M"});
  EXPECT_LT(wins(preset("lelystad"), tables, "out", "M"), draws);
}

TEST(Tiel, GivesAdviceThatNeverDecides) {
  const Tables tables = two_schools().wants("in", {"L"}).wants("out", {"L"});
  const place::Rules sanction = changed(
      "tiel", {{", recommend = true", ""}, {"seats = \"rest\"", "seats = \"rest\"\npriority = [\"zone\"]"}});
  expect_rule_decides(sanction, preset("tiel"), tables, "in", "L");
  EXPECT_GT(wins(preset("tiel"), tables, "in", "L"), 0);
}

TEST(Tiel, CannotBecomeASanctionByMistake) {
  const auto rules = io::parse_policy(preset_text("tiel") + "priority = [\"zone\"]\n", "tiel.toml");
  ASSERT_FALSE(rules.has_value());
  EXPECT_EQ(rules.error().shown()[0].code, base::ErrorCode::criterion_only_advice);
}

}  // namespace
}  // namespace mengpaneel::test
