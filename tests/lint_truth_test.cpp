// SPDX-License-Identifier: EUPL-1.2
// What the linter says of rules, tried on small rounds: where it says that the true order is best, no other
// list helps anybody; where it says that tactics are rewarded, some list does; and what it says of seats
// happens.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "base/hash.hpp"
#include "io/policy_toml.hpp"
#include "io/round_reader.hpp"
#include "place/freeze.hpp"
#include "place/lint/lint.hpp"
#include "place/outcome.hpp"

namespace mengpaneel {
namespace {

using place::LintCode;

const std::string criteria =
    "[criteria]\nvve = { attribute = \"vve\", equals = \"yes\" }\nsibling = { claim = \"sibling\" }\nfirst = "
    "{ rank = 1 }\n";
const std::string open = "[[pool]]\nname = \"open\"\nseats = \"rest\"\n";
const std::string reserve = "[[pool]]\nname = \"vve\"\nseats = 1\nopen_to = \"vve\"\n";

place::Rules rules_of(const std::string& body, const std::string& mechanism = "deferred-acceptance") {
  const std::string heading = mechanism.empty() ? "" : "mechanism = \"" + mechanism + "\"\n";
  auto rules =
      io::parse_policy("format = 1\n[policy]\nname = \"Proef\"\n" + heading + criteria + body, "policy.toml");
  EXPECT_TRUE(rules.has_value()) << body;
  return rules.value_or(place::Rules{});
}

bool has(const place::Rules& rules, LintCode code) {
  const auto findings = place::lint(rules);
  return std::ranges::find(findings, code, &place::LintFinding::code) != findings.end();
}

/// Pupils p0, p1, ... and programmes A, B, C with a few seats each.
struct SmallRound {
  std::vector<std::string> lists;  ///< of pupils: "BAC" is B, then A, then C
  std::vector<bool> vve;
  std::string siblings;  ///< rows of claims.csv
  std::array<int, 3> capacity{1, 2, 1};
  std::string lottery;  ///< rows of lottery.csv
  std::uint8_t seed = 0;
};

/// For each pupil the programme, ' ' for none.
std::string placed(const place::Rules& rules, const SmallRound& small) {
  std::string programmes = "programme_id,capacity\n";
  for (std::size_t index = 0; index < small.capacity.size(); ++index) {
    programmes += std::string(1, "ABC"[index]) + "," + std::to_string(small.capacity.at(index)) + "\n";
  }
  std::string pupils = "pupil_id,vve\n";
  std::string preferences = "pupil_id,rank,programme_id\n";
  for (std::size_t pupil = 0; pupil < small.lists.size(); ++pupil) {
    const std::string id = "p" + std::to_string(pupil);
    pupils += id + (small.vve[pupil] ? ",yes\n" : ",no\n");
    for (std::size_t rank = 0; rank < small.lists[pupil].size(); ++rank) {
      preferences += id + "," + std::to_string(rank + 1) + "," + small.lists[pupil][rank] + "\n";
    }
  }
  const std::string claims = "pupil_id,programme_id,claim\n" + small.siblings;
  const std::string lottery = "kind,id,programme_id,number\n" + small.lottery;
  io::RoundFiles files;
  files.programmes.bytes = programmes;
  files.pupils.bytes = pupils;
  files.preferences.bytes = preferences;
  files.claims.bytes = claims;
  if (!small.lottery.empty()) {
    files.lottery.bytes = lottery;
  }
  const auto round = io::parse_round(files);
  const auto frozen = place::freeze(round.value(), rules);
  base::Digest seed{};
  seed.fill(small.seed);
  const place::FreezeResult& freeze = frozen.value();
  const place::Outcome outcome = place::place(freeze.frozen, seed);
  const place::FrozenTable& table = freeze.frozen.table;
  std::string result(small.lists.size(), ' ');
  for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
    if (const std::uint32_t choice = outcome.placed_choice[pupil]; choice != base::none) {
      const auto programme = static_cast<std::uint32_t>(table.choice_programme[choice]);
      result[pupil] = freeze.frozen.seats.programmes.name(programme).front();
    }
  }
  return result;
}

SmallRound drawn(std::uint32_t number) {
  std::mt19937 random(number);
  SmallRound small;
  small.seed = static_cast<std::uint8_t>(number);
  for (std::size_t pupil = 0; pupil < 6; ++pupil) {
    std::string list = "ABC";
    std::ranges::shuffle(list, random);
    small.lists.push_back(list);
    small.vve.push_back(random() % 2 == 0);
    if (random() % 4 == 0) {
      small.siblings +=
          "p" + std::to_string(pupil) + "," + std::string(1, "ABC"[random() % 3]) + ",sibling\n";
    }
  }
  return small;
}

constexpr std::uint32_t rounds = 30;

/// Another list than the true one that gives some pupil a better seat: as text; nothing when there is none.
std::optional<std::string> rewarded_list(const place::Rules& rules) {
  constexpr std::array<const char*, 15> lists{"ABC", "ACB", "BAC", "BCA", "CAB", "CBA", "AB", "BA",
                                              "AC",  "CA",  "BC",  "CB",  "A",   "B",   "C"};
  for (std::uint32_t number = 0; number < rounds; ++number) {
    const SmallRound truth = drawn(number);
    const std::string honest = placed(rules, truth);
    for (std::size_t pupil = 0; pupil < truth.lists.size(); ++pupil) {
      for (const char* list : lists) {
        SmallRound other = truth;
        other.lists[pupil] = list;
        const char got = placed(rules, other)[pupil];
        const std::string& wanted = truth.lists[pupil];  // npos, not placed, is the worst
        if (wanted.find(got) < wanted.find(honest[pupil])) {
          std::string found = "round ";
          found.append(std::to_string(number)).append(", pupil ").append(std::to_string(pupil));
          return found.append(": ").append(list).append(" instead of ").append(wanted);
        }
      }
    }
  }
  return std::nullopt;
}

TEST(LintTruth, WhereTheTrueOrderIsBestNoOtherListHelps) {
  const std::string guarantee = "[[pool]]\nname = \"s\"\nseats = \"as-needed\"\nopen_to = \"sibling\"\n";
  const std::vector<std::string> bodies{
      open + "priority = [\"sibling\", \"vve\"]\n",
      reserve + open + "priority = [\"sibling\"]\n",
      open + reserve,
      guarantee + reserve + open,
      reserve + "unfilled = \"empty\"\n" + open,
      "[lottery]\nnumbers = \"per-programme\"\n" + reserve + open,
  };
  for (const std::string& body : bodies) {
    const place::Rules rules = rules_of(body);
    ASSERT_TRUE(has(rules, LintCode::truth_is_best)) << body;
    EXPECT_EQ(rewarded_list(rules), std::nullopt) << body;
  }
  const place::Rules dictator = rules_of(reserve + open, "serial-dictatorship");
  ASSERT_TRUE(has(dictator, LintCode::truth_is_best));
  EXPECT_EQ(rewarded_list(dictator), std::nullopt);
}

TEST(LintTruth, WhereTacticsAreRewardedSomeListHelps) {
  const place::Rules rank = rules_of(open + "priority = [\"first\"]\n");
  EXPECT_TRUE(has(rank, LintCode::choice_rank_counts));
  EXPECT_NE(rewarded_list(rank), std::nullopt);
  const place::Rules immediate = rules_of(open, "immediate-acceptance");
  EXPECT_TRUE(has(immediate, LintCode::mechanism_rewards_tactics));
  EXPECT_NE(rewarded_list(immediate), std::nullopt);
  const place::Rules stages = rules_of(open +
                                           "[[stage]]\nmechanism = \"deferred-acceptance\"\nranks = \"1\"\n"
                                           "[[stage]]\nmechanism = \"deferred-acceptance\"\nranks = \"2-\"\n",
                                       "");
  EXPECT_TRUE(has(stages, LintCode::stages_reward_tactics));
  EXPECT_NE(rewarded_list(stages), std::nullopt);
}

TEST(LintTruth, AReserveWithoutEffectGivesTheSamePlacements) {
  const std::string priority = "priority = [\"vve\"]\n";
  const place::Rules with = rules_of(reserve + open + priority);
  const place::Rules after = rules_of(open + priority + reserve);
  const place::Rules without = rules_of(open + priority);
  ASSERT_TRUE(has(with, LintCode::reserve_without_effect));
  ASSERT_TRUE(has(after, LintCode::reserve_without_effect));
  const place::Rules with_effect = rules_of(reserve + open);
  bool differs = false;
  for (std::uint32_t number = 0; number < rounds; ++number) {
    EXPECT_EQ(placed(with, drawn(number)), placed(without, drawn(number))) << number;
    differs = differs || placed(with_effect, drawn(number)) != placed(rules_of(open), drawn(number));
  }
  EXPECT_TRUE(differs) << "a reserve that the linter does not call in vain does something";
}

/// Two seats, and w1 < n1 < w2 < n2 by number: example 13 of the literature on precedence (Kominers & Sönmez
/// 2016).
SmallRound two_of_four() {
  SmallRound small;
  small.lists = {"A", "A", "A", "A"};  // w1, n1, w2, n2
  small.vve = {true, false, true, false};
  small.capacity = {2, 1, 1};
  small.lottery = "pupil,p0,,1\npupil,p1,,2\npupil,p2,,3\npupil,p3,,4\n";
  return small;
}

TEST(LintTruth, AReserveThatComesFirstIsAMinimumAndOneThatComesLastIsOnTop) {
  const std::string given = "[lottery]\nnumbers = \"given\"\n";
  const place::Rules first = rules_of(given + reserve + open);
  const place::Rules last = rules_of(given + open + reserve);
  ASSERT_TRUE(has(first, LintCode::reserve_is_minimum));
  ASSERT_TRUE(has(last, LintCode::reserve_on_top));
  EXPECT_EQ(placed(first, two_of_four()), "AA  ") << "as without a reserve";
  EXPECT_EQ(placed(rules_of(given + open), two_of_four()), "AA  ");
  EXPECT_EQ(placed(last, two_of_four()), "A A ");
}

TEST(LintTruth, SeatsStayEmptyWhereTheLinterSaysSo) {
  SmallRound small = two_of_four();
  small.vve = {false, false, false, false};
  const std::string given = "[lottery]\nnumbers = \"given\"\n";
  const place::Rules quota = rules_of(given + reserve + "unfilled = \"empty\"\n" + open);
  ASSERT_TRUE(has(quota, LintCode::quota_leaves_seats_empty));
  EXPECT_EQ(placed(quota, small), "A   ");
  const place::Rules closed = rules_of(given + open + reserve);
  ASSERT_TRUE(has(closed, LintCode::last_pool_closed));
  EXPECT_EQ(placed(closed, small), "A   ");
  EXPECT_EQ(placed(rules_of(given + reserve + open), small), "AA  ");
}

}  // namespace
}  // namespace mengpaneel
