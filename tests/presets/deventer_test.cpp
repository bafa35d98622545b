// SPDX-License-Identifier: EUPL-1.2
#include "tests/presets/placed_round.hpp"

namespace mengpaneel::test {
namespace {

/// Seven schools in a line to the north, 1 km from each other, with a seat each.
Tables deventer() {
  Tables tables;
  tables.programmes = "programme_id,capacity,latitude,longitude\n";
  for (int i = 1; i <= 7; ++i) {
    tables.programmes += "S" + std::to_string(i) + ",1,52.2" + std::to_string(i) + ",6.2\n";
  }
  tables.pupils =
      "pupil_id,latitude,longitude\nsouth,52.205,6.2\nnorth,52.275,6.2\nsib,52.205,6.2\npre,52.205,6.2\n";
  tables.claims += "sib,S7,sibling\npre,S7,preschool\n";
  return tables;
}

TEST(Deventer, PutsTheFiveNearestSchoolsFirst) {
  // S6 is the sixth from the south, and near the north; S5 is the fifth, and near both.
  const Tables sixth = deventer().wants("south", {"S6"}).wants("north", {"S6"});
  const place::Rules without = changed("deventer", {{", \"nearby\"]", "]"}});
  expect_rule_decides(preset("deventer"), without, sixth, "north", "S6");
  const Tables fifth = deventer().wants("south", {"S5"}).wants("north", {"S5"});
  EXPECT_LT(wins(preset("deventer"), fifth, "north", "S5"), draws);
}

TEST(Deventer, PutsSiblingThenPreschoolBeforeNearness) {
  const Tables all = deventer().wants("sib", {"S7"}).wants("pre", {"S7"}).wants("north", {"S7"});
  EXPECT_EQ(wins(preset("deventer"), all, "sib", "S7"), draws);
  const Tables two = deventer().wants("pre", {"S7"}).wants("north", {"S7"});
  EXPECT_EQ(wins(preset("deventer"), two, "pre", "S7"), draws);
}

TEST(Deventer, TakesOneSchoolAtATime) {
  const Tables two_schools = deventer().wants("south", {"S6", "S1"});
  const auto frozen = place::freeze(two_schools.round(), preset("deventer"));
  ASSERT_FALSE(frozen.has_value());
  EXPECT_EQ(frozen.error().shown()[0].code, base::ErrorCode::list_too_long);
  // So who is turned away has nothing in this round, though S1 has a seat, and stands on no waiting list.
  const PlacedRound round("deventer", deventer().wants("south", {"S6"}).wants("north", {"S6"}));
  EXPECT_EQ(round.programme_of("south"), "-");
  EXPECT_EQ(round.seats().waiting, place::WaitingOrder::not_kept);
}

}  // namespace
}  // namespace mengpaneel::test
