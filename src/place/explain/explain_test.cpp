// SPDX-License-Identifier: EUPL-1.2
// The sentences as families read them. That they are true is tested in tests/explanation_truth_test.cpp.
#include "place/explain/explain.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "place/explain/words.hpp"

namespace mengpaneel::place {
namespace {

using base::texts::Language;
using testing::HasSubstr;
using testing::Not;

ExplainContext example_context() {
  ExplainContext context;
  context.waiting = WaitingOrder::priority;
  context.programmes["S1"] = {
      "De Regenboog",
      {{"open", {0, false, WithinClass::lottery, {"sibling", "preschool & nearby", "other"}}}}};
  context.programmes["S2"] = {"",
                              {{"recht", {0, true, WithinClass::lottery, {"other"}}},
                               {"ver", {1, false, WithinClass::distance, {"nearby", "other"}}},
                               {"open", {2, false, WithinClass::lottery, {"other"}}}}};
  return context;
}

Decision rejected_by_number() {
  return {"P0123",
          "S1",
          1,
          "open",
          DecisionOutcome::rejected,
          Standing{1, "preschool & nearby", 0, "de7757526ab595ca"},
          Standing{1, "preschool & nearby", 0, "a4440f2cc09934fa"},
          3};
}

TEST(Explain, SaysWhichNumberDecidedAndHowTheWaitingListStands) {
  EXPECT_EQ(
      explain(Language::nl, rejected_by_number(), nullptr, example_context()),
      "Geen plaats op De Regenboog. Alle plaatsen zijn bezet. Het lotnummer van uw kind is "
      "de77 5752 6ab5 95ca. Het grootste lotnummer dat met dezelfde voorrang (peuterplek van deze school en "
      "een van de scholen dicht bij huis) nog een plaats kreeg, is a444 0f2c c099 34fa. Een kleiner nummer "
      "is "
      "beter. Op deze wachtlijst staat uw kind op plaats 3. Er staan 2 kinderen voor uw kind.");
  EXPECT_EQ(explain(Language::en, rejected_by_number(), nullptr, example_context()),
            "No place at De Regenboog. All seats are taken. Your child's lottery number is de77 5752 6ab5 "
            "95ca. The "
            "largest lottery number that still got a seat with the same priority (attends this school's "
            "preschool and "
            "one of the schools near home) is a444 0f2c c099 34fa. A smaller number is better. On this "
            "waiting list "
            "your child is in place 3. 2 children are ahead of your child.");
}

TEST(Explain, LeavesTheClassOutWhereItPlaysNoRole) {
  ExplainContext context = example_context();
  context.mechanism = Mechanism::serial_dictatorship;
  Decision decision = rejected_by_number();
  decision.own->class_index = 0;
  EXPECT_EQ(reason_of(decision, nullptr, context), ReasonKind::number_behind_cutoff);
  const std::string sentence = explain(Language::nl, decision, nullptr, context);
  EXPECT_THAT(sentence, HasSubstr("Het grootste lotnummer dat nog een plaats kreeg, is"));
  EXPECT_THAT(sentence, Not(HasSubstr("voorrang")));
}

TEST(Explain, NeverBlamesTheNumberForWhatTheRoundDid) {
  ExplainContext context = example_context();
  context.mechanism = Mechanism::immediate_acceptance;
  Decision decision = rejected_by_number();
  std::swap(decision.own->number, decision.cutoff->number);
  EXPECT_EQ(reason_of(decision, nullptr, context), ReasonKind::seat_given_to_higher_rank);
  const std::string sentence = explain(Language::nl, decision, nullptr, context);
  EXPECT_THAT(sentence, HasSubstr("Wie de school hoger op de lijst zette, was eerder aan de beurt."));
  EXPECT_THAT(sentence, Not(HasSubstr("nummer")));
  EXPECT_EQ(reason_of(rejected_by_number(), nullptr, context), ReasonKind::number_behind_cutoff);
  EXPECT_THAT(explain(Language::nl, rejected_by_number(), nullptr, context),
              HasSubstr("Voor uw kind was dit keuze 1."));
}

TEST(Explain, ComparesGivenNumbersAsNumbers) {
  ExplainContext context = example_context();
  context.given_numbers = true;
  Decision decision = rejected_by_number();
  decision.own->number = "100";
  decision.cutoff->number = "99";
  EXPECT_EQ(reason_of(decision, nullptr, context), ReasonKind::number_behind_cutoff);
  decision.own->number = "1234567890123456";
  EXPECT_THAT(explain(Language::nl, decision, nullptr, context), HasSubstr("is 1234567890123456."));
}

TEST(Explain, TellsAPupilTheWholeStory) {
  std::vector<Decision> rows{
      {"P1",
       "S2",
       2,
       "open",
       DecisionOutcome::not_needed,
       Standing{0, "other", 0, "1111111111111111"},
       {},
       0},
      {"P1", "S2", 2, "recht", DecisionOutcome::placed, Standing{0, "other", 0, "1111111111111111"}, {}, 0},
      {"P1", "S1", 1, "open", DecisionOutcome::rejected, Standing{2, "other", 0, "1111111111111111"},
       Standing{0, "sibling", 0, "2222222222222222"}, 1},
  };
  for (const char* pool : {"open", "recht"}) {  // one line for both
    rows.push_back({"P1",
                    "S3",
                    3,
                    pool,
                    DecisionOutcome::not_needed,
                    Standing{0, "other", 0, "1111111111111111"},
                    {},
                    0});
  }
  ExplainContext context = example_context();
  context.programmes["S3"] = {"De Wilg", {}};
  context.waiting = WaitingOrder::reversed_lottery;
  EXPECT_EQ(
      explain_pupil(Language::nl, rows, context),
      "Aanvraag P1: geplaatst op S2 (keuze 2).\n"
      "  Keuze 1: Geen plaats op De Regenboog. Alle plaatsen zijn bezet. De voorrang van uw kind: geen "
      "voorrang. "
      "De laagste voorrang die hier nog een plaats kreeg: broer of zus op school. Op deze wachtlijst staat "
      "uw "
      "kind op plaats 1. Er staat niemand voor uw kind.\n"
      "  Keuze 2: Geplaatst op S2 (plaatsen “recht”). Deze plaatsen zijn er voor elk kind dat er recht op "
      "heeft.\n"
      "  Keuze 3: De Wilg is niet nodig. Uw kind heeft een plaats op een hogere keuze: S2.\n"
      "  Op de wachtlijsten is het lot omgedraaid. Bij dezelfde voorrang gaat een groter lotnummer voor.\n");
  rows.resize(1);
  rows[0].outcome = DecisionOutcome::not_eligible;
  rows[0].pool.clear();
  rows[0].own.reset();
  EXPECT_EQ(explain_pupil(Language::en, rows, context),
            "Application P1: not placed. The list has 1 choice. It did not give a place.\n"
            "  Choice 2: No place at S2. Under the rules your child cannot get a place here.\n");
}

TEST(Explain, ShowsMetresAndTheirTies) {
  Decision decision{"P1",
                    "S2",
                    1,
                    "ver",
                    DecisionOutcome::rejected,
                    Standing{1, "other", 900, "3333333333333333"},
                    Standing{1, "other", 812, "4444444444444444"},
                    0};
  EXPECT_THAT(
      explain(Language::nl, decision, nullptr, example_context()),
      HasSubstr("De afstand van uw kind is 900 meter. De grootste afstand die zonder voorrang nog een plaats "
                "kreeg, is 812 meter."));
  decision.own->order = 812;
  decision.own->number = "5555555555555555";
  EXPECT_THAT(
      explain(Language::nl, decision, nullptr, example_context()),
      HasSubstr("Het grootste lotnummer dat zonder voorrang op dezelfde afstand (812 meter) nog een plaats "
                "kreeg, is 4444"));
}

TEST(Explain, AdmitsWhenRowsContradictEachOther) {
  const ExplainContext context = example_context();
  Decision better = rejected_by_number();
  better.own->class_index = 0;
  EXPECT_EQ(reason_of(better, nullptr, context), ReasonKind::contradiction)
      << "before the cut-off, yet rejected";
  Decision lottery_with_order = rejected_by_number();
  lottery_with_order.own->order = 4;
  EXPECT_EQ(reason_of(lottery_with_order, nullptr, context), ReasonKind::contradiction);
  Decision not_needed = rejected_by_number();
  not_needed.outcome = DecisionOutcome::not_needed;
  EXPECT_EQ(reason_of(not_needed, nullptr, context), ReasonKind::contradiction) << "no placement to prefer";
  EXPECT_THAT(explain(Language::nl, not_needed, nullptr, context), HasSubstr("klopt de uitkomst niet"));
}

TEST(Words, TurnsRulesIntoWords) {
  EXPECT_EQ(expression_in_words(Language::nl, "sibling"), "broer of zus op school");
  EXPECT_EQ(expression_in_words(Language::nl, "vve & !mijn_regel | first"),
            "VVE-indicatie en niet: “mijn_regel”, of eerste keuze");
  EXPECT_EQ(expression_in_words(Language::en, "!sibling"), "not: brother or sister at the school");
  EXPECT_EQ(number_in_groups("0123456789abcdef"), "0123 4567 89ab cdef");
  EXPECT_EQ(number_in_groups("42"), "42");
}

}  // namespace
}  // namespace mengpaneel::place
