// SPDX-License-Identifier: EUPL-1.2
// May a seat stay empty that somebody wants, and may a school get more pupils than it has seats? Overflow
// goes forward only (docs/formats.md, Seats), so a pool that is not for everyone strands what it leaves when
// nothing comes after it.
#include <algorithm>
#include <string>

#include "place/lint/checks.hpp"
#include "place/lint/rule_view.hpp"

namespace mengpaneel::place::check {

/// A pool for everyone only has seats left when nobody else wants one.
LintHits quota_leaves_seats_empty(const Rules& rules) {
  LintHits hits;
  for (const PoolSet& set : pool_sets(rules)) {
    for (const Pool& pool : *set.pools) {
      const bool for_some = pool.open_to.has_value() || pool.within_class == WithinClass::listed;
      if (pool.unfilled == Unfilled::empty && for_some && &pool != &set.pools->back()) {
        hits.push_back({pool.at_unfilled, {{"pool", pool.name}}});
      }
    }
  }
  return hits;
}

LintHits last_pool_closed(const Rules& rules) {
  LintHits hits;
  for (const PoolSet& set : pool_sets(rules)) {
    const Pool& last = set.pools->back();
    const bool others_are_shut_out =
        std::ranges::any_of(*set.pools, [&last](const Pool& pool) { return !admits_all_of(last, pool); });
    if (others_are_shut_out) {
      hits.push_back({last.open_to->at, {{"pool", last.name}, {"expression", last.open_to->text}}});
    }
  }
  return hits;
}

LintHits only_for_some(const Rules& rules) {
  LintHits hits;
  for (const PoolSet& set : pool_sets(rules)) {
    const Pool& last = set.pools->back();
    const bool is_for_all_who_may =
        std::ranges::all_of(*set.pools, [&last](const Pool& pool) { return admits_all_of(last, pool); });
    if (last.open_to.has_value() && is_for_all_who_may) {
      hits.push_back({last.open_to->at, {{"expression", last.open_to->text}}});
    }
  }
  return hits;
}

LintHits takes_all_who_qualify(const Rules& rules) {
  LintHits hits;
  for (const PoolSet& set : pool_sets(rules)) {
    for (const Pool& pool : *set.pools) {
      if (pool.seats.kind == SeatsKind::as_needed) {
        hits.push_back({pool.at_seats, {{"pool", pool.name}}});
      }
    }
  }
  return hits;
}

LintHits sitting_pupils_subtracted(const Rules& rules) {
  LintHits hits;
  for (const PoolSet& set : pool_sets(rules)) {
    for (const Pool& pool : *set.pools) {
      if (pool.less.has_value()) {
        hits.push_back({pool.at_less, {{"pool", pool.name}, {"column", *pool.less}}});
      }
    }
  }
  return hits;
}

}  // namespace mengpaneel::place::check
