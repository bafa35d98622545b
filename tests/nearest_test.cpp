// SPDX-License-Identifier: EUPL-1.2
// Which schools count as nearest (docs/formats.md, decision 21), from the tables to the classes.

#include "io/policy_toml.hpp"
#include "tests/presets/placed_round.hpp"

namespace mengpaneel::test {
namespace {

/// The programmes of the list of `pupil` at which `criterion`, written as TOML, holds.
std::set<std::string> where(const std::string& criterion, const Tables& tables, const std::string& pupil) {
  const std::string policy =
      "format = 1\n[policy]\nname = \"n\"\nversion = \"1\"\nsector = \"po\"\ndate = 2027-02-01\n"
      "mechanism = \"deferred-acceptance\"\n[criteria]\ncitywide = { column = \"citywide\", equals = \"yes\" "
      "}\n"
      "public = { column = \"kind\", equals = \"public\" }\nnearby = " +
      criterion +
      "\nuses = { claim = \"public or citywide\" }\n[[pool]]\nname = \"open\"\nseats = \"rest\"\n"
      "priority = [\"nearby\", \"public & uses & citywide\"]\n";
  const base::Result<place::Rules> rules = io::parse_policy(policy, "policy.toml");
  EXPECT_TRUE(rules) << shown(rules.error());
  const PlacedRound round(*rules, tables);
  const place::FrozenTable& table = round.table();
  const std::uint32_t index = *table.pupils.find(pupil);
  std::set<std::string> found;
  for (std::uint32_t choice = table.choice_begin[index]; choice < table.choice_begin[index + 1]; ++choice) {
    if (table.row_class[table.row_begin[choice]] == 0) {
      const auto programme = static_cast<std::uint32_t>(table.choice_programme[choice]);
      found.emplace(round.seats().programmes.name(programme));
    }
  }
  return found;
}

using Names = std::set<std::string>;

/// A school with two programmes, one of them public, and three others.
Tables town() {
  Tables tables;
  tables.programmes =
      "programme_id,capacity,school_id,kind,citywide\n"
      "A1,9,A,catholic,no\nA2,9,A,public,no\nB,9,B,catholic,no\nC,9,C,public,no\nD,9,D,catholic,yes\n";
  tables.pupils = "pupil_id\np\n";
  tables.wants("p", {"A1", "A2", "B", "C", "D"});
  tables.distances = "pupil_id,programme_id,metres\np,A1,300\np,A2,900\np,B,300\np,C,800\np,D,100\n";
  return tables;
}

TEST(Nearest, ASchoolIsAsNearAsItsNearestProgrammeAndTiesCount) {
  EXPECT_EQ(where("{ nearest = 2 }", town(), "p"), (Names{"A1", "A2", "B", "D"}));
}

TEST(Nearest, OnlyThoseAmongTakePart) {
  EXPECT_EQ(where("{ nearest = 1, among = \"!citywide\" }", town(), "p"), (Names{"A1", "A2", "B"}));
}

TEST(Nearest, TakesTheNearestOfAKindFirst) {
  // Both public schools; A by its catholic programme is nearer, and there is no seat left for B and D.
  EXPECT_EQ(where("{ nearest = 2, at_least = { public = 2 } }", town(), "p"), (Names{"A1", "A2", "C"}));
}

TEST(Nearest, AProgrammeOutOfReachDoesNotMakeItsSchoolOfAKind) {
  Tables tables = town();
  tables.distances = "pupil_id,programme_id,metres\np,A1,300\np,B,400\np,C,800\np,D,100\n";
  EXPECT_EQ(where("{ nearest = 1, at_least = { public = 1 } }", tables, "p"), Names{"C"});
}

}  // namespace
}  // namespace mengpaneel::test
