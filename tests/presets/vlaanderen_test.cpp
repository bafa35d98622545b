// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "tests/presets/placed_round.hpp"

namespace mengpaneel::test {
namespace {

/// A school V of ten seats. Pupils i1, i2, .. with an indicator live farther and farther away, pupils o1, o2,
/// .. without one all live nearer than they.
Tables vlaanderen(int with, int without, const std::string& sitting = "0,0") {
  Tables tables;
  tables.programmes =
      "programme_id,capacity,latitude,longitude,present_ind,present_other\n"
      "V,10,51.10,4.0," +
      sitting + "\nW,1,51.90,4.0,0,0\n";
  tables.pupils = "pupil_id,latitude,longitude,indicator,group_a,group_b,group_id,group_kind\n";
  const auto add = [&tables](const std::string& pupil, int minutes, const std::string& rest) {
    tables.pupils += pupil + ",51." + std::to_string(minutes) + ",4.0," + rest + ",,\n";
    tables.wants(pupil, {"V"});
  };
  for (int i = 1; i <= with; ++i) {
    add("i" + std::to_string(i), 40 + i, i % 2 == 0 ? "yes,yes,no" : "yes,no,yes");
  }
  for (int i = 1; i <= without; ++i) {
    add("o" + std::to_string(i), 10 + i, "no,no,no");
  }
  return tables;
}

int seated(const std::set<std::string>& pupils, char kind) {
  return static_cast<int>(
      std::ranges::count_if(pupils, [=](const std::string& id) { return id[0] == kind; }));
}

TEST(Vlaanderen2013, KeepsFourOfTenSeatsForIndicatorPupilsWhoLiveFarther) {
  const std::set<std::string> placed = PlacedRound("vlaanderen-2013", vlaanderen(8, 20)).placed_at("V");
  EXPECT_EQ(placed, (std::set<std::string>{"i1", "i2", "i3", "i4", "o1", "o2", "o3", "o4", "o5", "o6"}));
  const place::Rules one_contingent = changed(
      "vlaanderen-2013", {{"seats = \"40%\"", "seats = \"0%\""}, {"seats = \"60%\"", "seats = \"0%\""}});
  EXPECT_EQ(seated(PlacedRound(one_contingent, vlaanderen(8, 20)).placed_at("V"), 'i'), 0);
}

TEST(Vlaanderen2013, KeepsSixOfTenSeatsForOthersWhoLiveFarther) {
  Tables tables = vlaanderen(0, 20);
  for (int i = 1; i <= 20; ++i) {
    tables.pupils += "i" + std::to_string(i) + ",51.101,4.0,yes,no,no,,\n";
    tables.wants("i" + std::to_string(i), {"V"});
  }
  EXPECT_EQ(seated(PlacedRound("vlaanderen-2013", tables).placed_at("V"), 'o'), 6);
}

TEST(Vlaanderen2013, CountsSittingPupilsInTheirContingent) {
  const std::set<std::string> placed =
      PlacedRound("vlaanderen-2013", vlaanderen(8, 20, "1,4")).placed_at("V");
  EXPECT_EQ(seated(placed, 'i'), 3);
  EXPECT_EQ(seated(placed, 'o'), 2);
}

TEST(Vlaanderen2013, GivesWhatOneContingentLeavesToTheOther) {
  EXPECT_EQ(seated(PlacedRound("vlaanderen-2013", vlaanderen(1, 20)).placed_at("V"), 'o'), 9);
  EXPECT_EQ(seated(PlacedRound("vlaanderen-2013", vlaanderen(20, 1)).placed_at("V"), 'i'), 9);
}

TEST(Vlaanderen2013, PutsHouseholdAndStaffFirstWithinTheContingent) {
  Tables tables = vlaanderen(8, 20);
  tables.claims += "i8,V,household\no20,V,staff\n";
  const std::set<std::string> placed = PlacedRound("vlaanderen-2013", tables).placed_at("V");
  EXPECT_EQ(placed, (std::set<std::string>{"i1", "i2", "i3", "i8", "o1", "o2", "o20", "o3", "o4", "o5"}));
}

TEST(Vlaanderen2013, PutsThemFirstForTheSeatsThatAreLeftToo) {
  Tables tables = vlaanderen(20, 0);
  for (int i = 16; i <= 20; ++i) {  // one more than the contingent has seats
    tables.claims += "i" + std::to_string(i) + ",V,household\n";
  }
  const std::set<std::string> placed = PlacedRound("vlaanderen-2013", tables).placed_at("V");
  EXPECT_EQ(placed, (std::set<std::string>{"i1", "i2", "i3", "i4", "i5", "i16", "i17", "i18", "i19", "i20"}));
}

TEST(Vlaanderen2013, PutsANearSecondChoiceBeforeAFarFirstChoice) {
  Tables tables = vlaanderen(0, 11);
  tables.preferences = "pupil_id,rank,programme_id\n";
  tables.programmes.replace(tables.programmes.find("W,1"), 3, "W,0");
  tables.wants("o1", {"W", "V"});
  for (int i = 2; i <= 11; ++i) {
    tables.wants("o" + std::to_string(i), {"V"});
  }
  const PlacedRound round("vlaanderen-2013", tables);
  EXPECT_EQ(round.programme_of("o1"), "V");
  EXPECT_EQ(round.programme_of("o11"), "-");
}

TEST(Vlaanderen2013, PlacesBrothersAndSistersTogetherOrNotAtAll) {
  Tables tables = vlaanderen(0, 9);
  tables.pupils += "o91,51.30,4.0,no,no,no,7,siblings\no92,51.30,4.0,no,no,no,7,siblings\n";
  tables.wants("o91", {"V"}).wants("o92", {"V"});
  const PlacedRound one_seat("vlaanderen-2013", tables);
  EXPECT_EQ(one_seat.programme_of("o91"), "-");
  EXPECT_EQ(one_seat.programme_of("o92"), "-");
  EXPECT_EQ(one_seat.number("o91"), one_seat.number("o92"));
  const place::Rules apart = changed("vlaanderen-2013", {{"or-nothing", "or-separately"}});
  EXPECT_EQ(PlacedRound(apart, tables).placed_at("V").size(), 10U);
}

TEST(Vlaanderen2023, KeepsAtMostAFifthForUnderRepresentedGroups) {
  const std::set<std::string> placed = PlacedRound("vlaanderen-2023", vlaanderen(8, 20)).placed_at("V");
  EXPECT_EQ(seated(placed, 'i'), 2);  // one of either group
  EXPECT_TRUE(placed.contains("i1") && placed.contains("i2"));
  const place::Rules without = changed("vlaanderen-2023", {{"seats = \"20%\"", "seats = 0"}});
  EXPECT_EQ(seated(PlacedRound(without, vlaanderen(8, 20)).placed_at("V"), 'i'), 0);
}

TEST(Vlaanderen2023, PutsHouseholdFirstAmongTheGroupsToo) {
  Tables tables = vlaanderen(8, 20);
  tables.claims += "i8,V,household\n";
  for (int i = 1; i <= 8; ++i) {  // so that the rest is full of them
    tables.claims += "o" + std::to_string(i) + ",V,staff\n";
  }
  const std::set<std::string> placed = PlacedRound("vlaanderen-2023", tables).placed_at("V");
  EXPECT_TRUE(placed.contains("i8") && placed.contains("i1") && !placed.contains("i2"));
}

TEST(Vlaanderen2023, LeavesWhatTheGroupsDoNotNeedToEveryone) {
  EXPECT_EQ(seated(PlacedRound("vlaanderen-2023", vlaanderen(1, 20)).placed_at("V"), 'o'), 9);
}

TEST(Vlaanderen2023, PutsHouseholdAndStaffBeforeNearness) {
  Tables tables = vlaanderen(0, 20);
  tables.claims += "o20,V,household\no19,V,staff\n";
  const std::set<std::string> placed = PlacedRound("vlaanderen-2023", tables).placed_at("V");
  EXPECT_TRUE(placed.contains("o20") && placed.contains("o19"));
  EXPECT_FALSE(placed.contains("o9"));
}

}  // namespace
}  // namespace mengpaneel::test
