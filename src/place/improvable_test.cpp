// SPDX-License-Identifier: EUPL-1.2
#include "place/improvable.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/support/random_rounds.hpp"

namespace mengpaneel::place {
namespace {

/// What the pupils have, seen as a list of seats: who of the placed could take whose seat, and how good it
/// is.
struct Exchange {
  std::vector<std::uint32_t> owners;
  std::vector<std::uint32_t> programme;  ///< of each owner's seat
  std::vector<std::vector<std::uint32_t>>
      positions;  ///< [owner][programme], in her list; base::none: not acceptable

  Exchange(const Frozen& frozen, const Outcome& outcome) {
    const FrozenTable& table = frozen.table;
    for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
      const std::uint32_t placed = outcome.placed_choice[pupil];
      if (placed == base::none) {
        continue;
      }
      owners.push_back(pupil);
      programme.push_back(static_cast<std::uint32_t>(table.choice_programme[placed]));
      positions.emplace_back(frozen.seats.programmes.size(), base::none);
      for (std::uint32_t choice = table.choice_begin[pupil]; choice <= placed; ++choice) {
        if (table.row_begin[choice] != table.row_begin[choice + 1]) {
          positions.back()[base::to_size(table.choice_programme[choice])] = choice;
        }
      }
    }
  }

  [[nodiscard]] std::uint32_t own(std::size_t owner) const { return positions[owner][programme[owner]]; }
};

/// The textbook: everybody points, one cycle trades, again.
std::uint64_t slow_top_trading_cycles(const Exchange& exchange) {
  std::vector<bool> gone(exchange.owners.size(), false);
  std::uint64_t gained = 0;
  const auto first_holder = [&](std::uint32_t programme) {
    std::size_t owner = 0;
    while (owner < gone.size() && (gone[owner] || exchange.programme[owner] != programme)) {
      ++owner;
    }
    return owner;
  };
  const auto points_at = [&](std::size_t owner) {
    std::uint32_t best = exchange.programme[owner];
    for (std::uint32_t programme = 0; programme < exchange.positions[owner].size(); ++programme) {
      if (first_holder(programme) != gone.size() && exchange.positions[owner][programme] != base::none &&
          exchange.positions[owner][programme] < exchange.positions[owner][best]) {
        best = programme;
      }
    }
    return best;
  };
  for (std::size_t left = exchange.owners.size(); left > 0;) {
    std::size_t owner = 0;
    while (gone[owner]) {
      ++owner;
    }
    for (std::size_t step = 0; step < gone.size(); ++step) {
      owner = first_holder(points_at(owner));  // ends on a cycle
    }
    std::vector<std::size_t> cycle;
    for (std::size_t member = owner; cycle.empty() || member != owner;
         member = first_holder(points_at(member))) {
      cycle.push_back(member);
    }
    for (const std::size_t member : cycle) {
      gained += exchange.positions[member][points_at(member)] < exchange.own(member) ? 1U : 0U;
    }
    for (const std::size_t member : cycle) {
      gone[member] = true;
      --left;
    }
  }
  return gained;
}

/// Whether any exchange of seats helps somebody and harms nobody: every permutation is tried.
bool some_swap_helps(const Exchange& exchange) {
  std::vector<std::size_t> seat(exchange.owners.size());
  for (std::size_t index = 0; index < seat.size(); ++index) {
    seat[index] = index;
  }
  do {
    bool helps = false;
    bool harms = false;
    for (std::size_t owner = 0; owner < seat.size() && !harms; ++owner) {
      const std::uint32_t position = exchange.positions[owner][exchange.programme[seat[owner]]];
      harms = position == base::none;  // lists end at the own seat
      helps = helps || position < exchange.own(owner);
    }
    if (helps && !harms) {
      return true;
    }
  } while (std::ranges::next_permutation(seat).found);
  return false;
}

TEST(Improvable, IsTheTextbookTopTradingCycles) {
  const base::Digest seed{3};
  std::uint64_t total = 0;
  for (std::uint64_t index = 0; index < 4000; ++index) {
    const test::RandomRound round = test::random_round(index, {.pupils_max = 20, .programmes_max = 6});
    const Outcome outcome = place(round.frozen, seed);
    const std::uint64_t improvable = count_improvable(round.frozen, outcome);
    ASSERT_EQ(improvable, slow_top_trading_cycles(Exchange(round.frozen, outcome))) << "round " << index;
    total += improvable;
  }
  EXPECT_GT(total, 100U);
}

TEST(Improvable, IsZeroExactlyWhenNoExchangeHelpsAnyone) {
  const base::Digest seed{4};
  std::set<bool> seen;
  for (std::uint64_t index = 0; index < 1500; ++index) {
    const test::RandomRound round = test::random_round(index, {.pupils_max = 7, .programmes_max = 5});
    const Outcome outcome = place(round.frozen, seed);
    const bool helps = some_swap_helps(Exchange(round.frozen, outcome));
    ASSERT_EQ(count_improvable(round.frozen, outcome) != 0, helps) << "round " << index;
    seen.insert(helps);
  }
  EXPECT_EQ(seen.size(), 2U);
}

}  // namespace
}  // namespace mengpaneel::place
