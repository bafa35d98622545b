// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Names of priority classes. frozen.csv has their numbers only; the names stand in policy.toml as the
// `priority` of a pool (decision 7). Which [[override]] holds for a programme needs the round, so a pool's
// names must agree with one and the same list among those that policy.toml gives to a pool of that name.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verify/seats_table.hpp"

namespace mengpaneel::verify {

/// The names of a pool's classes, by class_index, the last of them `other`.
struct PoolRule {
  std::string pool;
  std::vector<std::string> classes;
};

/// Every table of a TOML text that has a `name`, with its `priority` as class names. Reads as much TOML as
/// that takes and stops at the first thing that is not TOML.
[[nodiscard]] std::vector<PoolRule> find_pool_rules(std::string_view policy_toml);

/// An expression with one blank around `&` and `|`, and none elsewhere.
[[nodiscard]] std::string canonical_expression(std::string_view expression);

class ClassNames {
 public:
  ClassNames(std::string_view policy_toml, const SeatsTable& seats);

  /// The name as a CSV field, where only one is possible by the rules and by what was accepted before.
  [[nodiscard]] std::optional<std::string_view> known(std::uint32_t pool, std::uint32_t class_index) const;

  /// Whether `name` is possible; if so, what contradicts it is not possible any more.
  bool accept(std::uint32_t pool, std::uint32_t class_index, std::string_view name);

 private:
  struct Rule {
    std::vector<std::string> names;
    std::vector<std::string> fields;
  };
  struct Learned {
    std::uint32_t class_index;
    std::string name;
    std::string field;
  };
  std::vector<Rule> rules_;
  std::vector<std::vector<std::uint32_t>> possible_;  ///< rules by pool
  std::vector<bool> has_rules_;                       ///< by pool; without rules names are learned
  std::vector<std::vector<Learned>> learned_;         ///< by pool
};

}  // namespace mengpaneel::verify
