// SPDX-License-Identifier: EUPL-1.2
#pragma once
// What several checks ask of the rules. Criteria are bits, as in Term.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "place/rules/rules.hpp"

namespace mengpaneel::place {

/// The pools for all programmes, or those of an override.
struct PoolSet {
  const std::vector<Pool>* pools;
  const Override* of;  ///< null: for all
};
[[nodiscard]] std::vector<PoolSet> pool_sets(const Rules& rules);

/// A stage, also where the rules have one only and call it no stage.
struct StageView {
  SourcePosition at;
  Mechanism mechanism;
  Numbers numbers;
  SourcePosition at_numbers;  ///< line 0: not said
  bool one_rank_only;
};
[[nodiscard]] std::vector<StageView> stage_views(const Rules& rules);

/// False where in every stage the number alone decides within a pool.
[[nodiscard]] bool priority_counts(const Rules& rules);

/// An expression that decides about seats: who may take one, or who goes first.
struct Use {
  const Expression* expression;
  bool open_to;
  const Override* of;  ///< null: for all programmes
};
/// In the order of the file, overrides last; priority only where it counts.
[[nodiscard]] std::vector<Use> uses_for_seats(const Rules& rules);

/// Criteria that must hold, or must not, in some term.
[[nodiscard]] std::uint64_t required_in(const Expression& expression);
[[nodiscard]] std::uint64_t forbidden_in(const Expression& expression);
[[nodiscard]] std::uint64_t criteria_in(const Expression& expression);

/// Criteria that another criterion looks at.
[[nodiscard]] std::uint64_t references_of(const Criterion& criterion);

/// True when `narrow` never holds where `wide` does not, as far as the terms show it: `a & b` is in `a | c`.
[[nodiscard]] bool implies(const Expression& narrow, const Expression& wide);
/// Of pools: everyone who may take a seat in `narrow` may take one in `wide`.
[[nodiscard]] bool admits_all_of(const Pool& wide, const Pool& narrow);

/// Criteria that everyone in `with` meets and nobody in `without`: lists apart. None where a pool is for
/// everyone.
[[nodiscard]] std::uint64_t criteria_between(const Pool& with, const Pool& without);

/// `at`, or where it is not said, `otherwise`.
[[nodiscard]] inline SourcePosition said_at(SourcePosition at, SourcePosition otherwise) {
  return at.line == 0 ? otherwise : at;
}

}  // namespace mengpaneel::place
