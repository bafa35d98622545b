// SPDX-License-Identifier: EUPL-1.2
#include "io/policy_toml.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/text.hpp"

namespace mengpaneel::io {
namespace {

using base::ErrorCode;

std::string shown(const base::ErrorList& errors) {
  std::string text;
  for (const base::Error& error : errors.shown()) {
    text += std::to_string(error.line) + ":" + std::to_string(error.column) + " " +
            std::string(base::error_code_name(error.code)) + " " + error.field + " “" + error.value +
            "” expected " + error.expected + "\n";
  }
  return text;
}

/// A rule file that is right: heading in lines 1 to 5, then `rest`, then a pool.
std::string policy(std::string_view rest, std::string_view heading = "mechanism = \"deferred-acceptance\"") {
  return "format = 1\n[policy]\nname = \"Proef\"\ndate = 2027-02-01\n" + std::string(heading) + "\n" +
         std::string(rest) + "\n[[pool]]\nname = \"open\"\nseats = \"rest\"\n";
}

/// As `policy`, without the pool at the end.
std::string without_pool(std::string_view rest) {
  return "format = 1\n[policy]\nname = \"Proef\"\ndate = 2027-02-01\nmechanism = \"deferred-acceptance\"\n" +
         std::string(rest) + "\n";
}

struct BadFile {
  std::string text;
  ErrorCode code;
  std::uint64_t line;
  std::string field;
  std::string value = {};     ///< not compared when empty
  std::string expected = {};  ///< not compared when empty
};

void PrintTo(const BadFile& bad, std::ostream* out) { *out << bad.text; }

class BadPolicy : public testing::TestWithParam<BadFile> {};

TEST_P(BadPolicy, IsReportedAtItsPlace) {
  const BadFile& bad = GetParam();
  const auto rules = parse_policy(bad.text, "policy.toml");
  ASSERT_FALSE(rules.has_value()) << bad.text;
  ASSERT_EQ(rules.error().total(), 1U) << bad.text << shown(rules.error());
  const base::Error& error = rules.error().shown().front();
  EXPECT_EQ(base::error_code_name(error.code), base::error_code_name(bad.code))
      << bad.text << shown(rules.error());
  EXPECT_EQ(error.line, bad.line) << bad.text << shown(rules.error());
  EXPECT_GE(error.column, error.line == 0 ? 0U : 1U);
  EXPECT_EQ(error.field, bad.field) << bad.text;
  EXPECT_EQ(error.file, "policy.toml");
  if (!bad.value.empty()) {
    EXPECT_EQ(error.value, bad.value) << bad.text;
  }
  if (!bad.expected.empty()) {
    EXPECT_EQ(error.expected, bad.expected) << bad.text;
  }
}

TEST_P(BadPolicy, HasAMessageAndAHintInBothLanguages) {
  const auto rules = parse_policy(GetParam().text, "policy.toml");
  ASSERT_FALSE(rules.has_value());
  const base::Error& error = rules.error().shown().front();
  for (const auto language : {base::texts::Language::nl, base::texts::Language::en}) {
    EXPECT_NE(base::texts::error_message(language, error), "");
    EXPECT_NE(base::texts::error_hint(language, error), "");
    EXPECT_EQ(base::texts::error_hint(language, error).find("{}"), std::string::npos);
  }
}

std::vector<BadFile> bad_documents() {
  using enum ErrorCode;
  return {
      {"format = 1\nname = \n", toml_syntax, 2, ""},
      {"format = 1\n[policy]\n[policy]\n", toml_syntax, 3, ""},
      {"format = 1\n# \xff\n", not_utf8, 2, ""},
      {std::string((1U << 20U) + 1, '#'), too_large, 0, ""},
      {"format = 2\nanything = 1\n", format_unknown, 1, "format", "2", "1"},
      {"format = \"1\"\n[policy]\nmechanism = \"deferred-acceptance\"\n[[pool]]\nname = \"a\"\nseats = "
       "\"rest\"\n",
       key_wrong_type, 1, "format", "1"},
      {"[policy]\nmechanism = \"deferred-acceptance\"\n[[pool]]\nname = \"a\"\nseats = \"rest\"\n",
       key_missing, 1, "format"},
      {"format = 1\n[[pool]]\nname = \"a\"\nseats = \"rest\"\n", key_missing, 1, "policy"},
      {policy("[lotery]\n"), key_unknown, 6, "lotery", "lotery", "lottery"},
      {policy("", "mechanism = \"deferred-acceptance\"\nmaximum_prefrences = 3"), key_unknown, 6,
       "policy.maximum_prefrences", "", "maximum_preferences"},
      {policy("", "sector = \"po\""), key_missing, 2, "policy.mechanism"},
      {policy("", "mechanism = \"defered-acceptance\""), not_an_allowed_word, 5, "policy.mechanism",
       "defered-acceptance", "deferred-acceptance"},
      {policy("", "mechanism = 3"), key_wrong_type, 5, "policy.mechanism"},
      {policy("", "mechanism = \"parallel:3\""), not_in_this_version, 5, "policy.mechanism", "parallel:3"},
      {policy("", "mechanism = \"parallel:0\""), not_an_allowed_word, 5, "policy.mechanism"},
      {policy("", "mechanism = \"school-proposing\""), not_in_this_version, 5, "policy.mechanism"},
      {policy("", "mechanism = \"top-trading-cycles\""), not_in_this_version, 5, "policy.mechanism"},
      {policy("", "mechanism = \"stable-improvement-cycles\""), not_in_this_version, 5, "policy.mechanism"},
      {policy("", "mechanism = \"rank-minimal\""), not_in_this_version, 5, "policy.mechanism"},
      {policy("", "mechanism = \"deferred-acceptance\"\nsector = \"so\""), not_an_allowed_word, 6,
       "policy.sector"},
      {policy("", "mechanism = \"deferred-acceptance\"\nversion = 3"), key_wrong_type, 6, "policy.version",
       "3"},
      {policy("", "mechanism = \"deferred-acceptance\"\nmaximum_preferences = 0"), out_of_range, 6,
       "policy.maximum_preferences", "0"},
      {policy("", "mechanism = \"serial-dictatorship\"\n[lottery]\nnumbers = \"per-programme\""),
       mechanism_needs_single_number, 7, "lottery.numbers", "serial-dictatorship"},
      {policy("[lottery]\nnumbers = \"several\""), not_an_allowed_word, 7, "lottery.numbers"},
      {policy("[lottery]\ndrawn_for = \"school\""), not_an_allowed_word, 7, "lottery.drawn_for", "school",
       "pupil | household | group"},
      {policy("[waiting]\nkept = \"yes\""), key_wrong_type, 7, "waiting.kept", "yes", "true | false"},
      {policy("[waiting]\norder = \"first-come\""), not_an_allowed_word, 7, "waiting.order"},
      {policy("[groups.twins]\ntogether = \"or-nothing\"\nnumber = \"worst\""), not_in_this_version, 6,
       "groups.twins"},
      {policy("[[stage]]\nmechanism = \"immediate-acceptance\"\nranks = \"1\"\nnumbers = \"per-programme\""),
       not_in_this_version, 6, "stage"},
      {policy("waiting = 3"), key_unknown, 6, "policy.waiting"},
  };
}
INSTANTIATE_TEST_SUITE_P(Documents, BadPolicy, testing::ValuesIn(bad_documents()));

std::vector<BadFile> bad_lists() {
  using enum ErrorCode;
  const std::string sibling = "[criteria]\nsibling = { claim = \"sibling\" }\n";
  return {
      {policy(sibling + "[[list]]\nwhen = \"silbing\"\nminimum = 1"), criterion_unknown, 9, "list.when",
       "silbing", "sibling"},
      {policy("[[list]]\nminimum = 3\nshort = \"complain\""), not_an_allowed_word, 8, "list.short",
       "complain", "warn | refuse"},
      {policy("[[list]]\nshort = \"warn\""), key_missing, 6, "list.minimum"},
      {policy(sibling + "[[list]]\nappend = \"sibling\"\nshort = \"warn\""), key_without_effect, 10,
       "list.short"},
      {policy("[[list]]\nminimum = 1\n[[list]]\nminimum = 3"), key_without_effect, 8, "list", "", "when"},
      {policy("[[list]]\nminimum = -1"), out_of_range, 7, "list.minimum", "-1"},
      {policy("[list]\nminimum = 1"), key_wrong_type, 6, "list", "", "[[list]]"},
      {policy("[[list]]\nminimum = 7", "mechanism = \"deferred-acceptance\"\nmaximum_preferences = 6"),
       out_of_range, 8, "list.minimum", "7", "0..6 (maximum_preferences)"},
      {policy("[criteria]\npoor = { attribute = \"ses\", equals = \"low\", recommend = true }\n"
              "[[list]]\nwhen = \"poor\"\nminimum = 1"),
       criterion_only_advice, 9, "list.when", "poor"},
  };
}
INSTANTIATE_TEST_SUITE_P(Lists, BadPolicy, testing::ValuesIn(bad_lists()));

std::string criteria(std::string_view text) { return policy("[criteria]\n" + std::string(text)); }

std::vector<BadFile> bad_criteria() {
  using enum ErrorCode;
  return {
      {criteria("a = {}"), criterion_without_test, 7, "criteria.a", "a"},
      {criteria("a = 3"), key_wrong_type, 7, "criteria.a", "3"},
      {criteria("a = { clam = \"x\" }"), key_unknown, 7, "criteria.a.clam", "clam", "claim"},
      {criteria("a = { claim = \"x\", rank = 1 }"), keys_exclude_each_other, 7, "criteria.a.rank", "rank",
       "claim"},
      {criteria("\"a b\" = { claim = \"x\" }"), not_an_allowed_word, 7, "criteria.a b", "a b"},
      {criteria("" + std::string(65, 'a') + " = { claim = \"x\" }"), not_an_identifier, 7,
       "criteria." + std::string(65, 'a')},
      {criteria("a = { claim = \"\" }"), key_wrong_type, 7, "criteria.a.claim"},
      {criteria("a = { claim = \"x\", digits = 4 }"), key_without_effect, 7, "criteria.a.digits", "digits",
       "postcode"},
      {criteria("a = { claim = \"x\", equals = \"y\" }"), key_without_effect, 7, "criteria.a.equals",
       "equals", "attribute"},
      {criteria("a = { claim = \"x\", recommend = \"no\" }"), key_wrong_type, 7, "criteria.a.recommend"},
      {criteria("a = { attribute = \"ses\" }"), key_missing, 7, "criteria.a.equals"},
      {criteria("a = { attribute = \"ses\", equals = \"x\", in = [\"y\"] }"), keys_exclude_each_other, 7,
       "criteria.a.in"},
      {criteria("a = { attribute = \"ses\", equals = \"x\", until = 3 }"), keys_exclude_each_other, 7,
       "criteria.a.until", "until", "equals"},
      {criteria("a = { attribute = \"ses\", in = [] }"), key_wrong_type, 7, "criteria.a.in"},
      {criteria("a = { attribute = \"ses\", in = [\"x\", \"x\"] }"), duplicate, 7, "criteria.a.in", "x"},
      {criteria("a = { column = \"c\", equals = true }"), key_wrong_type, 7, "criteria.a.equals", "true"},
      {criteria("a = { attribute = \"born\", from = \"2023-02-30\" }"), date_invalid, 7, "criteria.a.from",
       "2023-02-30"},
      {criteria("a = { attribute = \"born\", from = \"spring\" }"), date_invalid, 7, "criteria.a.from"},
      {criteria("a = { attribute = \"born\", from = 2023-02-02, until = 2023-02-01 }"), from_after_until, 7,
       "criteria.a.until", "2023-02-01", "2023-02-02"},
      {criteria("a = { attribute = \"age\", from = 10, until = 9.5 }"), from_after_until, 7,
       "criteria.a.until"},
      {criteria("a = { attribute = \"age\", from = 10, until = 2023-02-01 }"), key_wrong_type, 7,
       "criteria.a.until"},
      {criteria("a = { attribute = \"age\", from = inf }"), out_of_range, 7, "criteria.a.from"},
      {criteria("a = { same = [\"advice\"] }"), key_wrong_type, 7, "criteria.a.same"},
      {criteria("a = { same = 3 }"), key_wrong_type, 7, "criteria.a.same"},
      {criteria("a = { postcode = \"1011\" }"), key_wrong_type, 7, "criteria.a.postcode"},
      {criteria("a = { postcode = [\"1011AB7\"] }"), not_an_allowed_word, 7, "criteria.a.postcode"},
      {criteria("a = { postcode = [\"10-1\"] }"), not_an_allowed_word, 7, "criteria.a.postcode"},
      {criteria("a = { postcode = \"own\", digits = 7 }"), out_of_range, 7, "criteria.a.digits"},
      {criteria("a = { postcode = [\"1011\"], digits = 4 }"), key_without_effect, 7, "criteria.a.digits"},
      {criteria("a = { nearest = 0 }"), out_of_range, 7, "criteria.a.nearest"},
      {criteria("a = { nearest = 3, among = \"!town\" }"), criterion_unknown, 7, "criteria.a.among", "town"},
      {criteria("a = { nearest = 3, among = \"vve\" }\nvve = { attribute = \"vve\", equals = \"yes\" }"),
       criterion_not_of_programme, 7, "criteria.a.among", "vve"},
      {criteria("a = { nearest = 3, at_least = { b = 4 } }\nb = { column = \"c\", equals = \"x\" }"),
       out_of_range, 7, "criteria.a.at_least.b", "4", "1..3"},
      {criteria("a = { nearest = 3, at_least = { bb = 1 } }"), criterion_unknown, 7,
       "criteria.a.at_least.bb"},
      {criteria("a = { nearest = 3, at_least = { b = 1 } }\nb = { claim = \"x\" }"),
       criterion_not_of_programme, 7, "criteria.a.at_least", "b"},
      {criteria("a = { within_metres = 1.5 }"), key_wrong_type, 7, "criteria.a.within_metres", "1.5"},
      {criteria("a = { rank = 0 }"), out_of_range, 7, "criteria.a.rank"},
      {criteria("low = { claim = \"x\" }\n"
                "a = { towards = \"low\", share = \"30%\", sitting = [\"x\", \"y\"] }"),
       criterion_not_of_pupil, 8, "criteria.a.towards", "low"},
      {criteria("a = { towards = \"a\", share = \"30%\", sitting = [\"x\", \"y\"] }"), criterion_circular, 7,
       "criteria.a", "a", "a -> a"},
      {criteria("low = { attribute = \"ses\", equals = \"low\" }\na = { towards = \"low\", share = \"101%\", "
                "sitting = [\"x\", \"y\"] }"),
       share_invalid, 8, "criteria.a.share", "101%"},
      {criteria("low = { attribute = \"ses\", equals = \"low\" }\na = { towards = \"low\", share = \"30%\", "
                "sitting = [\"x\"] }"),
       key_wrong_type, 8, "criteria.a.sitting"},
      {criteria("low = { attribute = \"ses\", equals = \"low\" }\na = { towards = \"low\", sitting = [\"x\", "
                "\"y\"] }"),
       key_missing, 8, "criteria.a.share"},
      {criteria("a = { group = \"duo\", some = \"b\", not_all = \"b\" }\n"
                "b = { towards = \"a\", share = \"5%\", sitting = [\"x\", \"y\"] }"),
       criterion_circular, 7, "criteria.a", "a", "a -> b -> a"},
      {criteria("a = { group = \"duo\", some = \"a2\", not_all = \"vve\" }\nvve = { attribute = \"vve\", "
                "equals = \"yes\" }"),
       criterion_unknown, 7, "criteria.a.some", "a2"},
  };
}
INSTANTIATE_TEST_SUITE_P(Criteria, BadPolicy, testing::ValuesIn(bad_criteria()));

/// One more pool, which begins in line 8, before the pool `open` of `policy`.
std::string pool(std::string_view text) {
  return policy("[criteria]\nvve = { claim = \"x\" }\n[[pool]]\n" + std::string(text));
}

std::vector<BadFile> bad_pools() {
  using enum ErrorCode;
  const std::string named = "name = \"a\"\nseats = 2\n";
  std::vector<BadFile> all = {
      {without_pool(""), pool_missing, 1, "pool"},
      {without_pool("[pool]\nname = \"a\"\nseats = \"rest\""), key_wrong_type, 6, "pool", "", "[[pool]]"},
      {"pool = []\n" + without_pool(""), pool_missing, 1, "pool"},
      {pool("seats = 2"), key_missing, 8, "pool.name"},
      {pool("name = \"a\""), key_missing, 8, "pool.seats"},
      {pool("name = \"a\\tb\"\nseats = 2"), not_an_identifier, 9, "pool.name"},
      {pool("name = \"open\"\nseats = 2"), duplicate, 11, "pool.name", "open", "8"},
      {pool("name = \"a\"\nseats = -2"), out_of_range, 10, "pool.seats"},
      {pool("name = \"a\"\nseats = 2.5"), key_wrong_type, 10, "pool.seats", "2.5"},
      {pool("name = \"a\"\nseats = \"remainder\""), not_an_allowed_word, 10, "pool.seats"},
      {pool("name = \"a\"\nseats = { column = \"x\", colum = \"x\" }"), key_unknown, 10, "pool.seats.colum"},
      {pool("name = \"a\"\nseats = \"rest\""), rest_twice, 11, "pool.seats", "open"},
      {pool(named + "prio = [\"vve\"]"), key_unknown, 11, "pool.prio"},
      {pool(named + "open_to = \"vvee\""), criterion_unknown, 11, "pool.open_to", "vvee", "vve"},
      {pool(named + "open_to = [\"vve\"]"), key_wrong_type, 11, "pool.open_to"},
      {pool(named + "priority = \"vve\""), key_wrong_type, 11, "pool.priority"},
      {pool(named + "priority = [\"vve\", \"vve  \"]"), duplicate, 11, "pool.priority", "vve"},
      {pool(named + "priority = [\"(vve | vve)\"]"), expression_invalid, 11, "pool.priority", "",
       "a & b | a & c"},
      {pool(named + "priority = [\"vve vve\"]"), expression_invalid, 11, "pool.priority", "vve vve", "& |"},
      {pool(named + "priority = [\"vve & !vve\"]"), expression_invalid, 11, "pool.priority"},
      {pool(named + "priority = [\"\"]"), expression_invalid, 11, "pool.priority"},
      {pool(named + "within_class = \"age\""), not_an_allowed_word, 11, "pool.within_class"},
      {pool(named + "unfilled = \"previous\""), not_an_allowed_word, 11, "pool.unfilled"},
      {pool(named + "rounding = \"up\""), key_without_effect, 11, "pool.rounding"},
      {pool(named + "less = 3"), key_wrong_type, 11, "pool.less"},
      {pool("name = \"a\"\nseats = \"as-needed\"\nunfilled = \"empty\""), key_without_effect, 11,
       "pool.unfilled"},
      {without_pool("[[pool]]\nname = \"a\"\nseats = \"as-needed\""), rest_missing, 6, "pool", "a"},
      {policy("") + "[[pool]]\nname = \"a\"\nseats = \"as-needed\"\n", rest_not_last, 7, "pool.seats", "open",
       "a"},
      {policy("[criteria]\npoor = { attribute = \"ses\", equals = \"low\", recommend = true }\n"
              "[[pool]]\nname = \"a\"\nseats = 2\npriority = [\"poor\"]"),
       criterion_only_advice, 11, "pool.priority", "poor"},
  };
  for (const char* share : {"30 %", "%", "12.34567%", "12,5%", "100.0001%", "-1%", "1e1%", "5.%", "0100%"}) {
    all.push_back({pool("name = \"a\"\nseats = \"" + std::string(share) + "\""), share_invalid, 10,
                   "pool.seats", share});
  }
  return all;
}
INSTANTIATE_TEST_SUITE_P(Pools, BadPolicy, testing::ValuesIn(bad_pools()));

/// An override in line 9 behind two criteria.
std::string override_of(std::string_view text) {
  return policy(
      "[criteria]\ncity = { column = \"c\", equals = \"x\" }\nvve = { claim = \"x\" }\n[[override]]\n" +
      std::string(text));
}

std::vector<BadFile> bad_overrides() {
  using enum ErrorCode;
  const std::string pools = "pools = [ { name = \"open\", seats = \"rest\" } ]";
  return {
      {override_of(pools), key_missing, 9, "override.where"},
      {override_of("where = \"city\""), key_missing, 9, "override.pools"},
      {override_of("where = \"city\"\npools = []"), pool_missing, 11, "override.pools"},
      {override_of("where = \"city\"\npools = 3"), key_wrong_type, 11, "override.pools"},
      {override_of("where = \"city\"\npools = [ 3 ]\n"), key_wrong_type, 11, "override.pools"},
      {override_of("where = \"vve\"\n" + pools), criterion_not_of_programme, 10, "override.where", "vve"},
      {override_of("where = \"city\"\nprogrammes = [\"A\"]\n" + pools), keys_exclude_each_other, 11,
       "override.programmes"},
      {override_of("programmes = [\"A\", \"A\"]\n" + pools), duplicate, 10, "override.programmes", "A"},
      {override_of("programmes = [3]\n" + pools), key_wrong_type, 10, "override.programmes", "3"},
      {override_of("programmes = [\"A\\n\"]\n" + pools), not_an_identifier, 10, "override.programmes"},
      {override_of("where = \"city\"\nfrom = 2027-03-01\nuntil = \"2027-02-01\"\n" + pools), from_after_until,
       12, "override.until", "2027-02-01", "2027-03-01"},
      {override_of("where = \"city\"\nfrom = \"now\"\n" + pools), date_invalid, 11, "override.from", "now"},
      {override_of("where = \"city\"\nfrom = 12:00:00\n" + pools), key_wrong_type, 11, "override.from"},
      {"format = 1\n[policy]\nmechanism = \"deferred-acceptance\"\n[[pool]]\nname = \"a\"\nseats = \"rest\"\n"
       "[[override]]\nprogrammes = [\"A\"]\nfrom = 2027-01-01\n" +
           pools,
       key_missing, 2, "policy.date"},
      {override_of("where = \"city\"\npools = [ { name = \"a\", seats = \"rest\" },\n"
                   "{ name = \"b\", seats = \"as-needed\" } ]"),
       rest_not_last, 11, "override.pools.seats", "a", "b"},
  };
}
INSTANTIATE_TEST_SUITE_P(Overrides, BadPolicy, testing::ValuesIn(bad_overrides()));

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
            "immediate-acceptance | serial-dictatorship\n"
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
