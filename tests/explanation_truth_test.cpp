// SPDX-License-Identifier: EUPL-1.2
// Every explanation is true. Random rounds are placed, written as decisions.csv, read back and explained;
// what the kind of an explanation promises (src/place/explain/reason.hpp) is then looked up in the engine's
// own outcome, with keys computed again from the frozen table.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <tuple>

#include "io/tables/decisions_reader.hpp"
#include "io/tables/outcome_tables.hpp"
#include "place/explain/explain.hpp"
#include "place/explain/words.hpp"
#include "place/outcome.hpp"
#include "tests/support/random_rounds.hpp"

namespace mengpaneel {
namespace {

using place::Decision;
using place::Mechanism;
using place::ReasonKind;

struct Key {
  std::uint32_t class_index;
  std::uint32_t order;
  std::uint64_t number;
  std::uint64_t own_number;
  std::uint32_t pupil;
  auto operator<=>(const Key&) const = default;
};

/// Somebody in a pool, or who would have liked to be.
struct Claimant {
  Key key;
  std::uint32_t rank;
};

class Engine {
 public:
  Engine(const place::Frozen& frozen, const place::Outcome& outcome, const base::Digest& seed)
      : frozen_(frozen), outcome_(outcome), seed_(base::as_bytes(seed)) {
    const place::FrozenTable& table = frozen.table;
    admitted_.resize(frozen.seats.pools.size());
    waiting_.resize(frozen.seats.pools.size());
    for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
      for (std::uint32_t choice = table.choice_begin[pupil]; choice < table.choice_begin[pupil + 1];
           ++choice) {
        const bool above =
            outcome.placed_choice[pupil] == base::none || choice < outcome.placed_choice[pupil];
        for (std::uint32_t row = table.row_begin[choice]; row < table.row_begin[choice + 1]; ++row) {
          if (outcome.placed_row[pupil] == row) {
            admitted_[table.row_pool[row]].push_back({key(pupil, choice, row), table.choice_rank[choice]});
          } else if (above) {
            waiting_[table.row_pool[row]].push_back({key(pupil, choice, row), table.choice_rank[choice]});
          }
        }
      }
    }
  }

  struct Place {
    std::uint32_t pupil;
    std::uint32_t choice;
    std::uint32_t pool = base::none;
    std::uint32_t row = base::none;
  };

  [[nodiscard]] Place find(const Decision& decision) const {
    const place::FrozenTable& table = frozen_.table;
    Place result{*table.pupils.find(decision.pupil_id), 0};
    const std::uint32_t programme = *frozen_.seats.programmes.find(decision.programme_id);
    result.choice = table.choice_begin[result.pupil];
    while (static_cast<std::uint32_t>(table.choice_programme[result.choice]) != programme) {
      ++result.choice;
    }
    for (std::uint32_t row = table.row_begin[result.choice]; row < table.row_begin[result.choice + 1];
         ++row) {
      if (frozen_.seats.pool_name(table.row_pool[row]) == decision.pool) {
        result.row = row;
        result.pool = table.row_pool[row];
      }
    }
    return result;
  }

  [[nodiscard]] Key key_of(const Place& place) const { return key(place.pupil, place.choice, place.row); }
  [[nodiscard]] const std::vector<Claimant>& admitted(std::uint32_t pool) const { return admitted_[pool]; }
  [[nodiscard]] const std::vector<Claimant>& waiting(std::uint32_t pool) const { return waiting_[pool]; }
  [[nodiscard]] Key worst(std::uint32_t pool) const {
    return std::ranges::max(admitted_[pool], {}, &Claimant::key).key;
  }
  [[nodiscard]] const place::Frozen& frozen() const { return frozen_; }
  [[nodiscard]] const place::Outcome& outcome() const { return outcome_; }

 private:
  [[nodiscard]] Key key(std::uint32_t pupil, std::uint32_t choice, std::uint32_t row) const {
    const place::FrozenTable& table = frozen_.table;
    const bool number_only = frozen_.seats.mechanism == Mechanism::serial_dictatorship;
    const auto programme =
        frozen_.seats.programmes.name(static_cast<std::uint32_t>(table.choice_programme[choice]));
    const auto at = table.per_programme ? std::optional<std::string_view>(programme) : std::nullopt;
    const std::uint64_t number =
        table.given ? table.choice_given[choice]
                    : place::draw_number(seed_, table.draw_kind[pupil], table.draw_id_of(pupil), at);
    const std::uint64_t own = place::draw_number(seed_, place::DrawKind::pupil, table.pupils.name(pupil), at);
    return {number_only ? 0U : table.row_class[row], number_only ? 0U : table.row_order[row], number, own,
            pupil};
  }

