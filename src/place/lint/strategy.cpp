// SPDX-License-Identifier: EUPL-1.2
// Is it wise to give the true order, and for whom? Deferred acceptance and picking in turn are strategy-proof
// for pupils as long as what a pool chooses does not depend on the lists: pools in a fixed order, each with
// its own order of pupils, give a choice that is substitutable and obeys the law of aggregate demand
// (Hatfield & Milgrom 2005). What ends it: a rule that looks at the position in the list, a second stage,
// groups, another mechanism. A bounded list leaves the order alone, and makes tactical which schools are on
// it (Haeringer & Klijn 2009).
#include <algorithm>
#include <string>
#include <variant>

#include "place/lint/checks.hpp"
#include "place/lint/rule_view.hpp"
#include "place/mechanisms/mechanisms.hpp"

namespace mengpaneel::place::check {

/// In a stage of one rank each pupil stands at one school, and all mechanisms are alike: there the stages are
/// the tactics.
LintHits mechanism_rewards_tactics(const Rules& rules) {
  LintHits hits;
  for (const StageView& stage : stage_views(rules)) {
    if (!stage.one_rank_only && !mechanism_entry(stage.mechanism).strategy_proof) {
      hits.push_back({stage.at, {{"mechanism", std::string(mechanism_name(stage.mechanism))}}});
    }
  }
  return hits;
}

LintHits stages_reward_tactics(const Rules& rules) {
  if (rules.stages.size() < 2) {
    return {};
  }
  return {{rules.stages[1].at, {{"count", std::to_string(rules.stages.size())}}}};
}

LintHits choice_rank_counts(const Rules& rules) {
  LintHits hits;
  for (std::size_t index = 0; index < rules.criteria.size(); ++index) {
    if (!std::holds_alternative<RankTest>(rules.criteria[index].test)) {
      continue;
    }
    for (const Use& use : uses_for_seats(rules)) {
      if ((criteria_in(*use.expression) >> index & 1U) != 0) {
        hits.push_back({use.expression->at, {{"criterion", rules.criteria[index].name}}});
        break;
      }
    }
  }
  return hits;
}

LintHits groups_without_guarantee(const Rules& rules) {
  LintHits hits;
  for (const GroupRule& group : rules.groups) {
    hits.push_back({group.at, {{"kind", group.kind}}});
  }
  return hits;
}

LintHits short_list_refused(const Rules& rules) {
  LintHits hits;
  for (const ListRule& list : rules.lists) {
    if (list.short_list == ShortList::refuse && list.minimum > 1) {
      hits.push_back({said_at(list.at_short_list, list.at), {{"count", std::to_string(list.minimum)}}});
    }
  }
  return hits;
}

LintHits list_maximum(const Rules& rules) {
  if (rules.maximum_preferences.value_or(1) == 1) {  // 1: one_school_only
    return {};
  }
  return {{rules.at_maximum_preferences, {{"count", std::to_string(*rules.maximum_preferences)}}}};
}

LintHits list_appended(const Rules& rules) {
  LintHits hits;
  for (const ListRule& list : rules.lists) {
    if (list.append.has_value()) {
      hits.push_back({list.append->at, {{"expression", list.append->text}}});
    }
  }
  return hits;
}

LintHits truth_is_best(const Rules& rules) {
  const bool is_true = mechanism_rewards_tactics(rules).empty() && stages_reward_tactics(rules).empty() &&
                       choice_rank_counts(rules).empty() && groups_without_guarantee(rules).empty() &&
                       rules.maximum_preferences != 1;
  return is_true ? LintHits{{stage_views(rules).front().at}} : LintHits{};
}

}  // namespace mengpaneel::place::check
