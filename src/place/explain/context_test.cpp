// SPDX-License-Identifier: EUPL-1.2
#include "place/explain/context.hpp"

#include <gtest/gtest.h>

#include "place/freeze.hpp"

namespace mengpaneel::place {
namespace {

TEST(ExplainContext, JoinsNamesPoolsAndTheMeaningOfTheRules) {
  Round round;
  for (const std::string_view id : {"S1", "S2"}) {
    round.programmes.ids.intern(id);
    round.programmes.schools.intern(id);
    round.programmes.school.push_back(round.programmes.schools.size() - 1);
    round.programmes.point.emplace_back();
    round.programmes.capacity.push_back(10);
    round.programmes.line.push_back(2);
  }
  TextColumn name{"name", {}, {}};
  name.code = {name.values.intern("De Regenboog").index, base::none};
  round.programmes.columns.columns.push_back(name);
  round.preferences.begin = {0};
  round.claims.begin = {0};
  Rules rules;
  rules.numbers = Numbers::given;
  rules.criteria.push_back({"sibling", {}, false, ClaimTest{"sibling"}});
  Pool right;
  right.name = "recht";
  right.seats.kind = SeatsKind::as_needed;
  Pool open;
  open.name = "open";
  open.within_class = WithinClass::distance;
  open.priority.push_back({"sibling", {Term{1, 0}}, {}});
  rules.pools = {right, open};
  SeatTable seats;
  seats.programmes = round.programmes.ids;
  seats.pool_begin = {0, 2, 3};
  const std::uint32_t recht = seats.pool_names.intern("recht").index;
  const std::uint32_t opened = seats.pool_names.intern("open").index;
  const std::uint32_t unknown = seats.pool_names.intern("onbekend").index;
  seats.pools = {{recht, 0, true, Unfilled::next},
                 {opened, 10, false, Unfilled::next},
                 {unknown, 1, false, Unfilled::next}};
  seats.capacity = {10, 10};
  seats.mechanism = Mechanism::serial_dictatorship;
  seats.waiting = WaitingOrder::reversed_lottery;

  const ExplainContext context = explain_context(round, rules, seats);
  EXPECT_EQ(context.mechanism, Mechanism::serial_dictatorship) << "of the outcome, not of the rules";
  EXPECT_EQ(context.waiting, WaitingOrder::reversed_lottery);
  EXPECT_TRUE(context.given_numbers);
  EXPECT_EQ(context.programme_name("S1"), "De Regenboog");
  EXPECT_EQ(context.programme_name("S2"), "S2") << "without a name";
  EXPECT_EQ(context.programme_name("S9"), "S9");
  ASSERT_NE(context.pool("S1", "open"), nullptr);
  EXPECT_EQ(context.pool("S1", "open")->position, 1U);
  EXPECT_EQ(context.pool("S1", "open")->within_class, WithinClass::distance);
  EXPECT_EQ(context.pool("S1", "open")->class_names.size(), 2U);
  EXPECT_TRUE(context.pool("S1", "recht")->as_needed);
  EXPECT_TRUE(context.pool("S2", "onbekend")->class_names.empty()) << "a pool that the rules do not have";
  EXPECT_EQ(context.pool("S2", "open"), nullptr);
}

}  // namespace
}  // namespace mengpaneel::place