  const place::Frozen& frozen_;
  const place::Outcome& outcome_;
  base::HmacSha256 seed_;
  std::vector<std::vector<Claimant>> admitted_;  ///< [pools]
  std::vector<std::vector<Claimant>> waiting_;   ///< [pools]
};

/// Checks one explanation against the engine; gtest failures say what was not true.
class Truth {
 public:
  Truth(const Engine& engine, const Decision& decision, const Decision* placed,
        const place::ExplainContext& context)
      : engine_(engine),
        decision_(decision),
        placed_(placed),
        context_(context),
        at_(engine.find(decision)) {}

  void check(ReasonKind kind) const {
    if (at_.pool != base::none) {
      check_standing();
    }
    switch (kind) {
      case ReasonKind::placed_as_needed:
        EXPECT_TRUE(is_placed() && engine_.frozen().seats.pools[at_.pool].as_needed);
        EXPECT_TRUE(engine_.waiting(at_.pool).empty()) << "nobody with a right is refused";
        break;
      case ReasonKind::placed_free:
        EXPECT_TRUE(is_placed() && engine_.waiting(at_.pool).empty());
        break;
      case ReasonKind::placed_in_turn:
        EXPECT_TRUE(is_placed() && in_rounds());
        break;
      case ReasonKind::placed_in_band:
        EXPECT_TRUE(is_placed() && in_bands());
        break;
      case ReasonKind::no_seat_in_band:
        EXPECT_TRUE(!is_placed() && in_bands());
        break;
      case ReasonKind::placed_by_trade:
        EXPECT_TRUE(is_placed() && engine_.frozen().seats.mechanism.trades());
        break;
      case ReasonKind::no_seat_by_trade:
        EXPECT_TRUE(!is_placed() && engine_.frozen().seats.mechanism.trades());
        break;
      case ReasonKind::placed_by_class:
      case ReasonKind::placed_by_distance:
      case ReasonKind::placed_by_listing:
      case ReasonKind::placed_by_number:
      case ReasonKind::placed_with_last_number:
        EXPECT_TRUE(is_placed());
        check_against_cutoff(kind);
        break;
      case ReasonKind::no_seats:
        EXPECT_FALSE(in_rounds());
        EXPECT_TRUE(engine_.admitted(at_.pool).empty());
        EXPECT_EQ(engine_.outcome().pools[at_.pool].seats, 0U);
        break;
      case ReasonKind::class_behind_cutoff:
      case ReasonKind::distance_behind_cutoff:
      case ReasonKind::listing_behind_cutoff:
      case ReasonKind::number_behind_cutoff:
      case ReasonKind::same_number_as_cutoff:
      case ReasonKind::seat_given_to_higher_rank:
      case ReasonKind::no_seat_in_turn:
        EXPECT_FALSE(is_placed());
        check_rejected(kind);
        break;
      case ReasonKind::has_higher_choice:
        ASSERT_NE(placed_, nullptr);
        EXPECT_LT(engine_.outcome().placed_choice[at_.pupil], at_.choice);
        break;
      case ReasonKind::has_other_pool:
        EXPECT_EQ(engine_.outcome().placed_choice[at_.pupil], at_.choice);
        EXPECT_LT(engine_.outcome().placed_row[at_.pupil], at_.row);
        break;
      case ReasonKind::not_eligible:
        EXPECT_EQ(at_.row, base::none);
        EXPECT_EQ(engine_.frozen().table.row_begin[at_.choice],
                  engine_.frozen().table.row_begin[at_.choice + 1]);
        break;
      case ReasonKind::group_incomplete:
      case ReasonKind::contradiction:
        ADD_FAILURE() << "no outcome of the engine has " << place::reason_kind_name(kind);
        break;
    }
    check_waiting();
  }

 private:
  [[nodiscard]] bool is_placed() const { return engine_.outcome().placed_row[at_.pupil] == at_.row; }
  [[nodiscard]] bool in_rounds() const {
    return engine_.frozen().seats.mechanism == Mechanism::immediate_acceptance;
  }
  [[nodiscard]] bool in_bands() const { return engine_.frozen().seats.mechanism.kind == Mechanism::parallel; }
  [[nodiscard]] bool numbers_only() const {
    return engine_.frozen().seats.mechanism == Mechanism::serial_dictatorship;
  }

  void check_standing() const {
    ASSERT_TRUE(decision_.own);
    const Key key = engine_.key_of(at_);
    EXPECT_EQ(decision_.own->number,
              engine_.frozen().table.given ? std::to_string(key.number) : base::to_hex(key.number));
    EXPECT_EQ(decision_.own->order, engine_.frozen().table.row_order[at_.row]);
    EXPECT_EQ(decision_.own->class_index, engine_.frozen().table.row_class[at_.row]);
  }

