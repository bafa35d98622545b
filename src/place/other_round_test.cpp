// SPDX-License-Identifier: EUPL-1.2
#include "place/other_round.hpp"

#include <gtest/gtest.h>

namespace mengpaneel::place {
namespace {

std::vector<base::ProgrammeIndex> indices(const std::vector<std::uint32_t>& numbers) {
  std::vector<base::ProgrammeIndex> result;
  for (const std::uint32_t number : numbers) {
    result.push_back(base::ProgrammeIndex{number});
  }
  return result;
}

/// Three pupils: B C A, then only B, then nothing; B is gone now, and D is new.
Round last_year() {
  Round round;
  for (const char* id : {"A", "B", "C"}) {
    round.programmes.ids.intern(id);
  }
  for (const char* id : {"p1", "p2", "p3"}) {
    round.pupils.ids.intern(id);
  }
  round.preferences = {{0, 3, 4, 4}, indices({1, 2, 0, 1}), {1, 2, 4, 1}, {2, 5, 0}};
  round.claims.begin = {0, 2, 2, 2};
  round.claims.programme = indices({1, 2});
  round.claims.word = {0, 0};
  round.distances = {true, {0, 3, 4, 4}, indices({0, 1, 2, 1}), {10, 20, 30, 40}};
  return round;
}

Programmes now() {
  Programmes programmes;
  for (const char* id : {"A", "C", "D"}) {
    programmes.ids.intern(id);
  }
  return programmes;
}

TEST(OtherRound, KeepsWhatIsAtProgrammesThatAreHere) {
  const MatchedRound matched = at_programmes(now(), last_year(), std::nullopt);
  const Round& round = matched.round;
  EXPECT_EQ(round.programmes.ids.name(1), "C");
  EXPECT_EQ(round.preferences.begin, (std::vector<std::uint32_t>{0, 2, 2, 2}));
  EXPECT_EQ(round.preferences.programme, indices({1, 0}));
  EXPECT_EQ(round.preferences.rank, (std::vector<std::uint32_t>{2, 4}));
  EXPECT_EQ(round.claims.begin, (std::vector<std::uint32_t>{0, 1, 1, 1}));
  EXPECT_EQ(round.claims.programme, indices({1}));
  EXPECT_EQ(round.distances.find(0, base::ProgrammeIndex{0}), 10U);
  EXPECT_EQ(round.distances.find(0, base::ProgrammeIndex{1}), 30U);
  EXPECT_EQ(round.distances.find(1, base::ProgrammeIndex{1}), std::nullopt);
}

TEST(OtherRound, SaysWhatDoesNotFit) {
  const Unmatched unmatched = at_programmes(now(), last_year(), 1).unmatched;
  EXPECT_EQ(unmatched.gone, std::vector<std::string>{"B"});
  EXPECT_EQ(unmatched.choices_gone, 2U);
  EXPECT_EQ(unmatched.emptied, 1U);
  EXPECT_EQ(unmatched.cut, 1U);
  EXPECT_EQ(unmatched.fresh, std::vector<std::string>{"D"});
}

TEST(OtherRound, CutsAListAfterItsFirstChoices) {
  const Round round = at_programmes(now(), last_year(), 1).round;
  EXPECT_EQ(round.preferences.begin, (std::vector<std::uint32_t>{0, 1, 1, 1}));
  EXPECT_EQ(round.preferences.programme, indices({1}));
  EXPECT_EQ(round.preferences.rank, std::vector<std::uint32_t>{2});
}

}  // namespace
}  // namespace mengpaneel::place
