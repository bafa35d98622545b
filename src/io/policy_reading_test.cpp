// SPDX-License-Identifier: EUPL-1.2
#include "io/policy_toml.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/text.hpp"
#include "io/policy_test_support.hpp"

namespace mengpaneel::io {
namespace {

using base::ErrorCode;

TEST(Policy, ReportsEveryFaultInTheOrderOfTheFile) {
  const auto rules = parse_policy(
      "format = 1\n"
      "[policy]\n"
      "sector = \"so\"\n"
      "mechanism = \"lottery\"\n"
      "[[pool]]\n"
      "name = \"open\"\n"
      "seats = \"130%\"\n"
      "priority = [\"sibling & nerby\"]\n"
      "[criteria]\n"
      "nearby = { nearest = 0 }\n",
      "regels.toml");
  ASSERT_FALSE(rules.has_value());
  EXPECT_EQ(shown(rules.error()),
            "3:10 not_an_allowed_word policy.sector “so” expected po | vo\n"
            "4:13 not_an_allowed_word policy.mechanism “lottery” expected deferred-acceptance | "
            "school-proposing | immediate-acceptance | parallel:K | top-trading-cycles | "
            "stable-improvement-cycles | serial-dictatorship\n"
            "7:9 share_invalid pool.seats “130%” expected 0% .. 100%, 12.5%\n"
            "8:14 criterion_unknown pool.priority “sibling” expected nearby\n"
            "8:24 criterion_unknown pool.priority “nerby” expected nearby\n"
            "10:22 out_of_range criteria.nearby.nearest “0” expected 1..4294967294\n");
  EXPECT_EQ(rules.error().shown().front().file, "regels.toml");
}

TEST(Policy, LimitsCriteriaAndPools) {
  const auto with = [](int criteria_count, int pool_count) {
    std::string text = "[criteria]\n";
    for (int i = 0; i < criteria_count; ++i) {
      text += "c" + std::to_string(i) + " = { claim = \"x\" }\n";
    }
    for (int i = 0; i < pool_count; ++i) {
      text += "[[pool]]\nname = \"p" + std::to_string(i) + "\"\nseats = 1\npriority = [\"c" +
              std::to_string(criteria_count - 1) + "\"]\n";
    }
    return parse_policy(without_pool(text), "policy.toml");
  };
  const auto largest = with(64, 32);
  ASSERT_TRUE(largest.has_value()) << shown(largest.error());
  EXPECT_TRUE(largest->pools[31].priority[0].holds(std::uint64_t{1} << 63U));
  EXPECT_EQ(shown(with(65, 32).error()), "71:1 criteria_too_many criteria “65” expected 64\n");
  const auto pools = with(1, 33);
  ASSERT_EQ(pools.error().total(), 1U);
  EXPECT_EQ(pools.error().shown()[0].code, ErrorCode::pools_too_many);
}

constexpr std::string_view annotated = R"(format = 1
[policy]
name = "Voorbeeldstad basisonderwijs"
version = "2027-1"
sector = "po"                       # po | vo
date = 2027-02-01                   # what from/until are judged on; never the clock
mechanism = "deferred-acceptance"
maximum_preferences = 6

[[list]]
when = "sibling"
minimum = 1
[[list]]
minimum = 3
short = "warn"
append = "nearby"

[lottery]
numbers = "single"
drawn_for = "household"

[waiting]
kept = true
order = "priority"

[criteria]
sibling   = { claim = "sibling" }
preschool = { claim = "preschool" }
vve       = { attribute = "vve", equals = "yes" }
citywide  = { column = "citywide", equals = "yes" }
zone      = { same = "zone" }
own_area  = { postcode = "own", digits = 4 }
nearby    = { nearest = 8, among = "!citywide" }
close     = { within_metres = 1000 }
first     = { rank = 1 }
mixes     = { towards = "low_ses", share = "30%", sitting = ["present_low", "present"] }
duo       = { group = "duo", some = "vve", not_all = "vve" }
low_ses   = { attribute = "ses", equals = "low", recommend = true }

[[pool]]
name = "gereserveerd voor VVE"
seats = 2
open_to = "vve"
priority = ["sibling", "preschool & nearby | first", "nearby"]
within_class = "lottery"
unfilled = "next"
less = "present_vve"

[[pool]]
name = "deel"
seats = "12.5%"
rounding = "up"
priority = ["!vve&sibling"]

[[pool]]
name = "open"
seats = "rest"
priority = ["sibling", "preschool & nearby", "nearby"]

[[override]]
where = "citywide"
from = 2027-01-01
until = "2027-12-31"
pools = [ { name = "open", seats = "rest", priority = ["sibling"] } ]
)";

TEST(Policy, ReadsTheAnnotatedExampleOfTheFormat) {
  const auto rules = parse_policy(annotated, "policy.toml");
  ASSERT_TRUE(rules.has_value()) << shown(rules.error());
  EXPECT_EQ(rules->name, "Voorbeeldstad basisonderwijs");
  EXPECT_EQ(rules->date, "2027-02-01");
  EXPECT_EQ(rules->maximum_preferences, 6U);
  EXPECT_EQ(rules->drawn_for, place::DrawnFor::household);
  ASSERT_EQ(rules->lists.size(), 2U);
  EXPECT_EQ(rules->lists[0].when->text, "sibling");
  EXPECT_EQ(rules->lists[1].minimum, 3U);
  EXPECT_EQ(rules->lists[1].append->text, "nearby");

  ASSERT_EQ(rules->criteria.size(), 12U);
  EXPECT_EQ(rules->criteria[3].name, "citywide");  // the order of the file, not of the alphabet
  EXPECT_TRUE(std::get<place::ValueTest>(rules->criteria[3].test).of_programme);
  EXPECT_EQ(rules->criteria[3].at.line, 30U);
  EXPECT_FALSE(std::get<place::SameTest>(rules->criteria[4].test).in_list);
  const auto& nearby = std::get<place::NearestTest>(rules->criteria[6].test);
  EXPECT_EQ(nearby.count, 8U);
  EXPECT_EQ(nearby.among->terms[0].forbid, 1U << 3U);
  const auto& mixes = std::get<place::MixesTest>(rules->criteria[9].test);
  EXPECT_EQ(mixes.towards, 11U);
  EXPECT_EQ(mixes.share_ppm, 300'000U);
  EXPECT_EQ(mixes.sitting[1], "present");
  EXPECT_TRUE(rules->criteria[11].recommend);

  ASSERT_EQ(rules->pools.size(), 3U);
  EXPECT_EQ(rules->pools[0].seats.number, 2U);
  EXPECT_EQ(rules->pools[0].open_to->text, "vve");
  EXPECT_EQ(rules->pools[0].less, "present_vve");
  EXPECT_EQ(rules->pools[1].seats.share_ppm, 125'000U);
  EXPECT_EQ(rules->pools[1].rounding, place::Rounding::up);
  EXPECT_EQ(rules->pools[1].priority[0].text, "!vve & sibling");
  EXPECT_EQ(rules->pools[2].seats.kind, place::SeatsKind::rest);
  ASSERT_EQ(rules->overrides.size(), 1U);
  EXPECT_EQ(rules->overrides[0].until, "2027-12-31");
  EXPECT_EQ(rules->overrides[0].pools[0].priority.size(), 1U);
}

TEST(Policy, ReadsTheOtherFormsOfATest) {
  const auto rules = parse_policy(criteria("a = { same = [\"advice\", \"levels\"] }\n"
                                           "b = { postcode = [\"1011 ab\", \"65\"] }\n"
                                           "c = { attribute = \"age\", from = 2, until = 3.25 }\n"
                                           "d = { attribute = \"born\", from = 2023-01-01 }\n"
                                           "e = { column = \"denomination\", equals = \"openbaar\" }\n"
                                           "f = { nearest = 8, at_least = { e = 2 } }\n"
                                           "g = { attribute = \"round\", in = [1, \"two\"] }"),
                                  "policy.toml");
  ASSERT_TRUE(rules.has_value()) << shown(rules.error());
  const auto& same = std::get<place::SameTest>(rules->criteria[0].test);
  EXPECT_EQ(same.pupil_column, "advice");
  EXPECT_EQ(same.programme_column, "levels");
  EXPECT_TRUE(same.in_list);
  EXPECT_EQ(std::get<place::PostcodeTest>(rules->criteria[1].test).prefixes,
            (std::vector<std::string>{"1011AB", "65"}));
  const auto& age = std::get<place::ValueTest>(rules->criteria[2].test);
  EXPECT_EQ(age.from, "2");
  EXPECT_EQ(age.until, "3.25");
  EXPECT_EQ(std::get<place::ValueTest>(rules->criteria[3].test).from, "2023-01-01");
  const auto& nearest = std::get<place::NearestTest>(rules->criteria[5].test);
  ASSERT_EQ(nearest.at_least.size(), 1U);
  EXPECT_EQ(nearest.at_least[0].criterion, 4U);
  EXPECT_EQ(std::get<place::ValueTest>(rules->criteria[6].test).in, (std::vector<std::string>{"1", "two"}));
}

TEST(Policy, AcceptsABomAndWindowsLineEnds) {
  std::string text = "\xef\xbb\xbf";
  for (const char character : policy("")) {
    text += character == '\n' ? "\r\n" : std::string(1, character);
  }
  EXPECT_TRUE(parse_policy(text, "policy.toml").has_value());
}

TEST(Policy, TakesAdviceInsideOtherCriteria) {
  EXPECT_TRUE(
      parse_policy(criteria("low = { attribute = \"ses\", equals = \"low\", recommend = true }\n"
                            "mixes = { towards = \"low\", share = \"100%\", sitting = [\"x\", \"y\"] }"),
                   "policy.toml")
          .has_value());
}

}  // namespace
}  // namespace mengpaneel::io
