// SPDX-License-Identifier: EUPL-1.2
// Who gains from the draw, and where no draw decides. Of a group with the best of n numbers, the chance to be
// under x is 1 - (1 - x)^n; with the worst it is x^n; the mean lies in the middle, which is good at most
// schools and bad at the most wanted. One number for a household gives each child the chance of an only
// child.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "place/lint/checks.hpp"
#include "place/lint/rule_view.hpp"

namespace mengpaneel::place::check {

namespace {

/// Where a group draws as one its members' numbers are equal, and the best is no better than another.
LintHits groups_with(const Rules& rules, GroupNumber number) {
  LintHits hits;
  for (const GroupRule& group : rules.groups) {
    if (group.number == number && rules.drawn_for != DrawnFor::group) {
      hits.push_back({said_at(group.at_number, group.at), {{"kind", group.kind}}});
    }
  }
  return hits;
}

}  // namespace

LintHits group_number_advantage(const Rules& rules) { return groups_with(rules, GroupNumber::best); }

LintHits group_number_disadvantage(const Rules& rules) { return groups_with(rules, GroupNumber::worst); }

LintHits group_number_middle(const Rules& rules) { return groups_with(rules, GroupNumber::mean); }

LintHits one_number_together(const Rules& rules) {
  return rules.drawn_for == DrawnFor::pupil ? LintHits{} : LintHits{{rules.at_drawn_for}};
}

/// In a stage of one rank, or a list of one, each pupil stands at one school: a number a school is a number a
/// pupil.
LintHits number_per_programme(const Rules& rules) {
  if (rules.maximum_preferences == 1) {
    return {};
  }
  for (const StageView& stage : stage_views(rules)) {
    if (stage.numbers == Numbers::per_programme && !stage.one_rank_only) {
      return {{stage.at_numbers}};
    }
  }
  return {};
}

/// Serial dictatorship leaves distance out of the order; a pool that takes all has no order to speak of.
LintHits distance_decides(const Rules& rules) {
  LintHits hits;
  std::vector<std::string_view> named;
  for (const PoolSet& set : pool_sets(rules)) {
    for (const Pool& pool : *set.pools) {
      if (pool.within_class != WithinClass::distance || pool.seats.kind == SeatsKind::as_needed ||
          !priority_counts(rules) || std::ranges::find(named, pool.name) != named.end()) {
        continue;
      }
      named.emplace_back(pool.name);
      if (hits.empty()) {
        hits.push_back({pool.at_within_class, {{"pool", pool.name}}});
      } else {
        hits.front().arguments.front().value += "”, “" + pool.name;
      }
    }
  }
  return hits;
}

LintHits listed_needs_file(const Rules& rules) {
  LintHits hits;
  for (const PoolSet& set : pool_sets(rules)) {
    for (const Pool& pool : *set.pools) {
      if (pool.within_class == WithinClass::listed) {
        hits.push_back({pool.at_within_class, {{"pool", pool.name}}});
      }
    }
  }
  return hits;
}

}  // namespace mengpaneel::place::check
