// SPDX-License-Identifier: EUPL-1.2
#include "place/explain/what_if.hpp"

#include <algorithm>

#include "place/explain/reason.hpp"

namespace mengpaneel::place {

namespace {

bool is_same(const Standing& left, const Standing& right) {
  return left.class_index == right.class_index && left.order == right.order && left.number == right.number;
}

}  // namespace

WhatIf what_if(const Decision& decision, const ExplainContext& context) {
  WhatIf result;
  const PoolContext* pool = context.pool(decision.programme_id, decision.pool);
  if (decision.outcome != DecisionOutcome::rejected || !decision.own || !decision.cutoff || pool == nullptr ||
      !pool->safe || !is_same(pool->safe->cutoff, *decision.cutoff)) {
    return result;
  }
  const Standing& own = *decision.own;
  const Standing& safe = pool->safe->safe;
  const bool smaller_number = compare_numbers(own.number, safe.number) == std::strong_ordering::less;
  const bool by_number = context.mechanism == Mechanism::serial_dictatorship ||
                         (own.class_index == safe.class_index && own.order == safe.order);
  if (by_number && safe.number.find_first_not_of('0') != std::string::npos) {  // nothing is below zero
    result.number_below = safe.number;
  }
  if (context.mechanism == Mechanism::serial_dictatorship) {
    return result;
  }
  if (pool->within_class == WithinClass::distance && own.class_index == safe.class_index && safe.order > 0 &&
      own.order >= safe.order) {
    result.metres_below = safe.order;
  }
  const bool same_class_serves = own.order < safe.order || (own.order == safe.order && smaller_number);
  if (same_class_serves && safe.class_index < own.class_index) {
    result.class_index = safe.class_index;
  } else if (safe.class_index > 0 && own.class_index > 0) {
    result.class_index = std::min(safe.class_index, own.class_index) - 1;
  }
  return result;
}

}  // namespace mengpaneel::place
