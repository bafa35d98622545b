// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The agreed rules, as policy.toml says them (docs/formats.md): plain data without any file format.
// io/policy_toml fills it and has checked everything that can be checked without the round; bind() in
// criteria.hpp and freeze() check the rest. `at` is where a thing stands in policy.toml, for errors.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mengpaneel::place {

struct SourcePosition {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

enum class MechanismKind : std::uint8_t {
  deferred_acceptance,
  school_proposing,
  immediate_acceptance,
  parallel,
  top_trading_cycles,
  serial_dictatorship,
  stable_improvement_cycles,
  rank_minimal
};

/// A kind, and of `parallel` how many positions of a list make a band.
struct Mechanism {
  using enum MechanismKind;

  MechanismKind kind = deferred_acceptance;
  std::uint32_t band = 0;

  constexpr Mechanism() = default;
  constexpr Mechanism(MechanismKind of_kind, std::uint32_t positions = 0)  // a kind is a mechanism
      : kind(of_kind), band(positions) {}
  friend constexpr bool operator==(const Mechanism&, const Mechanism&) = default;

  /// Pupils trade: a cut-off says who sits there, and nothing of who could have.
  [[nodiscard]] constexpr bool trades() const {
    return kind == top_trading_cycles || kind == stable_improvement_cycles;
  }
  /// Seats go for good before everybody has had a turn.
  [[nodiscard]] constexpr bool gives_for_good() const {
    return kind == immediate_acceptance || kind == parallel || trades();
  }
};
enum class Numbers : std::uint8_t { single, per_programme, given };
enum class DrawnFor : std::uint8_t { pupil, household, group };
enum class WithinClass : std::uint8_t { lottery, distance, listed };
enum class Unfilled : std::uint8_t { next, empty };
enum class Rounding : std::uint8_t { down, nearest, up };
enum class WaitingOrder : std::uint8_t { not_kept, priority, reversed_lottery };
enum class ShortList : std::uint8_t { warn, refuse };

/// As policy.toml has it: `deferred-acceptance`, `parallel:3`.
[[nodiscard]] std::string mechanism_name(Mechanism mechanism);
[[nodiscard]] std::optional<Mechanism> mechanism_from_name(std::string_view name);
/// One of each kind.
inline constexpr std::array<Mechanism, 7> all_mechanisms{Mechanism(Mechanism::deferred_acceptance),   //
                                                         Mechanism(Mechanism::school_proposing),      //
                                                         Mechanism(Mechanism::immediate_acceptance),  //
                                                         Mechanism(Mechanism::parallel, 2),           //
                                                         Mechanism(Mechanism::top_trading_cycles),    //
                                                         Mechanism(Mechanism::stable_improvement_cycles),
                                                         Mechanism(Mechanism::serial_dictatorship)};
/// What may be written; K stands for a number of positions.
inline constexpr std::array<std::string_view, 7> mechanism_words{
    "deferred-acceptance", "school-proposing",          "immediate-acceptance", "parallel:K",
    "top-trading-cycles",  "stable-improvement-cycles", "serial-dictatorship"};

/// Conjunction of criteria: all of `require` hold and none of `forbid`; bit i is criterion i.
struct Term {
  std::uint64_t require = 0;
  std::uint64_t forbid = 0;
};

/// Disjunction of terms, as written (`text`: one blank around & and |, none after !).
struct Expression {
  std::string text;
  std::vector<Term> terms;
  SourcePosition at;