  /// What a sentence shows of the cut-off is what the worst of all admitted has.
  void check_against_cutoff(ReasonKind kind) const {
    const Key own = engine_.key_of(at_);
    const Key worst = engine_.worst(at_.pool);
    ASSERT_TRUE(decision_.cutoff);
    EXPECT_EQ(decision_.cutoff->number,
              engine_.frozen().table.given ? std::to_string(worst.number) : base::to_hex(worst.number));
    if (!numbers_only()) {
      EXPECT_EQ(decision_.cutoff->class_index, worst.class_index);
      EXPECT_EQ(decision_.cutoff->order, worst.order);
    }
    const place::WithinClass within = context_.pool(decision_.programme_id, decision_.pool)->within_class;
    const auto standing = std::tuple(own.class_index, own.order);
    const auto worst_standing = std::tuple(worst.class_index, worst.order);
    switch (kind) {
      case ReasonKind::placed_by_class:
        EXPECT_LT(own.class_index, worst.class_index);
        break;
      case ReasonKind::class_behind_cutoff:
        EXPECT_GT(own.class_index, worst.class_index);
        break;
      case ReasonKind::placed_by_distance:
      case ReasonKind::placed_by_listing:
        EXPECT_EQ(own.class_index, worst.class_index);
        EXPECT_LT(own.order, worst.order);
        break;
      case ReasonKind::distance_behind_cutoff:
      case ReasonKind::listing_behind_cutoff:
        EXPECT_EQ(own.class_index, worst.class_index);
        EXPECT_GT(own.order, worst.order);
        EXPECT_EQ(within, kind == ReasonKind::distance_behind_cutoff ? place::WithinClass::distance
                                                                     : place::WithinClass::listed);
        break;
      case ReasonKind::placed_by_number:
        EXPECT_EQ(standing, worst_standing);
        EXPECT_LT(own.number, worst.number);
        break;
      case ReasonKind::number_behind_cutoff:
        EXPECT_EQ(standing, worst_standing);
        EXPECT_GT(own.number, worst.number);
        break;
      default:
        EXPECT_EQ(standing, worst_standing);
        EXPECT_EQ(own.number, worst.number);
    }
  }

  void check_rejected(ReasonKind kind) const {
    const Key own = engine_.key_of(at_);
    for (const Claimant& admitted : engine_.admitted(at_.pool)) {
      if (in_rounds()) {
        EXPECT_LE(admitted.rank, decision_.rank) << "who puts a school lower has no turn before her";
      }
      if (kind == ReasonKind::seat_given_to_higher_rank) {
        EXPECT_TRUE(admitted.key < own || admitted.rank < decision_.rank);
      } else if (kind != ReasonKind::no_seat_in_turn) {
        EXPECT_LT(admitted.key, own);
      }
    }
    if (kind == ReasonKind::seat_given_to_higher_rank) {
      EXPECT_TRUE(in_rounds());
      EXPECT_LT(own, engine_.worst(at_.pool));
    } else if (kind == ReasonKind::no_seat_in_turn) {
      EXPECT_TRUE(in_rounds());
    } else {
      check_against_cutoff(kind);
      EXPECT_EQ(engine_.outcome().pools[at_.pool].filled, engine_.outcome().pools[at_.pool].seats)
          << "all taken";
    }
    if (kind == ReasonKind::same_number_as_cutoff) {
      EXPECT_FALSE(in_rounds());
      EXPECT_GT(own.own_number, engine_.worst(at_.pool).own_number);
    }
  }

  void check_waiting() const {
    if (decision_.waiting_position == 0) {
      return;
    }
    const bool reversed = context_.waiting == place::WaitingOrder::reversed_lottery;
    const Key own = engine_.key_of(at_);
    const auto waiting_key = [&](const Key& key) {
      return reversed ? Key{key.class_index, key.order, ~key.number, ~key.own_number, key.pupil} : key;
    };
    const auto ahead = std::ranges::count_if(engine_.waiting(at_.pool), [&](const Claimant& other) {
      return waiting_key(other.key) < waiting_key(own);
    });
    EXPECT_EQ(ahead + 1, decision_.waiting_position);
  }

