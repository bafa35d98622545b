// SPDX-License-Identifier: EUPL-1.2
#include "place/lint/subjects.hpp"

#include <gtest/gtest.h>

namespace mengpaneel::place {
namespace {

Criterion attribute(const std::string& name, const std::string& column, const std::string& value) {
  return {
      .name = name, .at = {}, .test = ValueTest{.column = column, .in = {value}, .from = {}, .until = {}}};
}

TEST(Subjects, WordsAreWholeUnlessTheListSaysOtherwise) {
  EXPECT_TRUE(mentions("Country-of.birth", Subject::origin));
  EXPECT_TRUE(mentions("land van herkomst", Subject::origin));
  EXPECT_TRUE(mentions("NATIONALITEITEN", Subject::origin));
  EXPECT_FALSE(mentions("country", Subject::origin));
  EXPECT_FALSE(mentions("traces", Subject::origin)) << "race";
  EXPECT_FALSE(mentions("Essex", Subject::sex));
  EXPECT_FALSE(mentions("coffee", Subject::money)) << "fee";
  EXPECT_FALSE(mentions("gymnasium", Subject::sex));
  EXPECT_FALSE(mentions("", Subject::origin));
  EXPECT_FALSE(mentions("___", Subject::origin));
}

TEST(Subjects, WhatTownsUseIsNotTakenForSomethingElse) {
  for (const char* name :
       {"sibling", "vve", "ses", "low_ses", "nearby", "first", "citywide", "staff", "zone", "level", "advice",
        "feeder", "household", "duo", "mixes", "round1", "continuation"}) {
    for (const Subject subject :
         {Subject::origin, Subject::belief, Subject::sex, Subject::family, Subject::money, Subject::support,
          Subject::registration, Subject::residence}) {
      EXPECT_FALSE(mentions(name, subject)) << name << " " << static_cast<int>(subject);
    }
  }
}

TEST(Subjects, NameColumnAndValuesOfAPupilAreLookedAtAndNoProgramme) {
  EXPECT_TRUE(is_about(attribute("a", "gender", "x"), Subject::sex));
  EXPECT_TRUE(is_about(attribute("gender", "a", "x"), Subject::sex));
  EXPECT_TRUE(is_about(attribute("a", "b", "meisje"), Subject::sex));
  EXPECT_FALSE(is_about(attribute("a", "b", "c"), Subject::sex));
  const Criterion of_programme{
      .name = "catholic",
      .at = {},
      .test = ValueTest{
          .column = "denomination", .of_programme = true, .in = {"catholic"}, .from = {}, .until = {}}};
  EXPECT_FALSE(is_about(of_programme, Subject::belief));
  EXPECT_TRUE(is_about({.name = "a", .at = {}, .test = ClaimTest{"kerk"}}, Subject::belief));
}

TEST(Subjects, NoIsNo) {
  EXPECT_TRUE(asks_for_no(attribute("a", "b", "nee")));
  EXPECT_FALSE(asks_for_no(attribute("a", "b", "yes")));
}

}  // namespace
}  // namespace mengpaneel::place