  [[nodiscard]] bool holds(std::uint64_t criteria) const {
    for (const Term& term : terms) {
      if ((criteria & term.require) == term.require && (criteria & term.forbid) == 0) {
        return true;
      }
    }
    return false;
  }
};

// --- criteria: named yes/no tests of a pupil at a programme -------------------------------------------

struct ClaimTest {
  std::string claim;
};
/// Of a pupil's attribute (`of_programme` false) or a programme's column: one of `in`, or between `from` and
/// `until`, inclusive (numbers or dates, compared as such).
struct ValueTest {
  std::string column;
  bool of_programme = false;
  std::vector<std::string> in;
  std::optional<std::string> from;
  std::optional<std::string> until;
};
/// The pupil's column equals the programme's, or is in the programme's ;-list.
struct SameTest {
  std::string pupil_column;
  std::string programme_column;
  bool in_list = false;  ///< the programme's column is a ;-list
};
/// The pupil's postcode begins with the programme's first `digits` characters (own), or with a prefix.
struct PostcodeTest {
  bool own = false;
  std::uint32_t digits = 4;
  std::vector<std::string> prefixes;
};
struct AtLeast {
  std::uint32_t criterion;
  std::uint32_t count;
};
struct NearestTest {
  std::uint32_t count = 0;
  std::optional<Expression> among;
  std::vector<AtLeast> at_least;
};
struct WithinTest {
  std::uint32_t metres;
};
/// Position in the list (1 = first).
struct RankTest {
  std::uint32_t position;
};
struct MixesTest {
  std::uint32_t towards;               ///< criterion
  std::uint32_t share_ppm;             ///< parts per million
  std::array<std::string, 2> sitting;  ///< programme columns: of the group, of all
};
/// Holds for a member of a group of this kind of which some, but not all, meet the criteria.
struct DuoTest {
  std::string group_kind;
  std::uint32_t some;
  std::uint32_t not_all;
};

using CriterionTest = std::variant<ClaimTest, ValueTest, SameTest, PostcodeTest, NearestTest, WithinTest,
                                   RankTest, MixesTest, DuoTest>;

struct Criterion {
  std::string name;
  SourcePosition at;
  bool recommend = false;  ///< shown as advice, never applied
  CriterionTest test;
};

// --- pools, overrides, lists, lottery ------------------------------------------------------------------

enum class SeatsKind : std::uint8_t { number, share, column, as_needed, rest };

struct Seats {
  SeatsKind kind = SeatsKind::rest;
  std::uint32_t number = 0;     ///< of kind number
  std::uint32_t share_ppm = 0;  ///< of kind share
  std::string column;           ///< of kind column
};

struct Pool {
  std::string name;
  SourcePosition at;
  Seats seats;
  std::optional<Expression> open_to;
  std::vector<Expression> priority;
  WithinClass within_class = WithinClass::lottery;
  Unfilled unfilled = Unfilled::next;
  Rounding rounding = Rounding::down;
  std::optional<std::string> less;
  SourcePosition at_seats = {};
  SourcePosition at_within_class = {};  ///< line 0 where the rules do not say it; so for the two below
  SourcePosition at_unfilled = {};
  SourcePosition at_less = {};
};

struct Override {
  SourcePosition at;
  std::optional<Expression> where;      ///< of programme criteria
  std::vector<std::string> programmes;  ///< programme_ids
  std::optional<std::string> from;      ///< dates, inclusive
  std::optional<std::string> until;
  std::vector<Pool> pools;
};

struct ListRule {
  SourcePosition at;
  std::optional<Expression> when;
  std::uint32_t minimum = 0;
  ShortList short_list = ShortList::warn;
  std::optional<Expression> append;
  SourcePosition at_short_list = {};  ///< line 0: not said
};

enum class GroupNumber : std::uint8_t { first, best, mean, worst };

/// How groups of one group_kind are placed.
struct GroupRule {
  std::string kind;
  SourcePosition at;
  bool or_nothing = false;  ///< not placed together: not placed; otherwise its members become singles
  GroupNumber number = GroupNumber::first;
  SourcePosition at_number = {};  ///< line 0: not said
};

[[nodiscard]] std::string_view group_number_name(GroupNumber number);
[[nodiscard]] std::optional<GroupNumber> group_number_from_name(std::string_view name);

/// One of several stages: a mechanism for the choices with these ranks.
struct StageRule {
  SourcePosition at;
  Mechanism mechanism = Mechanism::deferred_acceptance;
  std::uint32_t rank_from = 1;
  std::uint32_t rank_to = 0;  ///< inclusive; open_rank for the last stage
  Numbers numbers = Numbers::single;
  SourcePosition at_mechanism = {};
  SourcePosition at_numbers = {};  ///< line 0: not said

  static constexpr std::uint32_t open_rank = 0xFFFFFFFF;
};

struct Rules {
  std::string file = "policy.toml";  ///< for errors
  std::string name;
  std::string version;
  std::string sector;
  std::string date;  ///< YYYY-MM-DD
  Mechanism mechanism = Mechanism::deferred_acceptance;
  std::optional<std::uint32_t> maximum_preferences;
  SourcePosition at_mechanism;
  SourcePosition at_maximum_preferences;  ///< line 0 where the rules do not say it; so for the two below
  SourcePosition at_numbers;
  SourcePosition at_drawn_for;
  std::vector<ListRule> lists;
  Numbers numbers = Numbers::single;
  DrawnFor drawn_for = DrawnFor::pupil;
  WaitingOrder waiting = WaitingOrder::priority;
  std::vector<Criterion> criteria;
  std::vector<Pool> pools;
  std::vector<Override> overrides;
  std::vector<GroupRule> groups;
  std::vector<StageRule> stages;  ///< empty: one stage, of `mechanism` and `numbers`

  static constexpr std::size_t criteria_max = 64;
  static constexpr std::size_t pools_max = 32;
};

}  // namespace mengpaneel::place