  const Engine& engine_;
  const Decision& decision_;
  const Decision* placed_;
  const place::ExplainContext& context_;
  Engine::Place at_;
};

/// A sentence shows the facts of its kind, in the form that families read.
void check_words(const std::string& sentence, ReasonKind kind, const Decision& decision,
                 const place::ExplainContext& context) {
  EXPECT_THAT(sentence, testing::Not(testing::HasSubstr("{")));
  EXPECT_THAT(sentence, testing::Not(testing::HasSubstr("  ")));
  EXPECT_THAT(sentence, testing::HasSubstr(context.programme_name(decision.programme_id)));
  const auto shown = [&](const std::string& number) {
    return context.given_numbers ? number : place::number_in_groups(number);
  };
  if (kind == ReasonKind::number_behind_cutoff || kind == ReasonKind::placed_by_number) {
    EXPECT_THAT(sentence, testing::HasSubstr(shown(decision.own->number)));
    EXPECT_THAT(sentence, testing::HasSubstr(shown(decision.cutoff->number)));
  }
  if (kind == ReasonKind::distance_behind_cutoff || kind == ReasonKind::placed_by_distance) {
    EXPECT_THAT(sentence, testing::HasSubstr(std::to_string(decision.cutoff->order) + " met"));
  }
  if (kind == ReasonKind::seat_given_to_higher_rank || kind == ReasonKind::no_seat_in_turn) {
    EXPECT_THAT(sentence, testing::Not(testing::ContainsRegex("lotnummer|lottery"))) << "no number decided";
  }
}

TEST(ExplanationTruth, EveryKindIsWhatTheEngineDid) {
  const base::Digest seed{5};
  std::map<ReasonKind, int> seen;
  for (std::uint64_t index = 0; index < 4000 && !testing::Test::HasFailure(); ++index) {
    SCOPED_TRACE("round " + std::to_string(index));
    const test::RandomRound round = test::random_round(index);
    const place::Outcome outcome = place::place(round.frozen, seed);
    const std::string csv = io::tables::write_decisions(round.frozen, outcome);
    const Engine engine(round.frozen, outcome, seed);
    base::ErrorList errors;
    io::tables::DecisionsReader reader(csv, "decisions.csv", errors);
    std::vector<Decision> decisions;
    while (reader.next_pupil(decisions)) {
      const auto found = std::ranges::find(decisions, place::DecisionOutcome::placed, &Decision::outcome);
      const Decision* placed = found == decisions.end() ? nullptr : &*found;
      for (const Decision& decision : decisions) {
        const ReasonKind kind = place::reason_of(decision, placed, round.context);
        SCOPED_TRACE(decision.pupil_id + " " + decision.programme_id + " " + decision.pool + " " +
                     std::string(place::reason_kind_name(kind)));
        Truth(engine, decision, placed, round.context).check(kind);
        for (const auto language : {base::texts::Language::nl, base::texts::Language::en}) {
          check_words(place::explain(language, decision, placed, round.context), kind, decision,
                      round.context);
        }
        ++seen[kind];
      }
    }
    ASSERT_TRUE(errors.empty());
  }
  for (int kind = 0; kind < static_cast<int>(ReasonKind::group_incomplete); ++kind) {
    EXPECT_GT(seen[static_cast<ReasonKind>(kind)], 20)
        << place::reason_kind_name(static_cast<ReasonKind>(kind));
  }
}

/// The counterfactual behind "smaller is better" and "the lowest priority that still got a seat": where a
/// cut-off stopped her, the best standing there would have placed her, at that programme or a higher choice.
TEST(ExplanationTruth, TheBestStandingWouldHavePlacedWhoACutOffStopped) {
  const base::Digest seed{6};
  int tried = 0;
  for (std::uint64_t index = 0; index < 1500 && !testing::Test::HasFailure(); ++index) {
    SCOPED_TRACE("round " + std::to_string(index));
    test::RandomRound round = test::random_round(index, {.plain_pools = true});
    if (round.frozen.seats.mechanism.gives_for_good()) {
      continue;
    }
    const place::Outcome outcome = place::place(round.frozen, seed);
    const std::string csv = io::tables::write_decisions(round.frozen, outcome);
    const Engine engine(round.frozen, outcome, seed);
    base::ErrorList errors;
    io::tables::DecisionsReader reader(csv, "decisions.csv", errors);
    Decision decision;
    while (reader.next(decision)) {
      if (decision.outcome != place::DecisionOutcome::rejected) {
        continue;
      }
      const Engine::Place at = engine.find(decision);
      place::Frozen other = round.frozen;
      other.table.row_class[at.row] = 0;
      other.table.row_order[at.row] = 0;
      other.table.choice_given[at.choice] = 0;
      const place::Outcome changed = place::place(other, seed);
      if (decision.cutoff) {
        EXPECT_LE(changed.placed_choice[at.pupil], at.choice) << decision.pupil_id << " " << decision.pool;
      } else if (round.context.programmes.at(decision.programme_id).pools.size() == 1) {
        EXPECT_EQ(changed.placed_row, outcome.placed_row) << "no standing helps where there is no seat";
      }
      ++tried;
    }
  }
  EXPECT_GT(tried, 500);
}

}  // namespace
}  // namespace mengpaneel
