// SPDX-License-Identifier: EUPL-1.2
#include "tests/presets/placed_round.hpp"

namespace mengpaneel::test {
namespace {

/// S has a ceiling of one, OPEN has none.
Tables den_haag() {
  Tables tables;
  tables.programmes = "programme_id,capacity,zones\nS,1,2511;2512\nOPEN,,2513\n";
  tables.pupils = "pupil_id,zone\nsib,2599\nstaff,2599\nzone,2512\npre,2599\nother,2599\n";
  tables.claims += "sib,S,sibling\nstaff,S,staff\npre,S,preschool\n";
  return tables;
}

TEST(DenHaag, PutsSiblingThenStaffThenZoneThenPreschool) {
  const std::vector<std::string> order{"sib", "staff", "zone", "pre", "other"};
  for (std::size_t first = 0; first + 1 < order.size(); ++first) {  // whoever stands before is not there
    Tables tables = den_haag();
    for (std::size_t i = first; i < order.size(); ++i) {
      tables.wants(order[i], {"S"});
    }
    EXPECT_EQ(wins(preset("den-haag"), tables, order[first], "S"), draws) << order[first];
  }
}

TEST(DenHaag, GivesAnyOfTheSchoolsAreasPriority) {
  const Tables tables = den_haag().wants("zone", {"S"}).wants("other", {"S"});
  const place::Rules without = changed("den-haag", {{", \"zone\", ", ", "}});
  expect_rule_decides(preset("den-haag"), without, tables, "zone", "S");
}

TEST(DenHaag, PlacesEveryoneWhereThereIsNoCeiling) {
  Tables tables = den_haag();
  for (const char* pupil : {"sib", "staff", "zone", "pre", "other"}) {
    tables.wants(pupil, {"OPEN", "S"});
  }
  EXPECT_EQ(PlacedRound("den-haag", tables).placed_at("OPEN").size(), 5U);
  tables.programmes.replace(tables.programmes.find("OPEN,,"), 6, "OPEN,2,");
  EXPECT_EQ(PlacedRound("den-haag", tables).placed_at("OPEN").size(), 2U);
}

}  // namespace
}  // namespace mengpaneel::test
