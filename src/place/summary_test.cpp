// SPDX-License-Identifier: EUPL-1.2
// A round small enough to count on paper: two boards, three schools, SES, distances.
#include "place/summary.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace mengpaneel::place {
namespace {

TextColumn column(std::string name, const std::vector<std::string>& values) {
  TextColumn result;
  result.name = std::move(name);
  for (const std::string& value : values) {
    result.code.push_back(value.empty() ? base::none : result.values.intern(value).index);
  }
  return result;
}

/// Pupils a to f; S1 and S2 of board X, S3 of board Y without a limit. f did not apply.
Round example_round() {
  Round round;
  for (const std::string_view id : {"S1", "S2", "S3"}) {
    round.programmes.ids.intern(id);
    round.programmes.schools.intern(id);
    round.programmes.school.push_back(round.programmes.schools.size() - 1);
    round.programmes.point.emplace_back();
    round.programmes.line.push_back(2);
  }
  round.programmes.capacity = {1, 2, base::no_limit};
  round.programmes.columns.columns.push_back(column("board_id", {"X", "X", "Y"}));
  for (const std::string_view id : {"a", "b", "c", "d", "e", "f"}) {
    round.pupils.ids.intern(id);
    round.pupils.point.emplace_back();
    round.pupils.line.push_back(2);
  }
  round.pupils.columns.columns.push_back(column("vve", {"yes", "no", "", "no", "yes", "yes"}));
  round.pupils.columns.columns.push_back(column("ses", {"low", "high", "high", "low", "", "low"}));
  round.pupils.columns.columns.push_back(column("postcode", {"1", "2", "1", "2", "1", "2"}));
  round.pupils.columns.columns.push_back(column("born", {"1", "1", "1", "1", "1", "1"}));
  const std::vector<std::vector<std::uint32_t>> lists{{0, 1}, {0, 1}, {0, 1}, {1, 2}, {2}, {}};
  const std::vector<std::vector<std::uint32_t>> ranks{{1, 2}, {1, 3}, {1, 2}, {1, 2}, {70}, {}};
  round.preferences.begin.push_back(0);
  round.distances.given = true;
  round.distances.begin.push_back(0);
  for (std::size_t pupil = 0; pupil < lists.size(); ++pupil) {
    for (std::size_t choice = 0; choice < lists[pupil].size(); ++choice) {
      const base::ProgrammeIndex programme{lists[pupil][choice]};
      round.preferences.programme.push_back(programme);
      round.preferences.rank.push_back(ranks[pupil][choice]);
      if (pupil != 4) {  // e has no distance
        round.distances.programme.push_back(programme);
        round.distances.value.push_back(static_cast<std::uint32_t>(100 * (pupil + 1) + lists[pupil][choice]));
      }
    }
    round.preferences.begin.push_back(static_cast<std::uint32_t>(round.preferences.programme.size()));
    round.preferences.line.push_back(2);
    round.distances.begin.push_back(static_cast<std::uint32_t>(round.distances.programme.size()));
  }
  round.claims.begin.assign(lists.size() + 1, 0);
  round.priorities.begin.assign(lists.size() + 1, 0);
  return round;
}

Rules example_rules(Mechanism mechanism) {
  Rules rules;
  rules.mechanism = mechanism;
  rules.lists.push_back({{}, std::nullopt, 2, ShortList::warn, std::nullopt});
  Pool open;
  open.name = "open";
  rules.pools.push_back(open);
  return rules;
}

struct Placed {
  Round round;
  FreezeResult freeze;
  Outcome outcome;
  Summary summary;
};

Placed run(Round round, const Rules& rules) {
  const base::Digest seed{};
  Placed result{std::move(round), {}, {}, {}};
  auto frozen = freeze(result.round, rules);
  EXPECT_TRUE(frozen.has_value());
  result.freeze = std::move(*frozen);
  result.outcome = place(result.freeze.frozen, seed);
  result.summary = summarise(result.round, result.freeze, result.outcome, seed);
  return result;
}

TEST(Summary, CountsASmallTownRight) {
  const Placed placed = run(example_round(), example_rules(Mechanism::deferred_acceptance));
  const Summary& summary = placed.summary;
  EXPECT_EQ(summary.pupils, 5U);
  EXPECT_EQ(summary.not_applied, 1U);
  EXPECT_EQ(summary.placed + summary.unplaced, 5U);
  EXPECT_EQ(summary.short_lists, 1U) << "e listed one programme";
  // S3 takes everyone, S1 and S2 have 3 seats for a, b, c and d: e is at its rank 70, d is at S2 or S3.
  EXPECT_EQ(summary.by_rank.at(70), 1U);
  std::uint64_t by_rank = 0;
  for (const auto& [rank, count] : summary.by_rank) {
    by_rank += count;
  }
  EXPECT_EQ(by_rank, summary.placed);
  ASSERT_EQ(summary.by_board.size(), 2U);
  EXPECT_EQ(summary.by_board[0].board_id, "X");
  EXPECT_EQ(summary.by_board[0].seats, 3U);
  EXPECT_EQ(summary.by_board[0].placed, 3U);
  EXPECT_EQ(summary.by_board[1].seats, 0U) << "without a limit";
  EXPECT_EQ(summary.by_board[1].placed, summary.placed - 3);
  EXPECT_EQ(summary.blocking_pairs, 0U);
  EXPECT_EQ(summary.wasted_seats, 0U);
  EXPECT_EQ(summary.improvable, 0U);
  EXPECT_EQ(summary.above_capacity, 0U);
}

TEST(Summary, GroupsByAttributesWithAFewValues) {
  const Summary summary = run(example_round(), example_rules(Mechanism::deferred_acceptance)).summary;
  std::vector<std::string> groups;
  for (const GroupCount& group : summary.by_attribute) {
    groups.push_back(group.column + "=" + group.value + ":" + std::to_string(group.pupils));
  }
  // Not postcode, which is no attribute, nor born, which has one value; f did not apply.
  EXPECT_EQ(groups, (std::vector<std::string>{"ses=:1", "ses=high:2", "ses=low:2", "vve=:1", "vve=no:2",
                                              "vve=yes:2"}));
  std::uint64_t first_choices = 0;
  for (const GroupCount& group : summary.by_attribute) {
    EXPECT_LE(group.first_choice, group.placed);
    EXPECT_LE(group.placed, group.pupils);
    first_choices += group.column == "ses" ? group.first_choice : 0;
  }
  // e's only programme is her first choice, though its rank is 70.
  EXPECT_EQ(first_choices, summary.by_rank.at(1) + 1);
}

TEST(Summary, MeasuresDistanceAndMixOfThePlaced) {
  const Placed placed = run(example_round(), example_rules(Mechanism::deferred_acceptance));
  double metres = 0;
  double known = 0;
  for (std::uint32_t pupil = 0; pupil < 4; ++pupil) {
    if (placed.outcome.placed_choice[pupil] != base::none) {
      metres += 100.0 * (pupil + 1);
      metres += static_cast<double>(
          placed.freeze.frozen.table.choice_programme[placed.outcome.placed_choice[pupil]]);
      known += 1;
    }
  }
  ASSERT_TRUE(placed.summary.mean_metres.has_value());
  EXPECT_DOUBLE_EQ(*placed.summary.mean_metres, metres / known);
  EXPECT_EQ(placed.summary.ses_unknown, 1U);
  ASSERT_EQ(placed.summary.ses_indices.size(), 2U);
  for (const IndexValue& index : placed.summary.ses_indices) {
    ASSERT_TRUE(index.value.has_value()) << index.key;
    EXPECT_GE(*index.value, 0.0);
    EXPECT_LE(*index.value, 1.0);
  }
}

TEST(Summary, SaysWhyAnIndexHasNoValue) {
  const auto reason = [](const std::vector<std::string>& ses) {
    Round round = example_round();
    round.pupils.columns.columns[1] = column("ses", ses);
    return run(std::move(round), example_rules(Mechanism::deferred_acceptance)).summary.ses_indices[0].reason;
  };
  EXPECT_EQ(reason({"low", "low", "low", "low", "low", "high"}), "one_group");
  EXPECT_EQ(reason({"", "", "", "", "", ""}), "no_pupils");
  Round round = example_round();
  round.pupils.columns.columns[1].name = "other";
  const Summary summary = run(std::move(round), example_rules(Mechanism::deferred_acceptance)).summary;
  EXPECT_EQ(summary.ses_indices[1].reason, "no_pupils");
  EXPECT_EQ(summary.ses_unknown, summary.placed);
}

TEST(Summary, ReportsWhatAsNeededTakesBeyondTheRest) {
  Rules rules = example_rules(Mechanism::deferred_acceptance);
  Pool right;
  right.name = "right";
  right.seats.kind = SeatsKind::as_needed;
  rules.pools.insert(rules.pools.begin(), right);
  const Summary summary = run(example_round(), rules).summary;
  // Everyone has a right to the first choice: three at S1, which has one seat.
  EXPECT_EQ(summary.above_capacity, 2U);
  EXPECT_EQ(summary.unplaced, 0U);
}

TEST(Summary, SeesTheEnvyThatImmediateAcceptanceLeaves) {
  // d ranks S2 first and takes a seat there, whatever the number; with two of a, b, c refused at S1, one of
  // them may find S2 full although that one's number is better.
  std::uint64_t blocking = 0;
  for (std::uint8_t byte = 0; byte < 20; ++byte) {
    Round round = example_round();
    round.programmes.capacity[1] = 1;
    const base::Digest seed{byte};
    const auto frozen = freeze(round, example_rules(Mechanism::immediate_acceptance));
    ASSERT_TRUE(frozen.has_value());
    blocking += summarise(round, *frozen, place(frozen->frozen, seed), seed).blocking_pairs;
  }
  EXPECT_GT(blocking, 5U);
}

}  // namespace
}  // namespace mengpaneel::place
