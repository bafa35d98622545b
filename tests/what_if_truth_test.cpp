// SPDX-License-Identifier: EUPL-1.2
// Every "had your child had .., there would have been a place" is true: it is tried out on the engine, for
// every pupil of random rounds.

#include <gtest/gtest.h>

#include "io/tables/decisions_reader.hpp"
#include "io/tables/outcome_tables.hpp"
#include "place/explain/explain.hpp"
#include "place/explain/safe_standings.hpp"
#include "place/explain/what_if.hpp"
#include "place/outcome.hpp"
#include "tests/support/random_rounds.hpp"

namespace mengpaneel {
namespace {

using place::Decision;

struct Tried {
  int rejected = 0;
  int numbers = 0;
  int metres = 0;
  int classes = 0;
  int said = 0;
  int at_the_cutoff = 0;  ///< safe is the cut-off itself
};

struct At {
  std::uint32_t pupil;
  std::uint32_t choice;
  std::uint32_t row;
};

At find(const place::Frozen& frozen, const Decision& decision) {
  const place::FrozenTable& table = frozen.table;
  const std::uint32_t pupil = *table.pupils.find(decision.pupil_id);
  for (std::uint32_t choice = table.choice_begin[pupil]; choice < table.choice_begin[pupil + 1]; ++choice) {
    const auto programme = static_cast<std::uint32_t>(table.choice_programme[choice]);
    for (std::uint32_t row = table.row_begin[choice]; row < table.row_begin[choice + 1]; ++row) {
      if (frozen.seats.programmes.name(programme) == decision.programme_id &&
          frozen.seats.pool_name(table.row_pool[row]) == decision.pool) {
        return {pupil, choice, row};
      }
    }
  }
  ADD_FAILURE() << "no such row";
  return {};
}

class Trial {
 public:
  Trial(const place::Frozen& frozen, const base::Digest& seed, At at)
      : frozen_(frozen), seed_(seed), at_(at) {}

  /// All of the pupil's numbers become this one.
  [[nodiscard]] bool places_with_number(std::uint64_t number) const {
    place::Frozen other = frozen_;
    for (std::uint32_t choice = other.table.choice_begin[at_.pupil];
         choice < other.table.choice_begin[at_.pupil + 1]; ++choice) {
      other.table.choice_given[choice] = number;
    }
    return places(other);
  }
  [[nodiscard]] bool places_with_metres(std::uint32_t metres) const {
    place::Frozen other = frozen_;
    other.table.row_order[at_.row] = metres;
    return places(other);
  }
  [[nodiscard]] bool places_with_class(std::uint32_t class_index) const {
    place::Frozen other = frozen_;
    other.table.row_class[at_.row] = static_cast<std::uint16_t>(class_index);
    return places(other);
  }

 private:
  [[nodiscard]] bool places(const place::Frozen& other) const {
    const std::uint32_t choice = place::place(other, seed_).placed_choice[at_.pupil];
    return choice != base::none && choice <= at_.choice;
  }

  const place::Frozen& frozen_;
  const base::Digest& seed_;
  At at_;
};

void try_out(const test::RandomRound& round, const base::Digest& seed, const Decision& decision,
             Tried& tried) {
  const place::WhatIf facts = place::what_if(decision, round.context);
  tried.said += facts.empty() ? 0 : 1;
  const Trial trial(round.frozen, seed, find(round.frozen, decision));
  if (facts.number_below && round.frozen.table.given) {
    const std::uint64_t below = std::stoull(*facts.number_below);
    for (std::uint64_t number = 0; number < below; ++number) {
      EXPECT_TRUE(trial.places_with_number(number)) << number;
    }
    ++tried.numbers;
    tried.at_the_cutoff += *facts.number_below == decision.cutoff->number ? 1 : 0;
  }
  if (facts.metres_below) {
    for (std::uint32_t metres = 0; metres < *facts.metres_below; ++metres) {
      EXPECT_TRUE(trial.places_with_metres(metres)) << metres;
    }
    ++tried.metres;
  }
  if (facts.class_index) {
    EXPECT_LT(*facts.class_index, decision.own->class_index);
    for (std::uint32_t class_index = 0; class_index <= *facts.class_index; ++class_index) {
      EXPECT_TRUE(trial.places_with_class(class_index)) << class_index;
    }
    ++tried.classes;
  }
}

TEST(WhatIfTruth, WhatWouldHaveHelpedDoesHelp) {
  const base::Digest seed{9};
  Tried tried;
  for (std::uint64_t index = 0; index < 12000 && !testing::Test::HasFailure(); ++index) {
    SCOPED_TRACE("round " + std::to_string(index));
    test::RandomRound round = test::random_round(index);
    place::SafeStandings standings(round.frozen, seed);
    const place::SeatTable& seats = round.frozen.seats;
    const bool in_one_of_two = seats.mechanism == place::Mechanism::deferred_acceptance ||
                               seats.mechanism == place::Mechanism::serial_dictatorship;
    for (std::uint32_t programme = 0; programme < seats.programmes.size(); ++programme) {
      for (std::uint32_t pool = seats.pool_begin[programme]; pool < seats.pool_begin[programme + 1]; ++pool) {
        round.context.pool(seats.programmes.name(programme), seats.pool_name(pool))->safe =
            standings.of(pool);
      }
    }
    const std::string csv = io::tables::write_decisions(round.frozen, place::place(round.frozen, seed));
    base::ErrorList errors;
    io::tables::DecisionsReader reader(csv, "decisions.csv", errors);
    Decision decision;
    while (reader.next(decision)) {
      if (decision.outcome != place::DecisionOutcome::rejected) {
        continue;
      }
      SCOPED_TRACE(decision.pupil_id + " " + decision.programme_id + " " + decision.pool);
      tried.rejected += decision.cutoff && in_one_of_two ? 1 : 0;
      try_out(round, seed, decision, tried);
    }
  }
  EXPECT_GT(tried.numbers, 300);
  EXPECT_GT(tried.metres, 300);
  EXPECT_GT(tried.classes, 500);
  EXPECT_GT(3 * tried.said, 2 * tried.rejected);  // about most rejections something is said
  EXPECT_GT(10 * tried.at_the_cutoff, 9 * tried.numbers);
}

TEST(WhatIfTruth, NothingIsSaidOfAnotherOutcome) {
  const test::RandomRound round = test::random_round(3);
  place::ExplainContext context = round.context;
  Decision decision{"P",
                    "S0",
                    1,
                    "open",
                    place::DecisionOutcome::rejected,
                    place::Standing{1, "", 0, "5"},
                    place::Standing{1, "", 0, "3"},
                    0};
  place::PoolContext* pool = context.pool("S0", "open");
  ASSERT_NE(pool, nullptr);
  context.mechanism = place::Mechanism::deferred_acceptance;
  pool->safe = place::SafeStanding{{1, "", 0, "3"}, {1, "", 0, "3"}};
  EXPECT_EQ(place::what_if(decision, context).number_below, "3");
  pool->safe->cutoff.number = "4";
  EXPECT_TRUE(place::what_if(decision, context).empty());
}

}  // namespace
}  // namespace mengpaneel
