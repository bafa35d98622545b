// SPDX-License-Identifier: EUPL-1.2
#include "tests/presets/placed_round.hpp"

namespace mengpaneel::test {
namespace {

TEST(Voorbeeldstad, ReservesSeatsAndDrawsForAHousehold) {
  Tables tables;
  tables.programmes =
      "programme_id,capacity,latitude,longitude,citywide,seats_vve\n"
      "A,3,52.10,5.10,no,1\n"
      "T,1,52.10,5.11,yes,0\n";
  tables.pupils =
      "pupil_id,household_id,latitude,longitude,vve\n"
      "sibling,,52.20,5.10,no\nvve,,52.20,5.10,yes\ntwin1,H,52.10,5.10,no\ntwin2,H,52.10,5.10,no\n";
  tables.preferences =
      "pupil_id,rank,programme_id\nsibling,1,A\nvve,1,A\ntwin1,1,A\ntwin2,1,A\ntwin1,2,T\ntwin2,2,T\n";
  tables.claims += "sibling,A,sibling\n";
  for (std::uint8_t seed = 1; seed <= 3; ++seed) {
    const PlacedRound round("voorbeeldstad", tables, seed);
    EXPECT_EQ(round.pool_of("vve"), "gereserveerd voor VVE");
    EXPECT_EQ(round.programme_of("sibling"), "A");
    EXPECT_EQ(round.number("twin1"), round.number("twin2"));
    EXPECT_EQ(round.placed_at("T").size(), 1U);
    EXPECT_EQ(round.freeze().short_lists.size(), 3U);  // one school is enough with a brother or sister there
  }
}

}  // namespace
}  // namespace mengpaneel::test
