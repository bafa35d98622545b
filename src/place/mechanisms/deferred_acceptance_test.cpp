// SPDX-License-Identifier: EUPL-1.2
// What deferred acceptance with pools promises, by enumeration on small random rounds. The oracle is the
// choice of a programme written from the definition (testing/random_market.hpp), never the engine.

#include "place/mechanisms/deferred_acceptance.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "place/outcome.hpp"
#include "tests/support/drawn_market.hpp"
#include "tests/support/random_market.hpp"
#include "tests/support/stable_placements.hpp"

namespace mengpaneel::place {
namespace {

using testing::all_stable;
using testing::choose;
using testing::engine_placement;
using testing::members;
using testing::Placement;
using testing::position;
using testing::position_in_list;
using testing::random_frozen;
using testing::SmallShape;

constexpr SmallShape small{4, 3, true};

TEST(DeferredAcceptance, IsPupilOptimalAmongAllStablePlacements) {
  std::size_t with_a_choice = 0;
  for (std::uint64_t index = 0; index < 20'000; ++index) {
    const Frozen frozen = random_frozen(index, small);
    const Placement placement = engine_placement(frozen);
    const std::vector<Placement> stable = all_stable(frozen);
    ASSERT_TRUE(std::ranges::find(stable, placement) != stable.end()) << "round " << index;
    with_a_choice += static_cast<std::size_t>(stable.size() > 1);
    for (const Placement& other : stable) {
      for (std::uint32_t pupil = 0; pupil < placement.size(); ++pupil) {
        ASSERT_LE(position(frozen, placement, pupil), position(frozen, other, pupil)) << "round " << index;
      }
    }
  }
  EXPECT_GT(with_a_choice, 10U);  // otherwise the property says little
}

TEST(DeferredAcceptance, FillsTheSameSeatsWithTheSamePupilsInEveryStablePlacement) {
  for (std::uint64_t index = 0; index < 20'000; ++index) {
    const Frozen frozen = random_frozen(index, small);
    const Placement placement = engine_placement(frozen);
    for (const Placement& other : all_stable(frozen)) {
      for (std::uint32_t pupil = 0; pupil < placement.size(); ++pupil) {
        ASSERT_EQ(placement[pupil] == base::none, other[pupil] == base::none) << "round " << index;
      }
      for (std::uint32_t programme = 0; programme < small.programmes; ++programme) {
        ASSERT_EQ(members(placement, programme).size(), members(other, programme).size())
            << "round " << index;
      }
    }
  }
}

TEST(DeferredAcceptance, NobodyGainsByAnotherList) {
  std::vector<std::vector<std::uint32_t>> lists{{}};
  std::vector<std::uint32_t> order{0, 1, 2};
  do {
    for (std::size_t length = 1; length <= order.size(); ++length) {
      lists.emplace_back(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(length));
    }
  } while (std::next_permutation(order.begin(), order.end()));
  for (std::uint64_t index = 0; index < 300; ++index) {
    const Frozen frozen = random_frozen(index, small);
    const Frozen eligible = testing::random_frozen_with_full_lists(index, small);
    const Placement truthful = engine_placement(frozen);
    for (std::uint32_t pupil = 0; pupil < small.pupils; ++pupil) {
      for (const auto& list : lists) {
        const Placement told = engine_placement(testing::with_list(frozen, eligible, pupil, list));
        ASSERT_LE(position(frozen, truthful, pupil), position(frozen, told, pupil)) << "round " << index;
      }
    }
  }
}

TEST(DeferredAcceptance, PoolsAreSubstitutableAndTakeNoFewerFromMore) {
  for (std::uint64_t index = 0; index < 1500; ++index) {
    const Frozen frozen = testing::random_frozen_with_full_lists(index, small);
    for (std::uint32_t programme = 0; programme < small.programmes; ++programme) {
      for (std::uint32_t set = 0; set < (1U << small.pupils); ++set) {
        std::vector<std::uint32_t> applicants;
        for (std::uint32_t pupil = 0; pupil < small.pupils; ++pupil) {
          if (((set >> pupil) & 1U) != 0) {
            applicants.push_back(pupil);
          }
        }
        const auto chosen = choose(frozen, programme, applicants);
        for (std::uint32_t newcomer = 0; newcomer < small.pupils; ++newcomer) {
          if (((set >> newcomer) & 1U) != 0) {
            continue;
          }
          auto more = applicants;
          more.push_back(newcomer);
          const auto chosen_of_more = choose(frozen, programme, more);
          ASSERT_GE(chosen_of_more.size(), chosen.size());
          for (const std::uint32_t pupil : applicants) {
            const bool was_rejected = std::ranges::find(chosen, pupil) == chosen.end();
            const bool is_chosen = std::ranges::find(chosen_of_more, pupil) != chosen_of_more.end();
            ASSERT_FALSE(was_rejected && is_chosen) << "round " << index;
          }
        }
      }
    }
  }
}

TEST(DeferredAcceptance, CutOffsAloneGiveThePlacement) {
  for (std::uint64_t index = 0; index < 1500; ++index) {
    const Frozen frozen = random_frozen(index, {8, 4, true});
    const FrozenTable& table = frozen.table;
    const Outcome outcome = place(frozen, base::Digest{});
    for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
      std::uint32_t first_open = base::none;
      const std::uint32_t begin = table.row_begin[table.choice_begin[pupil]];
      const std::uint32_t end = table.row_begin[table.choice_begin[pupil + 1]];
      for (std::uint32_t row = begin; row < end && first_open == base::none; ++row) {
        const PoolOutcome& pool = outcome.pools[table.row_pool[row]];
        const bool full = pool.filled == pool.seats;
        if (!full ||
            (pool.last_row != base::none && table.row_order[row] <= table.row_order[pool.last_row])) {
          first_open = row;
        }
      }
      ASSERT_EQ(outcome.placed_row[pupil], first_open) << "round " << index << " pupil " << pupil;
    }
  }
}

/// The round with its pupils numbered the other way round.
Frozen reversed(const Frozen& frozen) {
  Frozen result;
  result.seats = frozen.seats;
  result.class_names = frozen.class_names;
  const FrozenTable& from = frozen.table;
  FrozenTable& to = result.table;
  to.choice_begin.push_back(0);
  to.row_begin.push_back(0);
  for (std::uint32_t pupil = from.pupil_count(); pupil-- > 0;) {
    to.pupils.intern("r" + std::to_string(from.pupil_count() - pupil));
    to.draw_kind.push_back(DrawKind::pupil);
    to.draw_id.push_back(base::none);
    for (std::uint32_t choice = from.choice_begin[pupil]; choice < from.choice_begin[pupil + 1]; ++choice) {
      to.choice_rank.push_back(from.choice_rank[choice]);
      to.choice_programme.push_back(from.choice_programme[choice]);
      for (std::uint32_t row = from.row_begin[choice]; row < from.row_begin[choice + 1]; ++row) {
        to.row_pool.push_back(from.row_pool[row]);
        to.row_class.push_back(from.row_class[row]);
        to.row_order.push_back(from.row_order[row]);
      }
      to.row_begin.push_back(static_cast<std::uint32_t>(to.row_pool.size()));
    }
    to.choice_begin.push_back(static_cast<std::uint32_t>(to.choice_rank.size()));
  }
  return result;
}

TEST(DeferredAcceptance, TheOrderOfThePupilsDoesNotMatter) {
  for (std::uint64_t index = 0; index < 300; ++index) {
    const Frozen frozen = random_frozen(index, {60, 6, true});
    Placement other_way = engine_placement(reversed(frozen));
    std::ranges::reverse(other_way);
    ASSERT_EQ(engine_placement(frozen), other_way) << "round " << index;
  }
}

TEST(DeferredAcceptance, AMarketWithoutPupilsOrRowsIsPlaced) {
  Frozen frozen = random_frozen(1, {0, 3, true});
  EXPECT_TRUE(engine_placement(frozen).empty());
}

}  // namespace
}  // namespace mengpaneel::place
