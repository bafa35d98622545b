// SPDX-License-Identifier: EUPL-1.2
#pragma once
// What the rules made of the applications: frozen.csv and seats.csv as columns. Everything after it (numbers,
// placement, cut-offs, waiting lists) is computed from this and the draw alone.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/id_table.hpp"
#include "base/ids.hpp"
#include "place/rules/rules.hpp"

namespace mengpaneel::place {

struct PoolSeats {
  std::uint32_t name = 0;   ///< index into SeatTable::pool_names
  std::uint32_t seats = 0;  ///< before overflow; base::no_limit without limit; 0 when as_needed
  bool as_needed = false;
  Unfilled unfilled = Unfilled::next;
};

/// seats.csv: the pools of each programme in order. A pool is numbered over all programmes ("pool index").
struct SeatTable {
  base::IdTable programmes;  ///< sorted by bytes
  base::IdTable pool_names;
  std::vector<std::uint32_t> pool_begin;  ///< [m+1]
  std::vector<PoolSeats> pools;           ///< [pool_begin[m]]
  std::vector<std::uint32_t> capacity;    ///< [m]
  Mechanism mechanism = Mechanism::deferred_acceptance;
  WaitingOrder waiting = WaitingOrder::priority;

  [[nodiscard]] std::string_view pool_name(std::uint32_t pool) const {
    return pool_names.name(pools[pool].name);
  }
};

enum class DrawKind : std::uint8_t { pupil, household, group };
[[nodiscard]] std::string_view draw_kind_name(DrawKind kind);

/// Pupils who apply together, of one of the kinds that the rules name.
struct FrozenGroup {
  std::uint32_t name = 0;              ///< "KIND/GROUP_ID", index into Groups::names
  std::vector<std::uint32_t> members;  ///< at least two, by pupil_id
  bool or_nothing = false;             ///< not placed together: not placed; else its members become singles
  GroupNumber number = GroupNumber::first;
};

/// The groups of a round; all empty where nobody applies together.
struct Groups {
  base::IdTable names;              ///< sorted by bytes
  std::vector<FrozenGroup> groups;  ///< in the order of their names
  std::vector<std::uint32_t> of;    ///< [n], index into `groups`, base::none: applies alone

  [[nodiscard]] bool empty() const { return groups.empty(); }
  [[nodiscard]] std::uint32_t of_pupil(std::uint32_t pupil) const {
    return of.empty() ? base::none : of[pupil];
  }
};

/// One of several stages: what is its own. Its choices are those with its number in choice_stage.
struct FrozenStage {
  Mechanism mechanism = Mechanism::deferred_acceptance;
  bool per_programme = false;
};

/// frozen.csv: for each pupil the choices in order of rank, for each choice a row for every eligible pool, in
/// the order of the pools.
struct FrozenTable {
  base::IdTable pupils;                                ///< sorted by bytes; also those without rows
  std::vector<std::uint32_t> choice_begin;             ///< [n+1]
  std::vector<std::uint32_t> choice_rank;              ///< [choices], as given
  std::vector<base::ProgrammeIndex> choice_programme;  ///< [choices], into SeatTable::programmes
  std::vector<std::uint32_t> row_begin;                ///< [choices+1]; an empty range: not eligible
  std::vector<std::uint32_t> row_pool;                 ///< [rows], pool index
  std::vector<std::uint16_t> row_class;                ///< [rows]
  std::vector<std::uint32_t> row_order;                ///< [rows]

  std::vector<DrawKind> draw_kind;          ///< [n], what the pupil's number is drawn for
  std::vector<std::uint32_t> draw_id;       ///< [n], index into draw_ids; base::none: the pupil's own id
  base::IdTable draw_ids;                   ///< household and group identifiers
  bool per_programme = false;               ///< the programme is part of what is drawn
  bool given = false;                       ///< a notary's numbers instead of a draw
  std::vector<std::uint64_t> choice_given;  ///< [choices] when given

  std::vector<std::uint8_t> choice_stage;  ///< [choices], from 0; empty: one stage
  Groups groups;

  [[nodiscard]] std::uint32_t pupil_count() const { return pupils.size(); }
  [[nodiscard]] std::uint32_t stage_of(std::uint32_t choice) const {
    return choice_stage.empty() ? 0 : choice_stage[choice];
  }
  [[nodiscard]] std::string_view draw_id_of(std::uint32_t pupil) const {
    return draw_id[pupil] == base::none ? pupils.name(pupil) : draw_ids.name(draw_id[pupil]);
  }
};

/// The frozen half of a round, with the class names that frozen.csv leaves out.
struct Frozen {
  SeatTable seats;
  FrozenTable table;
  std::vector<FrozenStage> stages;  ///< empty: one stage, of seats.mechanism and table.per_programme
  /// [pools][class index]: the expressions of the priority classes; the last is "other".
  std::vector<std::vector<std::string>> class_names;

  [[nodiscard]] std::uint32_t stage_count() const {
    return stages.empty() ? 1 : static_cast<std::uint32_t>(stages.size());
  }
  [[nodiscard]] Mechanism mechanism(std::uint32_t stage) const {
    return stages.empty() ? seats.mechanism : stages[stage].mechanism;
  }
  [[nodiscard]] bool per_programme(std::uint32_t stage) const {
    return stages.empty() ? table.per_programme : stages[stage].per_programme;
  }
};

/// The mechanisms of all stages, separated by commas.
[[nodiscard]] std::string mechanism_names(const Frozen& frozen);

inline constexpr std::string_view other_class = "other";

}  // namespace mengpaneel::place
