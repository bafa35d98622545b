// SPDX-License-Identifier: EUPL-1.2
// Examples of the literature that these mechanisms cover, as the papers print them.

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/drawn_market.hpp"

namespace mengpaneel::place {
namespace {

using testing::DrawnMarket;

TEST(WorkedExamples, GaleShapley1962Example1GivesThePupilOptimalOfThreeStable) {
  EXPECT_EQ(DrawnMarket({"a: A B C", "b: B C A", "c: C A B"}, {"A: b c a", "B: c a b", "C: a b c"}).placed(),
            "aA bB cC");
}

TEST(WorkedExamples, GaleShapley1962WithSchoolsProposing) {
  const auto proposing = Mechanism::school_proposing;
  EXPECT_EQ(DrawnMarket({"a: A B C", "b: B C A", "c: C A B"}, {"A: b c a", "B: c a b", "C: a b c"}, proposing)
                .placed(),
            "aC bA cB");
  EXPECT_EQ(DrawnMarket({"a: A B C D", "b: A D C B", "c: B A C D", "d: D B C A"},
                        {"A: d c a b", "B: b d a c", "C: d a b c", "D: c b a d"}, proposing)
                .placed(),
            "aC bD cA dB");
}

TEST(WorkedExamples, GaleShapley1962Example2HasOneStablePlacement) {
  EXPECT_EQ(DrawnMarket({"a: A B C D", "b: A D C B", "c: B A C D", "d: D B C A"},
                        {"A: d c a b", "B: b d a c", "C: d a b c", "D: c b a d"})
                .placed(),
            "aC bD cA dB");
}

TEST(WorkedExamples, AbdulkadirogluSonmez2003Example1) {
  EXPECT_EQ(DrawnMarket({"1: b a c", "2: a b c", "3: a b c"}, {"a: 1 3 2", "b: 2 1 3", "c: 2 1 3"}).placed(),
            "1a 2b 3c");
}

const std::vector<std::string> eight_pupils = {"1: b a c d", "2: a b c d", "3: c b a d", "4: c d a b",
                                               "5: a c d b", "6: d a b c", "7: a b c d", "8: a b d c"};
const std::vector<std::string> four_schools = {"a(2): 1 2 3 4 5 6 7 8", "b(2): 3 5 4 8 7 2 1 6",
                                               "c(3): 5 3 1 7 2 8 6 4", "d(3): 6 8 7 4 2 3 5 1"};

TEST(WorkedExamples, AbdulkadirogluSonmez2003EightPupilsByDeferredAcceptance) {
  EXPECT_EQ(DrawnMarket(eight_pupils, four_schools).placed(), "1a 2a 3c 4c 5c 6d 7b 8b");
}

TEST(WorkedExamples, AbdulkadirogluSonmez2003ByTopTradingCycles) {
  const auto trading = Mechanism::top_trading_cycles;
  EXPECT_EQ(DrawnMarket({"1: b a c", "2: a b c", "3: a b c"}, {"a: 1 3 2", "b: 2 1 3", "c: 2 1 3"}, trading)
                .placed(),
            "1b 2a 3c");
  EXPECT_EQ(DrawnMarket(eight_pupils, four_schools, trading).placed(), "1b 2a 3c 4c 5a 6d 7b 8d");
}

TEST(WorkedExamples, AbdulkadirogluSonmez2003EightPupilsByImmediateAcceptance) {
  EXPECT_EQ(DrawnMarket(eight_pupils, four_schools, Mechanism::immediate_acceptance).placed(),
            "1b 2a 3c 4c 5a 6d 7c 8b");
}

TEST(WorkedExamples, ImmediateAcceptanceRewardsTactics) {
  const std::vector<std::string> schools = {"a: 1 2 3", "b: 2 3 1", "c: 1 2 3"};
  const auto immediate = Mechanism::immediate_acceptance;
  EXPECT_EQ(DrawnMarket({"1: a b c", "2: a b c", "3: b a c"}, schools, immediate).placed(), "1a 2c 3b");
  EXPECT_EQ(DrawnMarket({"1: a b c", "2: b a c", "3: b a c"}, schools, immediate).placed(), "1a 2b 3c");
  EXPECT_EQ(DrawnMarket({"1: a b c", "2: a b c", "3: b a c"}, schools).placed(), "1a 2b 3c");
}

TEST(WorkedExamples, ChenKesten2017TheParallelFamily) {
  const std::vector<std::string> pupils = {"1: a b c", "2: a b c", "3: b a c"};
  const std::vector<std::string> schools = {"a: 1 2 3", "b: 2 3 1", "c: 1 2 3"};
  EXPECT_EQ(DrawnMarket(pupils, schools, {Mechanism::parallel, 1}).placed(), "1a 2c 3b");
  EXPECT_EQ(DrawnMarket(pupils, schools, {Mechanism::parallel, 2}).placed(), "1a 2b 3c");
  EXPECT_EQ(DrawnMarket(pupils, schools, {Mechanism::parallel, 3}).placed(), "1a 2b 3c");
}

TEST(WorkedExamples, Kojima2012WithoutPolicy) {
  EXPECT_EQ(DrawnMarket({"1: x", "2: x y", "3: y x"}, {"x(2): 1 2 3", "y: 2 3 1"}).placed(), "1x 2x 3y");
}

// A majority quota of 1 at x: one open seat, one seat for the minority only, and it may stay empty.
TEST(WorkedExamples, Kojima2012AMajorityQuotaCanHurtEveryoneItIsMeantFor) {
  EXPECT_EQ(
      DrawnMarket({"1: x", "2: x y", "3: y x"}, {"x: [minority! 1: 3] [open 1: 1 2 3]", "y: 2 3 1"}).placed(),
      "1x 2y 3x");
}

TEST(WorkedExamples, HafalirYenmezYildirim2013AReserveDoesNotHurtThere) {
  EXPECT_EQ(
      DrawnMarket({"1: x", "2: x y", "3: y x"}, {"x: [minority 1: 3] [open 1: 1 2 3]", "y: 2 3 1"}).placed(),
      "1x 2x 3y");
}

TEST(WorkedExamples, AReserveMayHurtTheMinority) {
  const std::vector<std::string> pupils = {"1: x z y", "2: z x y", "3: x y z"};
  EXPECT_EQ(DrawnMarket(pupils, {"x: 1 2 3", "y: 1 2 3", "z: 1 2 3"}).placed(), "1x 2z 3y");
  EXPECT_EQ(DrawnMarket(pupils, {"x: [minority 1: 2 3] [open 0: 1 2 3]", "y: 1 2 3", "z: 1 2 3"}).placed(),
            "1z 2x 3y");
}

TEST(WorkedExamples, SoftAndHardThirtySeventy) {
  std::vector<std::string> pupils;
  std::string advantaged;
  for (char name = 'a'; name < 'a' + 12; ++name) {
    pupils.push_back(std::string(1, name) + ": S");
    advantaged.append(" ").append(1, name);
  }
  pupils.emplace_back("y: S");
  pupils.emplace_back("z: S");
  const std::string everyone = advantaged + " y z";
  const auto count = [](const std::string& placed) { return std::ranges::count(placed, 'S'); };
  const std::string soft =
      DrawnMarket(pupils, {"S: [target 3: y z] [others 7:" + advantaged + "] [rest 0:" + everyone + "]"})
          .placed();
  EXPECT_EQ(count(soft), 10);
  EXPECT_NE(soft.find("yS zS"), std::string::npos);
  const std::string hard =
      DrawnMarket(pupils, {"S: [target! 3: y z] [others! 7:" + advantaged + "]"}).placed();
  EXPECT_EQ(count(hard), 9);
}

TEST(WorkedExamples, PrecedenceOfDurKominersPathakSonmez) {
  // Lot order w1 < n1 < w2 < n2, one walk-zone seat, one open seat.
  const std::vector<std::string> pupils = {"N1: S", "N2: S", "W1: S", "W2: S"};
  EXPECT_EQ(DrawnMarket(pupils, {"S: [walk 1: W1 W2] [open 1: W1 N1 W2 N2]"}).placed(), "N1S N2- W1S W2-");
  EXPECT_EQ(DrawnMarket(pupils, {"S: [open 1: W1 N1 W2 N2] [walk 1: W1 W2]"}).placed(), "N1- N2- W1S W2S");
}

}  // namespace
}  // namespace mengpaneel::place
