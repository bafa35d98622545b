// SPDX-License-Identifier: EUPL-1.2
#include "place/lint/rule_view.hpp"

#include <algorithm>
#include <variant>

namespace mengpaneel::place {

std::vector<PoolSet> pool_sets(const Rules& rules) {
  std::vector<PoolSet> sets{{.pools = &rules.pools, .of = nullptr}};
  for (const Override& rule : rules.overrides) {
    sets.push_back({.pools = &rule.pools, .of = &rule});
  }
  return sets;
}

std::vector<StageView> stage_views(const Rules& rules) {
  if (rules.stages.empty()) {
    return {{.at = rules.at_mechanism,
             .mechanism = rules.mechanism,
             .numbers = rules.numbers,
             .at_numbers = rules.at_numbers,
             .one_rank_only = false}};
  }
  std::vector<StageView> views;
  for (const StageRule& stage : rules.stages) {
    views.push_back({.at = said_at(stage.at_mechanism, stage.at),
                     .mechanism = stage.mechanism,
                     .numbers = stage.numbers,
                     .at_numbers = said_at(stage.at_numbers, rules.at_numbers),
                     .one_rank_only = stage.rank_from == stage.rank_to});
  }
  return views;
}

bool priority_counts(const Rules& rules) {
  return std::ranges::any_of(stage_views(rules), [](const StageView& stage) {
    return stage.mechanism != Mechanism::serial_dictatorship;
  });
}

std::vector<Use> uses_for_seats(const Rules& rules) {
  std::vector<Use> uses;
  const bool with_priority = priority_counts(rules);
  for (const PoolSet& set : pool_sets(rules)) {
    for (const Pool& pool : *set.pools) {
      if (pool.open_to.has_value()) {
        uses.push_back({.expression = &*pool.open_to, .open_to = true, .of = set.of});
      }
      for (const Expression& expression : pool.priority) {
        if (with_priority) {
          uses.push_back({.expression = &expression, .open_to = false, .of = set.of});
        }
      }
    }
  }
  return uses;
}

std::uint64_t required_in(const Expression& expression) {
  std::uint64_t bits = 0;
  for (const Term& term : expression.terms) {
    bits |= term.require;
  }
  return bits;
}

std::uint64_t forbidden_in(const Expression& expression) {
  std::uint64_t bits = 0;
  for (const Term& term : expression.terms) {
    bits |= term.forbid;
  }
  return bits;
}

std::uint64_t criteria_in(const Expression& expression) {
  return required_in(expression) | forbidden_in(expression);
}

std::uint64_t references_of(const Criterion& criterion) {
  const auto bit = [](std::uint32_t index) { return std::uint64_t{1} << index; };
  if (const auto* nearest = std::get_if<NearestTest>(&criterion.test)) {
    std::uint64_t bits = nearest->among.has_value() ? criteria_in(*nearest->among) : 0;
    for (const AtLeast& at_least : nearest->at_least) {
      bits |= bit(at_least.criterion);
    }
    return bits;
  }
  if (const auto* mixes = std::get_if<MixesTest>(&criterion.test)) {
    return bit(mixes->towards);
  }
  if (const auto* duo = std::get_if<DuoTest>(&criterion.test)) {
    return bit(duo->some) | bit(duo->not_all);
  }
  return 0;
}

bool implies(const Expression& narrow, const Expression& wide) {
  return std::ranges::all_of(narrow.terms, [&wide](const Term& one) {
    return std::ranges::any_of(wide.terms, [&one](const Term& other) {
      return (other.require & ~one.require) == 0 && (other.forbid & ~one.forbid) == 0;
    });
  });
}

bool admits_all_of(const Pool& wide, const Pool& narrow) {
  return !wide.open_to.has_value() || (narrow.open_to.has_value() && implies(*narrow.open_to, *wide.open_to));
}

std::uint64_t criteria_between(const Pool& with, const Pool& without) {
  if (!with.open_to.has_value() || !without.open_to.has_value()) {
    return 0;
  }
  std::uint64_t bits = ~std::uint64_t{0};
  for (const Term& term : with.open_to->terms) {
    bits &= term.require;
  }
  for (const Term& term : without.open_to->terms) {
    bits &= term.forbid;
  }
  return bits;
}

}  // namespace mengpaneel::place
