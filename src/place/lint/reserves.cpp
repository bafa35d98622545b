// SPDX-License-Identifier: EUPL-1.2
// What the order of pools does to a reserve. A pool is a reserve when another pool is open to its group and
// to others. Reserve first: the best placed of the group take the reserved seats, the others of the group
// compete for the open ones with what is left of their luck; so the reserve is a minimum, which does nothing
// when the group would have got as many seats anyway. Open first: the best placed of the group take open
// seats, and the reserve comes on top (Dur, Kominers, Pathak & Sönmez 2018; in Boston walk-zone seats that
// were filled first did almost nothing). A group that goes before everyone in the open pool too gets the same
// seats in either order, and without the reserve.
#include <algorithm>
#include <optional>
#include <string>

#include "place/lint/checks.hpp"
#include "place/lint/rule_view.hpp"

namespace mengpaneel::place::check {

namespace {

enum class Effect : std::uint8_t { none, minimum, on_top };

bool is_wider(const Pool& wide, const Pool& narrow) {
  return wide.seats.kind != SeatsKind::as_needed && admits_all_of(wide, narrow) &&
         !admits_all_of(narrow, wide);
}

/// The first classes of `open` hold the whole group and nobody else.
bool goes_first_in(const Pool& open, const Pool& reserve) {
  Expression first_classes;
  for (const Expression& expression : open.priority) {
    if (!implies(expression, *reserve.open_to)) {
      break;
    }
    first_classes.terms.insert(first_classes.terms.end(), expression.terms.begin(), expression.terms.end());
  }
  return implies(*reserve.open_to, first_classes);
}

/// Lists apart are named as such (law.cpp); that each is a minimum too says nothing more.
bool is_list_apart(const std::vector<Pool>& pools, const Pool& pool) {
  return std::ranges::any_of(pools, [&pool](const Pool& other) {
    return criteria_between(pool, other) != 0 || criteria_between(other, pool) != 0;
  });
}

/// Nothing when the pool is no reserve.
std::optional<Effect> effect_of(const std::vector<Pool>& pools, std::size_t reserve, bool with_priority) {
  if (!pools[reserve].open_to.has_value() || pools[reserve].seats.kind == SeatsKind::as_needed ||
      is_list_apart(pools, pools[reserve])) {
    return std::nullopt;
  }
  std::optional<Effect> effect;
  bool always_first = with_priority;
  for (std::size_t other = 0; other < pools.size(); ++other) {
    if (!is_wider(pools[other], pools[reserve])) {
      continue;
    }
    always_first = always_first && goes_first_in(pools[other], pools[reserve]);
    if (!effect.has_value()) {  // what comes first decides who is left for the reserve
      effect = other < reserve ? Effect::on_top : Effect::minimum;
    }
  }
  return effect.has_value() && always_first ? Effect::none : effect;
}

LintHits reserves_with(const Rules& rules, Effect wanted) {
  LintHits hits;
  const bool with_priority = priority_counts(rules);
  for (const PoolSet& set : pool_sets(rules)) {
    for (std::size_t index = 0; index < set.pools->size(); ++index) {
      const Pool& pool = (*set.pools)[index];
      if (effect_of(*set.pools, index, with_priority) == wanted) {
        hits.push_back({pool.at_seats, {{"pool", pool.name}, {"expression", pool.open_to->text}}});
      }
    }
  }
  return hits;
}

}  // namespace

LintHits reserve_without_effect(const Rules& rules) { return reserves_with(rules, Effect::none); }

LintHits reserve_is_minimum(const Rules& rules) { return reserves_with(rules, Effect::minimum); }

LintHits reserve_on_top(const Rules& rules) { return reserves_with(rules, Effect::on_top); }

}  // namespace mengpaneel::place::check
