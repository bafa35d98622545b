// SPDX-License-Identifier: EUPL-1.2
// "Had the school been on the list, your child would have had a place there" is true: the list is made longer
// by that school and the round placed again, for every pupil without a place.

#include <gtest/gtest.h>

#include "io/policy_toml.hpp"
#include "place/explain/seats_left.hpp"
#include "tests/presets/placed_round.hpp"

namespace mengpaneel::test {
namespace {

/// Full and empty schools, some open to some children only.
Tables town(std::uint32_t round) {
  Tables tables;
  tables.programmes = "programme_id,capacity,kind\n";
  for (std::uint32_t school = 0; school < 6; ++school) {
    tables.programmes += "S" + std::to_string(school) + "," + std::to_string(school < 3 ? 1 : 2) + "," +
                         (school % 2 == 0 ? "mixed" : "own") + "\n";
  }
  tables.pupils = "pupil_id,member,ses\n";
  for (std::uint32_t pupil = 0; pupil < 9; ++pupil) {
    const std::string id = "P" + std::to_string(pupil);
    tables.pupils += id + "," + ((pupil + round) % 3 == 0 ? "yes" : "no") + ",low\n";
    tables.wants(id, {"S" + std::to_string((pupil + round) % 3)});
  }
  return tables;
}

const std::string policy = R"(format = 1
[policy]
name = "n"
version = "1"
sector = "po"
date = 2027-02-01
mechanism = "deferred-acceptance"
[criteria]
member = { attribute = "member", equals = "yes" }
open_school = { column = "kind", equals = "mixed" }
first = { rank = 1 }
[[pool]]
name = "first choices"
seats = 1
open_to = "first & open_school"
unfilled = "empty"
[[pool]]
name = "open"
seats = "rest"
open_to = "member | open_school"
)";

TEST(SeatsLeft, WouldHaveBeenTheirs) {
  const base::Result<place::Rules> rules = io::parse_policy(policy, "policy.toml");
  ASSERT_TRUE(rules) << shown(rules.error());
  std::size_t said = 0;
  std::size_t not_said = 0;
  for (std::uint32_t round = 0; round < 12; ++round) {
    const Tables tables = town(round);
    const PlacedRound before(*rules, tables);
    const auto left = place::seats_left(tables.round(), *rules, before.freeze().frozen, base::Digest{});
    for (std::uint32_t index = 0; index < 9; ++index) {
      const std::string pupil = "P" + std::to_string(index);
      const auto found = left.find(pupil);
      if (before.programme_of(pupil) != "-") {
        EXPECT_EQ(found, left.end()) << pupil << " has a place";
        continue;
      }
      for (std::uint32_t school = 0; school < 6; ++school) {
        const std::string id = "S" + std::to_string(school);
        if (before.list_of(pupil).front() == id) {
          continue;
        }
        Tables longer = tables;
        longer.preferences += pupil + ",2," + id + "\n";
        const bool would = PlacedRound(*rules, longer).programme_of(pupil) == id;
        const bool is_said =
            found != left.end() && std::ranges::find(found->second, id) != found->second.end();
        if (is_said) {
          EXPECT_TRUE(would) << pupil << " at " << id << " in round " << round;
          ++said;
        }
        not_said += would && !is_said ? 1U : 0U;  // she would have taken somebody's seat
      }
    }
  }
  EXPECT_GT(said, 50U);
  EXPECT_LT(not_said, said);
}

TEST(SeatsLeft, SaysNothingWhereALongerListCouldChangeMore) {
  base::Result<place::Rules> rules = io::parse_policy(policy, "policy.toml");
  ASSERT_TRUE(rules);
  const Tables tables = town(1);
  const PlacedRound before(*rules, tables);
  rules->maximum_preferences = 1;
  EXPECT_TRUE(place::seats_left(tables.round(), *rules, before.freeze().frozen, base::Digest{}).empty());
}

}  // namespace
}  // namespace mengpaneel::test
