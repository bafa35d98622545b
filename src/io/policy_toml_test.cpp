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
      {policy("", "mechanism = \"parallel:0\""), not_an_allowed_word, 5, "policy.mechanism"},
      {policy("", "mechanism = \"parallel:02\""), not_an_allowed_word, 5, "policy.mechanism"},
      {policy("", "mechanism = \"parallel:\""), not_an_allowed_word, 5, "policy.mechanism", "parallel:"},
      {policy("[groups.twins]\ntogether = \"or-nothing\"", "mechanism = \"parallel:3\""),
       groups_need_deferred_acceptance, 6, "groups", "parallel:3"},
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
      {policy("[groups.twins]\ntogether = \"or-nothing\"", "mechanism = \"immediate-acceptance\""),
       groups_need_deferred_acceptance, 6, "groups", "immediate-acceptance"},
      {policy("[groups.twins]\nnumber = \"worst\""), key_missing, 6, "groups.twins.together"},
      {policy("[groups.twins]\ntogether = \"or-nothing\"\nnumber = \"last\""), not_an_allowed_word, 8,
       "groups.twins.number", "last", "first | best | mean | worst"},
      {policy("[[stage]]\nmechanism = \"immediate-acceptance\"\nranks = \"1-\""), stages_and_mechanism, 5,
       "policy.mechanism", "deferred-acceptance"},
      {policy("[[stage]]\nmechanism = \"immediate-acceptance\"\nranks = \"1\"", ""), stage_ranks_do_not_join,
       8, "stage.ranks", "1", "1-"},
      {policy("[[stage]]\nmechanism = \"immediate-acceptance\"\nranks = \"1\"\n[[stage]]\nmechanism = "
              "\"deferred-acceptance\"\nranks = \"3-\"",
              ""),
       stage_ranks_do_not_join, 11, "stage.ranks", "3-", "2-"},
      {policy("[[stage]]\nmechanism = \"immediate-acceptance\"\nranks = \"first\"", ""), not_an_allowed_word,
       8, "stage.ranks", "first", "1 | 1-3 | 2-"},
      {policy("[[stage]]\nmechanism = \"serial-dictatorship\"\nranks = \"1-\"\nnumbers = \"per-programme\"",
              ""),
       mechanism_needs_single_number, 9, "stage.numbers"},
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

}  // namespace
}  // namespace mengpaneel::io
