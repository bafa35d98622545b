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

/// A is the nearest school of `pre`, the sixth of `near` and the seventh of `seventh`; T is for the whole
/// town.
Tables voorbeeldstad(int seats, int seats_vve) {
  Tables tables;
  const std::string both = "," + std::to_string(seats) + ",52.10,5.10,";
  tables.programmes = "programme_id,capacity,latitude,longitude,citywide,seats_vve\nA" + both + "no," +
                      std::to_string(seats_vve) + "\nT" + both + "yes," + std::to_string(seats_vve) + "\n";
  for (int i = 1; i <= 6; ++i) {
    tables.programmes += "B" + std::to_string(i) + ",0,52.2" + std::to_string(i) + ",5.10,no,0\n";
  }
  tables.pupils =
      "pupil_id,household_id,latitude,longitude,vve\n"
      "sib,,52.30,5.10,yes\npre,,52.10,5.10,yes\nnear,,52.177,5.10,yes\nseventh,,52.19,5.10,yes\n";
  tables.claims += "sib,A,sibling\nsib,T,sibling\npre,A,preschool\npre,T,preschool\nseventh,A,preschool\n";
  return tables;
}

TEST(Voorbeeldstad, PutsSiblingThenPreschoolNearbyThenNearby) {
  for (const int seats_vve : {0, 1}) {  // in the reserve as in the open seats
    const std::vector<std::string> order{"sib", "pre", "near", "seventh"};
    for (std::size_t first = 0; first + 1 < order.size(); ++first) {
      Tables tables = voorbeeldstad(1, seats_vve);
      for (std::size_t i = first; i < order.size(); ++i) {
        tables.wants(order[i], {"A"});
      }
      EXPECT_EQ(wins(preset("voorbeeldstad"), tables, order[first], "A"), draws) << order[first] << seats_vve;
    }
  }
}

TEST(Voorbeeldstad, KnowsNoNearnessAtASchoolForTheWholeTown) {
  for (const int seats_vve : {0, 1}) {
    const auto wanting = [&](const std::vector<std::string>& pupils) {
      Tables tables = voorbeeldstad(1, seats_vve);
      for (const std::string& pupil : pupils) {
        tables.wants(pupil, {"T"});
      }
      return tables;
    };
    EXPECT_EQ(wins(preset("voorbeeldstad"), wanting({"sib", "pre"}), "sib", "T"), draws);
    EXPECT_EQ(wins(preset("voorbeeldstad"), wanting({"pre", "near"}), "pre", "T"), draws);
    EXPECT_LT(wins(preset("voorbeeldstad"), wanting({"near", "seventh"}), "near", "T"), draws);
  }
}

}  // namespace
}  // namespace mengpaneel::test
