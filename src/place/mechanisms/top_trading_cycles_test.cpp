// SPDX-License-Identifier: EUPL-1.2
// What top trading cycles promise, by enumeration on small random rounds.

#include "place/mechanisms/top_trading_cycles.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/drawn_market.hpp"
#include "tests/support/random_market.hpp"
#include "tests/support/stable_placements.hpp"

namespace mengpaneel::place {
namespace {

using testing::engine_placement;
using testing::Placement;
using testing::position;
using Lists = std::vector<std::vector<std::uint32_t>>;

constexpr testing::SmallShape small{4, 3, true};

Frozen with_trade(Frozen frozen) {
  frozen.seats.mechanism = Mechanism::top_trading_cycles;
  return frozen;
}

bool is_feasible(const Frozen& frozen, const Placement& placement) {
  for (std::uint32_t programme = 0; programme < frozen.seats.programmes.size(); ++programme) {
    const std::vector<std::uint32_t> pupils = testing::members(placement, programme);
    if (testing::choose(frozen, programme, pupils) != pupils) {
      return false;
    }
  }
  return true;
}

/// Every ordered choice out of some programmes, the empty one too.
Lists orders_of(std::vector<std::uint32_t> programmes) {
  std::ranges::sort(programmes);
  Lists lists;
  const auto extend = [&](const auto& self, std::vector<std::uint32_t>& list) -> void {
    lists.push_back(list);
    for (const std::uint32_t programme : programmes) {
      if (std::ranges::find(list, programme) == list.end()) {
        list.push_back(programme);
        self(self, list);
        list.pop_back();
      }
    }
  };
  std::vector<std::uint32_t> empty;
  extend(extend, empty);
  return lists;
}

TEST(TopTradingCycles, WithOnePoolNoPlacementIsBetterForSomebodyAndWorseForNobody) {
  std::size_t unlike_deferred = 0;
  for (std::uint64_t index = 0; index < 3000; ++index) {
    Frozen frozen = with_trade(testing::random_frozen_with_full_lists(index, {5, 3, false}));
    const Placement placement = engine_placement(frozen);
    ASSERT_TRUE(is_feasible(frozen, placement)) << "round " << index;
    testing::for_each_placement(frozen, [&](const Placement& other) {
      bool gains = false;
      for (std::uint32_t pupil = 0; pupil < other.size(); ++pupil) {
        if (position(frozen, other, pupil) > position(frozen, placement, pupil)) {
          return;
        }
        gains = gains || other[pupil] != placement[pupil];
      }
      ASSERT_FALSE(gains && is_feasible(frozen, other)) << "round " << index;
    });
    frozen.seats.mechanism = Mechanism::deferred_acceptance;
    unlike_deferred += placement == engine_placement(frozen) ? 0U : 1U;
  }
  EXPECT_GT(unlike_deferred, 50U);
}

TEST(TopTradingCycles, NobodyGainsByAnotherListWhenEveryProgrammeIsListed) {
  for (std::uint64_t index = 0; index < 300; ++index) {
    const Frozen frozen = with_trade(testing::random_frozen_with_full_lists(index, small));
    const Placement truthful = engine_placement(frozen);
    for (std::uint32_t pupil = 0; pupil < small.pupils; ++pupil) {
      for (const auto& list : orders_of({0, 1, 2})) {
        const Placement told = engine_placement(with_trade(testing::with_list(frozen, frozen, pupil, list)));
        ASSERT_LE(position(frozen, truthful, pupil), position(frozen, told, pupil)) << "round " << index;
      }
    }
  }
}

TEST(TopTradingCycles, NobodyGainsByAnotherOrderOrAShorterList) {
  for (std::uint64_t index = 0; index < 300; ++index) {
    const Frozen frozen = with_trade(testing::random_frozen(index, small));
    const Frozen eligible = with_trade(testing::random_frozen_with_full_lists(index, small));
    const Placement truthful = engine_placement(frozen);
    const FrozenTable& table = frozen.table;
    for (std::uint32_t pupil = 0; pupil < small.pupils; ++pupil) {
      std::vector<std::uint32_t> listed;
      for (std::uint32_t choice = table.choice_begin[pupil]; choice < table.choice_begin[pupil + 1];
           ++choice) {
        listed.push_back(static_cast<std::uint32_t>(table.choice_programme[choice]));
      }
      for (const auto& list : orders_of(listed)) {
        const Placement told =
            engine_placement(with_trade(testing::with_list(frozen, eligible, pupil, list)));
        ASSERT_LE(position(frozen, truthful, pupil), position(frozen, told, pupil)) << "round " << index;
      }
    }
  }
}

// A right to trade stands on the list only: the price of frozen files that hold nothing but applications.
TEST(TopTradingCycles, NamingAProgrammeThatOneDoesNotWantMayGiveARightToTrade) {
  const std::vector<std::string> schools = {"A: 2 1", "B: 1 2"};
  const auto trading = Mechanism::top_trading_cycles;
  EXPECT_EQ(testing::DrawnMarket({"1: A", "2: B A"}, schools, trading).placed(), "1A 2B");
  EXPECT_EQ(testing::DrawnMarket({"1: A", "2: B A", "3: A"}, {"A: 2 3 1", "B: 1 2"}, trading).placed(),
            "1- 2B 3A");
  EXPECT_EQ(testing::DrawnMarket({"1: A B", "2: B A", "3: A"}, {"A: 2 3 1", "B: 1 2"}, trading).placed(),
            "1A 2B 3-");
}

// A reserved seat goes first to those it is for, who may trade it away where seats left over pass on.
TEST(TopTradingCycles, PointsFirstToThoseAReserveIsFor) {
  const auto trading = Mechanism::top_trading_cycles;
  EXPECT_EQ(
      testing::DrawnMarket({"1: S", "2: S", "3: S"}, {"S: [reserve 1: 3] [open 1: 1 2 3]"}, trading).placed(),
      "1S 2- 3S");
  EXPECT_EQ(testing::DrawnMarket({"1: S T", "3: T S"}, {"S: [reserve 1: 3] [open 0: 1 3]", "T: 1 3"}, trading)
                .placed(),
            "1S 3T");
  EXPECT_EQ(
      testing::DrawnMarket({"1: S T", "3: T S"}, {"S: [reserve! 1: 3] [open 0: 1 3]", "T: 1 3"}, trading)
          .placed(),
      "1T 3S");
}

}  // namespace
}  // namespace mengpaneel::place
