// SPDX-License-Identifier: EUPL-1.2
#include "verify/class_names.hpp"

#include <algorithm>

namespace mengpaneel::verify {

std::string canonical_expression(std::string_view expression) {
  std::string result;
  for (const char sign : expression) {
    if (sign == '&' || sign == '|') {
      result.append(" ").append(1, sign).append(" ");
    } else if (sign != ' ' && sign != '\t' && sign != '\n' && sign != '\r') {
      result.push_back(sign);
    }
  }
  return result;
}

ClassNames::ClassNames(std::string_view policy_toml, const SeatsTable& seats)
    : possible_(seats.pools.size()), has_rules_(seats.pools.size(), false), learned_(seats.pools.size()) {
  const std::vector<PoolRule> found = find_pool_rules(policy_toml);
  for (const PoolRule& pool_rule : found) {
    Rule rule{pool_rule.classes, {}};
    for (const std::string& name : rule.names) {
      append_field(rule.fields.emplace_back(), name);
    }
    rules_.push_back(std::move(rule));
  }
  for (std::uint32_t pool = 0; pool < seats.pools.size(); ++pool) {
    for (std::uint32_t rule = 0; rule < found.size(); ++rule) {
      if (found[rule].pool == seats.pools[pool].name) {
        possible_[pool].push_back(rule);
      }
    }
    has_rules_[pool] = !possible_[pool].empty();
  }
}

std::optional<std::string_view> ClassNames::known(std::uint32_t pool, std::uint32_t class_index) const {
  if (!has_rules_[pool]) {
    const auto learned = std::ranges::find(learned_[pool], class_index, &Learned::class_index);
    return learned == learned_[pool].end() ? std::nullopt : std::optional<std::string_view>(learned->field);
  }
  std::optional<std::string_view> name;
  for (const std::uint32_t rule : possible_[pool]) {
    if (class_index >= rules_[rule].fields.size()) {
      continue;
    }
    if (name && *name != rules_[rule].fields[class_index]) {
      return std::nullopt;
    }
    name = rules_[rule].fields[class_index];
  }
  return name;
}

bool ClassNames::accept(std::uint32_t pool, std::uint32_t class_index, std::string_view name) {
  if (!has_rules_[pool]) {
    const auto learned = std::ranges::find(learned_[pool], class_index, &Learned::class_index);
    if (learned != learned_[pool].end()) {
      return learned->name == name;
    }
    Learned& fresh = learned_[pool].emplace_back(class_index, std::string(name), std::string());
    append_field(fresh.field, name);
    return true;
  }
  std::vector<std::uint32_t> still;
  for (const std::uint32_t rule : possible_[pool]) {
    if (class_index < rules_[rule].names.size() && rules_[rule].names[class_index] == name) {
      still.push_back(rule);
    }
  }
  if (still.empty()) {
    return false;
  }
  possible_[pool] = std::move(still);
  return true;
}

}  // namespace mengpaneel::verify
