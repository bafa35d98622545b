// SPDX-License-Identifier: EUPL-1.2
// The findings of the linter: for each a rule file that has it, with the line marked `# <-`, and its nearest
// relative that has it not; and what the presets of real towns must be told.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "io/policy_toml.hpp"
#include "place/lint/lint.hpp"

namespace mengpaneel {
namespace {

using base::texts::Language;
using place::LintCode;
using place::LintFinding;

const std::string deferred = "mechanism = \"deferred-acceptance\"\n";
const std::string dictator = "mechanism = \"serial-dictatorship\"\n";
const std::string open = "[[pool]]\nname = \"open\"\nseats = \"rest\"\n";

/// A rule file: `heading` goes into [policy].
std::string file(const std::string& body, const std::string& heading = deferred,
                 const std::string& name = "Proef") {
  return "format = 1\n[policy]\nname = \"" + name + "\"\nsector = \"po\"\ndate = 2027-02-01\n" + heading +
         body;
}

/// The pool `open`, with more lines.
std::string open_with(const std::string& lines) { return open + lines + "\n"; }

/// A reserve for the criterion `vve`.
std::string reserve() { return "[[pool]]\nname = \"vve\"\nopen_to = \"vve\"\nseats = 2 # <-\n"; }

std::string criteria(const std::string& lines) { return "[criteria]\n" + lines + "\n"; }

const std::string vve = criteria("vve = { attribute = \"vve\", equals = \"yes\" }");

/// A criterion that goes first, without and with the mark.
std::string first_for(const std::string& criterion, const std::string& test) {
  return criteria(criterion + " = " + test) + open + "priority = [\"" + criterion + "\"] # <-\n";
}
std::string marked_first_for(const std::string& criterion, const std::string& test) {
  return criteria(criterion + " = " + test + " # <-") + open + "priority = [\"" + criterion + "\"]\n";
}

struct Case {
  LintCode code;
  std::string with;
  std::string without;
};

std::vector<Case> cases_of_law() {
  using enum LintCode;
  const std::string claim = R"({ claim = "sibling" })";
  const std::string born = "{ attribute = \"born\", until = ";
  const std::string before_three = file(first_for("born", born + "2024-02-02 }"));
  return {
      {criterion_on_origin, file(marked_first_for("group", R"({ attribute = "geboorteland", in = ["x"] })")),
       file(marked_first_for("group", R"({ attribute = "ses", in = ["low"] })"))},
      {criterion_on_belief, file(marked_first_for("church", R"({ claim = "church" })")),
       file(marked_first_for("catholic", R"({ column = "denomination", equals = "catholic" })"))},
      {criterion_on_sex, file(marked_first_for("short", R"({ attribute = "a", equals = "girl" })")),
       file(marked_first_for("short", R"({ attribute = "a", equals = "b" })"))},
      {criterion_on_family, file(marked_first_for("single-parent", R"({ attribute = "a", equals = "b" })")),
       file(marked_first_for("household", claim))},
      {criterion_on_money, file(marked_first_for("paid", R"({ claim = "ouderbijdrage" })")),
       file(marked_first_for("low_ses", R"({ attribute = "ses", equals = "low" })"))},
      {support_need_refuses,
       file(criteria("support = { attribute = \"support\", equals = \"yes\" }") +
            open_with("open_to = \"!support\" # <-")),
       file(criteria("support = { attribute = \"support\", equals = \"yes\" }") +
            open_with("open_to = \"support\""))},
      {separate_lists,
       file(vve + "[[pool]]\nname = \"a\"\nseats = \"50%\"\nopen_to = \"vve\"\n[[pool]]\nname = \"b\"\nseats "
                  "= \"rest\"\n"
                  "open_to = \"!vve\" # <-\n"),
       file(vve + reserve() + open)},
      {group_share_above_limit,
       file(vve + "[[pool]]\nname = \"a\"\nopen_to = \"vve\"\nseats = \"20.5%\" # <-\n" + open, deferred,
            "Vlaanderen 2027"),
       file(vve + "[[pool]]\nname = \"a\"\nopen_to = \"vve\"\nseats = \"20%\"\n" + open, deferred,
            "Vlaanderen 2027")},
      {priority_for_residents, file(first_for("here", R"({ postcode = ["1381", "1382"] })")),
       file(first_for("near", R"({ postcode = "own" })"))},
      {priority_by_registration,
       file(first_for("early", "{ attribute = \"aanmelddatum\", until = 2027-01-01 }")),
       file(first_for("early", "{ attribute = \"round1\", equals = \"yes\" }"))},
      {intake_before_three, before_three, file(first_for("born", born + "2024-02-01 }"))},
      {one_school_only, file(open, deferred + "maximum_preferences = 1 # <-\n"),
       file(open, deferred + "maximum_preferences = 2\n")},
      {preschool_priority, file(first_for("preschool", R"({ claim = "preschool" })")),
       file(first_for("vve", R"({ attribute = "vve", equals = "yes" })"))},
  };
}

std::vector<Case> cases_of_strategy() {
  using enum LintCode;
  const std::string first = criteria("first = { rank = 1 }\nsibling = { claim = \"sibling\" }");
  const auto stages = [](const std::string& mark) {
    return "[[stage]]\nmechanism = \"deferred-acceptance\"\nranks = \"1\"\n[[stage]] " + mark +
           "\nmechanism = \"deferred-acceptance\"\nranks = \"2-\"\n";
  };
  const std::string one_stage = "[[stage]]\nmechanism = \"deferred-acceptance\"\nranks = \"1-\"\n";
  return {
      {mechanism_rewards_tactics, file(open, "mechanism = \"immediate-acceptance\" # <-\n"), file(open)},
      {stages_reward_tactics, file(open + stages("# <-"), ""), file(open + one_stage, "")},
      {choice_rank_counts, file(first + open_with("priority = [\"sibling & first\"] # <-")),
       file(first + open_with("priority = [\"sibling\"]"))},
      {groups_without_guarantee, file(open + "[groups.twins] # <-\ntogether = \"or-nothing\"\n"), file(open)},
      {short_list_refused, file("[[list]]\nminimum = 3\nshort = \"refuse\" # <-\n" + open),
       file("[[list]]\nminimum = 3\n" + open)},
      {truth_is_best, file(open, "mechanism = \"deferred-acceptance\" # <-\n"),
       file(first + open_with("priority = [\"sibling & first\"]"))},
      {list_maximum, file(open, deferred + "maximum_preferences = 6 # <-\n"), file(open)},
      {list_appended,
       file(criteria("near = { nearest = 6 }") + "[[list]]\nminimum = 3\nappend = \"near\" # <-\n" +
            open_with("priority = [\"near\"]")),
       file(criteria("near = { nearest = 6 }") + "[[list]]\nminimum = 3\n" +
            open_with("priority = [\"near\"]"))},
  };
}

std::vector<Case> cases_of_seats() {
  using enum LintCode;
  const std::string level = criteria("level = { same = [\"advice\", \"levels\"] }");
  return {
      {quota_leaves_seats_empty,
       file(vve + "[[pool]]\nname = \"vve\"\nseats = 2\nopen_to = \"vve\"\nunfilled = \"empty\" # <-\n" +
            open),
       file(vve + reserve() + open)},
      {last_pool_closed,
       file(vve + "[[pool]]\nname = \"a\"\nseats = \"rest\"\n[[pool]]\nname = \"b\"\nseats = 2\nopen_to = "
                  "\"vve\" # <-\n"),
       file(vve + reserve() + open)},
      {only_for_some, file(level + open_with("open_to = \"level\" # <-")), file(open)},
      {takes_all_who_qualify,
       file(vve + "[[pool]]\nname = \"a\"\nopen_to = \"vve\"\nseats = \"as-needed\" # <-\n" + open),
       file(vve + reserve() + open)},
      {sitting_pupils_subtracted,
       file(vve + "[[pool]]\nname = \"vve\"\nopen_to = \"vve\"\nseats = 2\nless = \"present_vve\" # <-\n" +
            open),
       file(vve + reserve() + open)},
      {reserve_without_effect, file(vve + reserve() + open_with("priority = [\"vve\"]")),
       file(vve + reserve() + open)},
      {reserve_is_minimum, file(vve + reserve() + open), file(vve + open + reserve())},
      {reserve_on_top, file(vve + open + reserve()), file(vve + reserve() + open)},
  };
}

std::vector<Case> cases_of_numbers() {
  using enum LintCode;
  const auto twins = [](const std::string& number) {
    return open + "[groups.twins]\ntogether = \"or-nothing\"\nnumber = \"" + number + "\" # <-\n";
  };
  const auto draw = [](const std::string& lines) { return "[lottery]\n" + lines + "\n" + open; };
  return {
      {group_number_advantage, file(twins("best")),
       file("[lottery]\ndrawn_for = \"group\"\n" + twins("best"))},
      {group_number_disadvantage, file(twins("worst")), file(twins("first"))},
      {group_number_middle, file(twins("mean")), file(twins("first"))},
      {one_number_together, file(draw("drawn_for = \"household\" # <-")),
       file(draw("drawn_for = \"pupil\""))},
      {number_per_programme, file(draw("numbers = \"per-programme\" # <-")),
       file(draw("numbers = \"single\""))},
      {distance_decides, file(open_with("within_class = \"distance\" # <-")),
       file(open_with("within_class = \"distance\""), dictator)},
      {listed_needs_file, file(open_with("within_class = \"listed\" # <-")), file(open)},
  };
}

std::vector<Case> cases_of_effect() {
  using enum LintCode;
  const std::string sibling = criteria("sibling = { claim = \"sibling\" } # <-");
  const std::string mixes = criteria(
      "low = { attribute = \"ses\", equals = \"low\" }\n"
      "mixes = { towards = \"low\", share = \"30%\", sitting = [\"present_low\", \"present\"] }");
  const auto temporary = [](const std::string& until) {
    return open + "[[override]] # <-\nprogrammes = [\"A\"]\nfrom = 2026-01-01\nuntil = " + until +
           "\npools = [ { name = \"open\", seats = \"rest\" } ]\n";
  };
  const std::string zone = "zone = { same = \"zone\" }\nsibling = { claim = \"sibling\" }";
  return {
      {criterion_unused, file(sibling + open), file(sibling + open_with("priority = [\"sibling\"]"))},
      {priority_without_effect,
       file(criteria("sibling = { claim = \"sibling\" }") + open_with("priority = [\"sibling\"] # <-"),
            dictator),
       file(open, dictator)},
      {override_not_in_force, file(temporary("2026-12-31")), file(temporary("2027-12-31"))},
      {recommend_not_applied, file(criteria("zone = { same = \"zone\", recommend = true } # <-") + open),
       file(first_for("zone", "{ same = \"zone\" }"))},
      {mixes_is_soft, file(mixes + open_with("priority = [\"mixes\"] # <-")),
       file(mixes + open_with("priority = [\"low\"]"))},
      {area_counts_when_full, file(criteria(zone) + open_with("priority = [\"zone\"] # <-")),
       file(criteria(zone) + open_with("priority = [\"sibling\", \"zone\"]"))},
  };
}

std::vector<Case> all_cases() {
  std::vector<Case> all;
  for (const auto& part :
       {cases_of_law(), cases_of_strategy(), cases_of_seats(), cases_of_numbers(), cases_of_effect()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

std::string shown(const base::ErrorList& errors) {
  std::string text;
  for (const base::Error& error : errors.shown()) {
    text += std::to_string(error.line) + " " + base::texts::error_message(Language::en, error) + "\n";
  }
  return text;
}

std::vector<LintFinding> findings_of(const std::string& toml, const std::string& name = "policy.toml") {
  const auto rules = io::parse_policy(toml, name);
  EXPECT_TRUE(rules.has_value()) << shown(rules.error()) << toml;
  return rules ? place::lint(*rules) : std::vector<LintFinding>{};
}

std::set<std::string> codes_of(const std::vector<LintFinding>& findings) {
  std::set<std::string> codes;
  for (const LintFinding& finding : findings) {
    codes.emplace(place::lint_code_name(finding.code));
  }
  return codes;
}

/// The line with the mark, from 1.
std::uint32_t marked_line(const std::string& toml) {
  const std::size_t mark = toml.find("# <-");
  EXPECT_NE(mark, std::string::npos) << toml;
  return 1 + static_cast<std::uint32_t>(
                 std::count(toml.begin(), toml.begin() + static_cast<std::ptrdiff_t>(mark), '\n'));
}

TEST(Lint, EveryFindingHasARuleFileWithItAndOneWithout) {
  std::set<std::string> tried;
  for (const Case& one : all_cases()) {
    const std::string name(place::lint_code_name(one.code));
    tried.insert(name);
    const std::vector<LintFinding> findings = findings_of(one.with);
    const auto found = std::ranges::find(findings, one.code, &LintFinding::code);
    ASSERT_NE(found, findings.end()) << name << " is not found in\n" << one.with;
    EXPECT_EQ(found->at.line, marked_line(one.with)) << name << "\n" << one.with;
    EXPECT_FALSE(codes_of(findings_of(one.without)).contains(name)) << name << " is found in\n"
                                                                    << one.without;
  }
  EXPECT_EQ(tried.size(), place::lint_code_count);
}

TEST(Lint, SentencesAreFilledInEveryLanguage) {
  for (const Case& one : all_cases()) {
    for (const LintFinding& finding : findings_of(one.with)) {
      for (const Language language : {Language::nl, Language::en}) {
        const std::string sentence = place::lint_sentence(language, finding);
        EXPECT_EQ(sentence.find('{'), std::string::npos) << sentence;
        EXPECT_TRUE(sentence.ends_with('.')) << sentence;
        EXPECT_NE(place::lint_source(language, finding.code), std::optional<std::string>(""));
      }
    }
  }
}

TEST(Lint, PlainRulesAreStrategyProofAndNothingElse) {
  EXPECT_EQ(codes_of(findings_of(file(open))), std::set<std::string>{"truth_is_best"});
  EXPECT_EQ(codes_of(findings_of(file(open, dictator))), std::set<std::string>{"truth_is_best"});
  const std::string usual = criteria("sibling = { claim = \"sibling\" }\nnearby = { nearest = 6 }") +
                            "[[list]]\nwhen = \"sibling\"\nminimum = 1\n[[list]]\nminimum = 3\n" +
                            open_with("priority = [\"sibling\", \"nearby\"]");
  EXPECT_EQ(codes_of(findings_of(file(usual))), std::set<std::string>{"truth_is_best"});
}

TEST(Lint, TheMostSeriousComesFirstThenTheLine) {
  const std::vector<LintFinding> findings = findings_of(file(
      criteria(
          "first = { rank = 1 }\nsex = { attribute = \"sex\", equals = \"f\" }\nunused = { claim = \"x\" }") +
          open_with("priority = [\"first\", \"sex\"]"),
      deferred + "maximum_preferences = 6\n"));
  std::vector<std::string> codes;
  for (const LintFinding& finding : findings) {
    codes.emplace_back(place::lint_code_name(finding.code));
  }
  EXPECT_EQ(codes, (std::vector<std::string>{"criterion_on_sex", "criterion_unused", "choice_rank_counts",
                                             "list_maximum"}));
}

TEST(Lint, WhatHoldsForAllProgrammesIsNotSaidAgainOfAnOverride) {
  const std::string pool = R"({ name = "vve", seats = 2, open_to = "vve" })";
  const std::string rest = R"({ name = "open", seats = "rest" })";
  const std::string override_rule =
      "[[override]]\nprogrammes = [\"A\"]\npools = [ " + pool + ", " + rest + " ]\n";
  const std::vector<LintFinding> findings = findings_of(file(vve + reserve() + open + override_rule));
  EXPECT_EQ(std::ranges::count(findings, LintCode::reserve_is_minimum, &LintFinding::code), 1);
  const std::vector<LintFinding> other = findings_of(file(vve + open + override_rule));
  EXPECT_EQ(std::ranges::count(other, LintCode::reserve_is_minimum, &LintFinding::code), 1);
}

TEST(Lint, AReserveIsInVainOnlyWhereItsGroupAloneGoesFirst) {
  const auto in_vain = [](const std::string& priority) {
    const std::string two =
        criteria("vve = { attribute = \"vve\", equals = \"yes\" }\nsibling = { claim = \"sibling\" }");
    return codes_of(findings_of(file(two + reserve() + open_with("priority = " + priority))))
        .contains("reserve_without_effect");
  };
  EXPECT_TRUE(in_vain(R"(["vve & sibling", "vve", "sibling"])"));
  EXPECT_FALSE(in_vain(R"(["vve | sibling"])")) << "others are in the class too";
  EXPECT_FALSE(in_vain(R"(["sibling", "vve"])"));
  EXPECT_FALSE(in_vain(R"(["vve & sibling", "sibling", "vve"])"));
  EXPECT_FALSE(in_vain(R"([])"));
}

TEST(Lint, CriteriaOfOneLineAreOneFinding) {
  const std::string two = criteria("preschool = { claim = \"preschool\" }\nikc = { claim = \"ikc\" }");
  const std::vector<LintFinding> findings =
      findings_of(file(two + open_with(R"(priority = ["preschool | ikc"])")));
  EXPECT_EQ(std::ranges::count(findings, LintCode::preschool_priority, &LintFinding::code), 1);
  EXPECT_NE(place::lint_sentence(Language::nl, findings.front()).find("“preschool”, “ikc”"),
            std::string::npos);
}

TEST(Lint, ListsApartAreSaidOnceAndDistanceOnceForAllPools) {
  const std::string apart =
      "[[pool]]\nname = \"a\"\nseats = \"40%\"\nopen_to = \"vve\"\nwithin_class = \"distance\"\n"
      "[[pool]]\nname = \"b\"\nseats = \"60%\"\nopen_to = \"!vve\"\nwithin_class = \"distance\"\n";
  EXPECT_EQ(codes_of(findings_of(file(vve + apart + open))),
            (std::set<std::string>{"separate_lists", "distance_decides", "truth_is_best"}));
  const std::vector<LintFinding> findings = findings_of(file(vve + apart + open));
  const auto distance = std::ranges::find(findings, LintCode::distance_decides, &LintFinding::code);
  ASSERT_NE(distance, findings.end());
  EXPECT_NE(place::lint_sentence(Language::nl, *distance).find("“a”, “b”"), std::string::npos);
  EXPECT_EQ(findings.size(), 3U);
}

TEST(Lint, AgeAndSupportAreReadWhicheverWayTheyAreWritten) {
  const auto has = [](const std::string& body, const std::string& code) {
    return codes_of(findings_of(file(body))).contains(code);
  };
  EXPECT_TRUE(has(first_for("one", "{ attribute = \"age\", from = 1 }"), "intake_before_three"));
  EXPECT_TRUE(has(first_for("two", "{ attribute = \"leeftijd\", in = [2, 3] }"), "intake_before_three"));
  EXPECT_FALSE(
      has(first_for("three", "{ attribute = \"age\", from = 3, until = 4 }"), "intake_before_three"));
  EXPECT_FALSE(has(first_for("old", "{ attribute = \"born\", from = 2023-01-01 }"), "intake_before_three"));
  EXPECT_TRUE(has(first_for("a", "{ attribute = \"support\", equals = \"none\" }"), "support_need_refuses"));
  EXPECT_TRUE(has(
      criteria("s = { claim = \"zorg\" }\nv = { claim = \"v\" }") + open_with("priority = [\"s & v | !s\"]"),
      "support_need_refuses"));
}

// --- the presets ---------------------------------------------------------------------------------------

struct Demand {
  std::set<std::string> found;
  std::set<std::string> not_found;
};

/// What the survey of the towns demands. A preset that is not there is passed over, one that is there must be
/// here.
std::map<std::string, Demand> demands() {
  return {
      {"amsterdam-po",
       {{"choice_rank_counts", "preschool_priority", "takes_all_who_qualify"}, {"truth_is_best"}}},
      {"amsterdam-vo-2015",
       {{"choice_rank_counts", "number_per_programme", "list_maximum"}, {"truth_is_best"}}},
      {"amsterdam-vo-2016",
       {{"choice_rank_counts", "list_maximum"}, {"truth_is_best", "number_per_programme"}}},
      {"amsterdam-vo-2024",
       {{"truth_is_best", "list_maximum", "only_for_some"}, {"choice_rank_counts", "number_per_programme"}}},
      {"nijmegen", {{"mixes_is_soft", "priority_for_residents", "truth_is_best"}, {"preschool_priority"}}},
      {"utrecht", {{"choice_rank_counts", "preschool_priority"}, {"truth_is_best"}}},
      {"den-haag", {{"preschool_priority"}, {}}},
      {"deventer",
       {{"one_school_only", "mechanism_rewards_tactics", "preschool_priority"},
        {"truth_is_best", "number_per_programme"}}},
      {"weesp", {{"priority_for_residents", "reserve_is_minimum", "truth_is_best"}, {"choice_rank_counts"}}},
      {"amsterdam-west-2010", {{"groups_without_guarantee", "preschool_priority"}, {"criterion_on_origin"}}},
      {"kralingen", {{"separate_lists"}, {"criterion_on_origin", "reserve_is_minimum"}}},
      {"zaanstad-vo", {{"list_appended"}, {"choice_rank_counts"}}},
      {"leiden", {{"area_counts_when_full"}, {}}},
      {"lelystad", {{"area_counts_when_full"}, {"criterion_unused"}}},
      {"tiel", {{"recommend_not_applied"}, {"criterion_unused"}}},
      {"haaglanden-bovo", {{"stages_reward_tactics"}, {"truth_is_best", "mechanism_rewards_tactics"}}},
      {"apeldoorn", {{"list_appended"}, {"criterion_unused"}}},
      {"vlaanderen-2013",
       {{"separate_lists", "sitting_pupils_subtracted", "groups_without_guarantee"},
        {"group_share_above_limit"}}},
      {"vlaanderen-2023", {{"reserve_is_minimum"}, {"group_share_above_limit", "separate_lists"}}},
      {"voorbeeldstad",
       {{"truth_is_best", "reserve_is_minimum", "preschool_priority"}, {"criterion_unused"}}},
  };
}

std::string read_text(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

TEST(Lint, PresetsAreToldWhatTheSurveyDemands) {
  const std::map<std::string, Demand> demanded = demands();
  std::size_t count = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(MENGPANEEL_SOURCE_DIR) / "policies")) {
    const std::string name = entry.path().stem().string();
    const std::set<std::string> codes =
        codes_of(findings_of(read_text(entry.path()), entry.path().filename().string()));
    const auto demand = demanded.find(name);
    ASSERT_NE(demand, demanded.end()) << "say here what the linter must say of " << name;
    for (const std::string& code : demand->second.found) {
      EXPECT_TRUE(codes.contains(code)) << name << " lacks " << code;
    }
    for (const std::string& code : demand->second.not_found) {
      EXPECT_FALSE(codes.contains(code)) << name << " has " << code;
    }
    ++count;
  }
  EXPECT_GE(count, 7U);
}

/// With 30% instead of its own share, the rules of Flanders of 2023 break the limit; those of 2013 knew none.
TEST(Lint, TheFlemishLimitIsOfFlandersAndOfItsTime) {
  const auto rules = [](const std::string& name, const std::string& date) {
    std::string toml =
        file(vve + "[[pool]]\nname = \"a\"\nopen_to = \"vve\"\nseats = \"30%\"\n" + open, deferred, name);
    return toml.replace(toml.find("2027-02-01"), 10, date);
  };
  const auto breaks = [](const std::string& toml) {
    return codes_of(findings_of(toml)).contains("group_share_above_limit");
  };
  EXPECT_TRUE(breaks(rules("Vlaanderen", "2023-03-01")));
  EXPECT_FALSE(breaks(rules("Vlaanderen", "2013-03-01")));
  EXPECT_FALSE(breaks(rules("Nijmegen", "2023-03-01")));
}

TEST(Lint, TheManualSaysWhatEachFindingMeans) {
  const std::string page = read_text(std::filesystem::path(MENGPANEEL_SOURCE_DIR) / "docs" / "rules.md");
  for (std::size_t index = 0; index < place::lint_code_count; ++index) {
    const auto code = static_cast<LintCode>(index);
    const std::string row = "| `" + std::string(place::lint_code_name(code)) + "` | " +
                            std::string(place::lint_level_name(place::lint_level(code))) + " |";
    EXPECT_NE(page.find(row), std::string::npos) << row;
  }
}

}  // namespace
}  // namespace mengpaneel
