// SPDX-License-Identifier: EUPL-1.2
#include <map>

#include "tests/presets/placed_round.hpp"

namespace mengpaneel::test {
namespace {

/// Ten schools in a line; A0 has one seat. The two denominational ones stand at the far end.
Tables amsterdam_po() {
  Tables tables;
  tables.programmes = "programme_id,capacity,latitude,longitude,denomination,citywide\n";
  for (int i = 0; i < 11; ++i) {
    tables.programmes += "A" + std::to_string(i) + ",1,52." + std::to_string(300 + i) + ",4.9," +
                         (i >= 9 ? "Rooms-Katholiek" : "Openbaar") + ",no\n";
  }
  tables.pupils = "pupil_id,household_id,latitude,longitude,vve\n";
  return tables;
}

TEST(AmsterdamPo, GuaranteesASeatToASiblingOnTheFirstChoiceOnly) {
  Tables tables = amsterdam_po();
  tables.pupils += "near,,52.300,4.9,no\nsibling,,52.330,4.9,no\n";
  tables.claims += "sibling,A0,sibling\n";
  Tables first = tables;
  first.preferences += "near,1,A0\nsibling,1,A0\n";
  EXPECT_EQ(PlacedRound("amsterdam-po", first).placed_at("A0"), (std::set<std::string>{"sibling"}));
  EXPECT_EQ(PlacedRound("amsterdam-po", first).freeze().short_lists.size(), 1U);  // one is enough for her
  Tables second = tables;  // the first choice has no seat for her
  second.programmes += "FULL,0,52.400,4.9,Openbaar,no\n";
  second.preferences += "near,1,A0\nsibling,1,FULL\nsibling,2,A0\n";
  EXPECT_EQ(PlacedRound("amsterdam-po", second).placed_at("A0"), (std::set<std::string>{"near"}));
}

TEST(AmsterdamPo, CountsTwoDenominationalSchoolsAmongTheEightNearest) {
  // From A0 the eight nearest are A0 to A5, and A9 and A10: two denominational ones at least. A6 is not.
  Tables tables = amsterdam_po();
  tables.pupils += "home,,52.300,4.9,no\nrival,,52.310,4.9,no\n";
  tables.preferences += "home,1,A10\n";
  const auto class_at = [&](const std::string& programme) {
    Tables one = tables;
    one.preferences = "pupil_id,rank,programme_id\nhome,1," + programme + "\n";
    const PlacedRound round("amsterdam-po", one);
    return round.table().row_class[round.table().row_begin[0]];
  };
  EXPECT_EQ(class_at("A5"), 2U);  // nearby & first
  EXPECT_EQ(class_at("A6"), 3U);  // other
  EXPECT_EQ(class_at("A9"), 2U);
  EXPECT_EQ(class_at("A10"), 2U);
}

/// Whom A0's last seat goes to: `near`, who lives there, or `rival`, who lives far away and has no ground.
Tables near_and_rival(bool first_choice) {
  Tables tables = amsterdam_po();
  tables.pupils += "near,,52.300,4.9,yes\nrival,,52.500,4.9,no\n";
  for (int i = 0; i < 8; ++i) {  // so that A0 is none of the eight nearest of `rival`
    tables.programmes +=
        "B" + std::to_string(i) + ",0,52.501,4.9," + (i < 2 ? "Overige" : "Openbaar") + ",no\n";
  }
  const std::vector<std::string> wishes =
      first_choice ? std::vector<std::string>{"A0"} : std::vector<std::string>{"B0", "A0"};
  return tables.wants("near", wishes).wants("rival", {"A0"});
}

TEST(AmsterdamPo, PutsTheEightNearestFirst) {
  const place::Rules without = changed("amsterdam-po", {{", \"nearby & first\"]", "]"}});
  expect_rule_decides(preset("amsterdam-po"), without, near_and_rival(true), "near", "A0");
}

TEST(AmsterdamPo, CountsEveryGroundOnTheFirstChoiceOnly) {
  EXPECT_LT(wins(preset("amsterdam-po"), near_and_rival(false), "near", "A0"), draws);
  for (const char* claim : {"preschool", "ikc", "staff"}) {
    Tables tables = near_and_rival(false);
    tables.claims += std::string("near,A0,") + claim + "\n";
    EXPECT_LT(wins(preset("amsterdam-po"), tables, "near", "A0"), draws) << claim;
  }
}

TEST(AmsterdamPo, PutsPreschoolBeforeStaffBeforeNearby) {
  Tables tables = amsterdam_po();
  tables.pupils +=
      "near,,52.300,4.9,no\nstaff,,52.330,4.9,no\npreschool,,52.300,4.9,yes\nwithout,,52.300,4.9,no\nikc,,52."
      "300,4.9,no\n";
  tables.preferences += "near,1,A0\nstaff,1,A0\npreschool,1,A0\nwithout,1,A0\nikc,1,A0\n";
  tables.claims += "staff,A0,staff\npreschool,A0,preschool\nwithout,A0,preschool\nikc,A0,ikc\n";
  const PlacedRound round("amsterdam-po", tables);
  std::map<std::string, std::uint16_t> classes;
  for (std::uint32_t pupil = 0; pupil < round.table().pupil_count(); ++pupil) {
    const std::uint32_t row = round.table().row_begin[round.table().choice_begin[pupil]];
    classes[std::string(round.table().pupils.name(pupil))] = round.table().row_class[row];
  }
  const std::map<std::string, std::uint16_t> expected{
      {"preschool", 0}, {"ikc", 0}, {"staff", 1}, {"near", 2}, {"without", 2}};
  EXPECT_EQ(classes, expected);
}

}  // namespace
}  // namespace mengpaneel::test
