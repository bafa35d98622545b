// SPDX-License-Identifier: EUPL-1.2
// Rules that do nothing, or less than they seem to.
#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "place/lint/checks.hpp"
#include "place/lint/rule_view.hpp"
#include "place/lint/subjects.hpp"

namespace mengpaneel::place::check {

namespace {

/// Criteria that some rule names, and those that these look at. Advice counts as used: it is shown.
std::uint64_t used_criteria(const Rules& rules) {
  std::uint64_t used = 0;
  const auto add = [&used](const std::optional<Expression>& expression) {
    used |= expression.has_value() ? criteria_in(*expression) : 0;
  };
  for (const ListRule& list : rules.lists) {
    add(list.when);
    add(list.append);
  }
  for (const Override& rule : rules.overrides) {
    add(rule.where);
  }
  for (const PoolSet& set : pool_sets(rules)) {
    for (const Pool& pool : *set.pools) {
      add(pool.open_to);
      for (const Expression& expression : pool.priority) {
        used |= criteria_in(expression);
      }
    }
  }
  for (std::size_t index = 0; index < rules.criteria.size(); ++index) {
    used |= rules.criteria[index].recommend ? std::uint64_t{1} << index : 0;
  }
  for (std::uint64_t before = 0; before != used;) {
    before = used;
    for (std::size_t index = 0; index < rules.criteria.size(); ++index) {
      used |= (used >> index & 1U) != 0 ? references_of(rules.criteria[index]) : 0;
    }
  }
  return used;
}

bool is_area(const Criterion& criterion) {
  return std::holds_alternative<PostcodeTest>(criterion.test) ||
         std::holds_alternative<WithinTest>(criterion.test) ||
         std::holds_alternative<NearestTest>(criterion.test) ||
         (std::holds_alternative<SameTest>(criterion.test) && is_about(criterion, Subject::area));
}

/// The only class of all pools of a set; null when there are none or more.
const Expression* only_class(const std::vector<Pool>& pools) {
  const Expression* only = nullptr;
  for (const Pool& pool : pools) {
    for (const Expression& expression : pool.priority) {
      if (only != nullptr) {
        return nullptr;
      }
      only = &expression;
    }
    if (pool.open_to.has_value() || pool.within_class != WithinClass::lottery) {
      return nullptr;  // there is more to say of these rules
    }
  }
  return only;
}

}  // namespace

LintHits criterion_unused(const Rules& rules) {
  LintHits hits;
  const std::uint64_t used = used_criteria(rules);
  for (std::size_t index = 0; index < rules.criteria.size(); ++index) {
    if ((used >> index & 1U) == 0) {
      hits.push_back({rules.criteria[index].at, {{"criterion", rules.criteria[index].name}}});
    }
  }
  return hits;
}

LintHits priority_without_effect(const Rules& rules) {
  if (priority_counts(rules)) {
    return {};
  }
  for (const PoolSet& set : pool_sets(rules)) {
    for (const Pool& pool : *set.pools) {
      if (!pool.priority.empty()) {
        return {{pool.priority.front().at}};
      }
      if (pool.within_class == WithinClass::distance) {
        return {{pool.at_within_class}};
      }
    }
  }
  return {};
}

LintHits override_not_in_force(const Rules& rules) {
  LintHits hits;
  for (const Override& rule : rules.overrides) {
    const bool too_early = rule.from.has_value() && rules.date < *rule.from;
    const bool too_late = rule.until.has_value() && rules.date > *rule.until;
    if (too_early || too_late) {
      hits.push_back({rule.at, {{"line", std::to_string(rule.at.line)}, {"date", rules.date}}});
    }
  }
  return hits;
}

LintHits recommend_not_applied(const Rules& rules) {
  LintHits hits;
  for (const Criterion& criterion : rules.criteria) {
    if (criterion.recommend) {
      hits.push_back({criterion.at, {{"criterion", criterion.name}}});
    }
  }
  return hits;
}

LintHits mixes_is_soft(const Rules& rules) {
  LintHits hits;
  for (std::size_t index = 0; index < rules.criteria.size(); ++index) {
    const Criterion& criterion = rules.criteria[index];
    if (!std::holds_alternative<MixesTest>(criterion.test)) {
      continue;
    }
    for (const Use& use : uses_for_seats(rules)) {
      if (!use.open_to && (criteria_in(*use.expression) >> index & 1U) != 0) {
        hits.push_back({use.expression->at, {{"criterion", criterion.name}}});
        break;
      }
    }
  }
  return hits;
}

LintHits area_counts_when_full(const Rules& rules) {
  LintHits hits;
  for (const PoolSet& set : pool_sets(rules)) {
    const Expression* only = priority_counts(rules) ? only_class(*set.pools) : nullptr;
    const std::uint64_t bits = only == nullptr ? 0 : criteria_in(*only);
    if (std::popcount(bits) != 1) {
      continue;
    }
    const Criterion& criterion = rules.criteria[static_cast<std::size_t>(std::countr_zero(bits))];
    if (is_area(criterion)) {
      hits.push_back({only->at, {{"criterion", criterion.name}}});
    }
  }
  return hits;
}

}  // namespace mengpaneel::place::check
