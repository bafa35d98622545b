// SPDX-License-Identifier: EUPL-1.2
// Events on small random rounds, beside a textbook that looks at everybody at every step, and the promises of
// decision 65 from their definitions.
#include "place/waiting/waiting_round.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <tuple>
#include <vector>

#include "tests/support/waiting_textbook.hpp"

namespace mengpaneel::place {
namespace {

using testing::Setting;
using testing::State;
using testing::Textbook;

#ifdef MENGPANEEL_SANITIZED
constexpr std::uint64_t round_count = 300;
#else
constexpr std::uint64_t round_count = 20'000;
#endif

auto as_tuple(const Move& move) {
  return std::tuple(move.seq, move.step, move.pupil, move.from_row, move.to_row, move.cause, move.cause_step);
}

/// Applies random events to both; calls look(round, textbook, event, rows before) after each that could be.
template <typename Look>
void for_random_events(const Look& look) {
  std::uint64_t happened = 0;
  for (std::uint64_t index = 0; index < round_count; ++index) {
    std::mt19937_64 random(index);
    const Setting setting = testing::random_setting(index, random);
    WaitingRound round(setting.frozen, setting.start, setting.seed, setting.entered);
    Textbook textbook(setting);
    std::uint32_t next_to_enter = 0;
    for (std::uint32_t seq = 1; seq <= 12; ++seq) {
      Event event = testing::random_event(setting, round, seq, random);
      if (event.kind == EventKind::enter) {
        const auto next = std::ranges::find(setting.entered, next_to_enter + 1);
        if (next == setting.entered.end()) {
          continue;
        }
        event.pupil = static_cast<std::uint32_t>(next - setting.entered.begin());
      }
      const std::vector<std::uint32_t> before(round.placed_row().begin(), round.placed_row().end());
      if (round.apply(event)) {
        EXPECT_TRUE(std::ranges::equal(before, round.placed_row()))
            << "an event that cannot be changed something";
        next_to_enter += event.kind == EventKind::enter ? 1U : 0U;  // who may go nowhere
        continue;
      }
      next_to_enter += event.kind == EventKind::enter ? 1U : 0U;
      textbook.happen(event);
      look(round, textbook, event, before);
      ++happened;
    }
  }
  EXPECT_GT(happened, round_count * 3);
}

TEST(WaitingRound, MovesWhomTheTextbookMoves) {
  std::uint64_t chains = 0;
  for_random_events([&](const WaitingRound& round, const Textbook& textbook, const Event&, const auto&) {
    ASSERT_TRUE(std::ranges::equal(round.placed_row(), textbook.placed));
    ASSERT_TRUE(std::ranges::equal(round.moves(), textbook.moves, {}, as_tuple, as_tuple));
    chains += !round.moves().empty() && round.moves().back().step > 3 ? 1U : 0U;
  });
  EXPECT_GT(chains, round_count / 40) << "chains that are longer than a vacancy and one move";
}

TEST(WaitingRound, MakesNobodyWhoHasAPlaceWorseOff) {
  for_random_events([](const WaitingRound& round, const Textbook&, const Event& event, const auto& before) {
    for (std::uint32_t pupil = 0; pupil < before.size(); ++pupil) {
      if (event.kind != EventKind::withdraw || event.pupil != pupil) {
        ASSERT_LE(round.placed_row()[pupil], before[pupil]);
      }
    }
  });
}

TEST(WaitingRound, MovesNobodyForAWithdrawalWithoutASeat) {
  std::uint64_t cases = 0;
  for_random_events([&](const WaitingRound& round, const Textbook&, const Event& event, const auto& before) {
    if (event.kind == EventKind::withdraw && before[event.pupil] == base::none) {
      ASSERT_TRUE(std::ranges::equal(round.placed_row(), before));
      ++cases;
    }
  });
  EXPECT_GT(cases, round_count / 20);
}

TEST(WaitingRound, NeverMovesWhoAcceptedOrWithdrew) {
  for_random_events(
      [](const WaitingRound& round, const Textbook& textbook, const Event& event, const auto& before) {
        for (std::uint32_t pupil = 0; pupil < before.size(); ++pupil) {
          const bool is_hers = event.kind == EventKind::withdraw && event.pupil == pupil;
          if (textbook.state[pupil] != State::waits && !is_hers) {
            ASSERT_EQ(round.placed_row()[pupil], before[pupil]);
          }
        }
      });
}

/// From the definitions: no seat is free that somebody wants, and nobody who waits has a better right than
/// somebody who sits there. By the waiting order that is about who moved in; where it is the order of the
/// draw, about everybody but who entered later.
TEST(WaitingRound, LeavesNoWasteAndPassesNobodyOver) {
  std::uint64_t waiting_count = 0;
  for_random_events([&](const WaitingRound& round, const Textbook& textbook, const Event&, const auto&) {
    const FrozenTable& table = textbook.frozen().table;
    for (std::uint32_t pool = 0; pool < textbook.seats.pools.size(); ++pool) {
      const std::vector<Applicant> line = textbook.line(pool);
      waiting_count += line.size();
      ASSERT_TRUE(line.empty() || !textbook.can_take_one_more(pool));
      for (std::uint32_t holder = 0; holder < textbook.placed.size(); ++holder) {
        const std::uint32_t row = textbook.placed[holder];
        if (row == base::none || table.row_pool[row] != pool) {
          continue;
        }
        const bool moved_in = row != textbook.start().placed_row[holder];
        for (const Applicant applicant : line) {
          ASSERT_FALSE(moved_in && textbook.stands_before(applicant, {row, holder}));
          const bool both_drawn = textbook.was_drawn(applicant.pupil) && textbook.was_drawn(holder);
          ASSERT_FALSE(textbook.frozen().seats.waiting == WaitingOrder::priority && both_drawn &&
                       textbook.has_better_key(applicant, {row, holder}));
        }
      }
    }
    ASSERT_EQ(round.broken_promises().passed_over, 0U);
    ASSERT_EQ(round.broken_promises().wasted_seats, 0U);
  });
  EXPECT_GT(waiting_count, round_count);
}

/// A pool keeps its share: who leaves a pool that keeps its seats for its own is followed by somebody of its
/// own list, as long as that has anybody.
TEST(WaitingRound, ListsOfPoolsKeepAReservesShare) {
  std::uint64_t cases = 0;
  for_random_events(
      [&](const WaitingRound& round, const Textbook& textbook, const Event& event, const auto& before) {
        const FrozenTable& table = textbook.frozen().table;
        if (event.kind != EventKind::withdraw || before[event.pupil] == base::none) {
          return;
        }
        const std::uint32_t pool = table.row_pool[before[event.pupil]];
        if (textbook.seats.pools[pool].unfilled != Unfilled::empty || textbook.seats.pools[pool].as_needed) {
          return;
        }
        const auto holds = [&](const auto& rows) {
          return std::ranges::count_if(
              rows, [&](std::uint32_t row) { return row != base::none && table.row_pool[row] == pool; });
        };
        const auto now = holds(round.placed_row());
        ASSERT_LE(now, holds(before));
        if (now < holds(before) && textbook.can_take_one_more(pool)) {
          ASSERT_TRUE(textbook.line(pool).empty());
        }
        cases += now == holds(before) ? 1U : 0U;
      });
  EXPECT_GT(cases, round_count / 100);
}

}  // namespace
}  // namespace mengpaneel::place
