// SPDX-License-Identifier: EUPL-1.2
// Whatever the bytes, the rule file is read or refused; what was read holds together, and every fault has its
// words. What was read can be linted, and every finding has a line and a sentence.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <variant>

#include "base/text.hpp"
#include "io/policy_toml.hpp"
#include "place/lint/lint.hpp"

namespace {

using mengpaneel::place::Expression;
using mengpaneel::place::Pool;
using mengpaneel::place::Rules;

void require(bool holds) {
  if (!holds) {
    std::abort();
  }
}

void check_expression(const Expression& expression, const Rules& rules) {
  const std::size_t count = rules.criteria.size();
  const std::uint64_t known =
      count == Rules::criteria_max ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
  require(!expression.terms.empty() && !expression.text.empty());
  for (const auto& term : expression.terms) {
    require(((term.require | term.forbid) & ~known) == 0);
    require((term.require & term.forbid) == 0);
    require((term.require | term.forbid) != 0);
  }
}

void check_pools(const std::vector<Pool>& pools, const Rules& rules) {
  using mengpaneel::place::SeatsKind;
  require(!pools.empty() && pools.size() <= Rules::pools_max);
  std::size_t rest_count = 0;
  bool as_needed = false;
  for (const Pool& pool : pools) {
    require(!pool.name.empty() && pool.at.line > 0);
    require(pool.seats.share_ppm <= 1'000'000);
    rest_count += pool.seats.kind == SeatsKind::rest ? 1U : 0U;
    as_needed = as_needed || pool.seats.kind == SeatsKind::as_needed;
    for (const Expression& expression : pool.priority) {
      check_expression(expression, rules);
    }
    if (pool.open_to.has_value()) {
      check_expression(*pool.open_to, rules);
    }
  }
  require(rest_count <= 1);
  require(!as_needed || pools.back().seats.kind == SeatsKind::rest);
}

void check_rules(const Rules& rules) {
  require(rules.criteria.size() <= Rules::criteria_max);
  check_pools(rules.pools, rules);
  for (const auto& rule : rules.overrides) {
    check_pools(rule.pools, rules);
    require(rule.where.has_value() != !rule.programmes.empty());
  }
  for (const auto& criterion : rules.criteria) {
    if (const auto* mixes = std::get_if<mengpaneel::place::MixesTest>(&criterion.test)) {
      require(mixes->towards < rules.criteria.size());
    }
    if (const auto* nearest = std::get_if<mengpaneel::place::NearestTest>(&criterion.test)) {
      for (const auto& at_least : nearest->at_least) {
        require(at_least.criterion < rules.criteria.size());
      }
    }
  }
}

void check_lint(const Rules& rules) {
  using mengpaneel::base::texts::Language;
  for (const auto& finding : mengpaneel::place::lint(rules)) {
    require(finding.at.line > 0);
    require(!mengpaneel::place::lint_sentence(Language::nl, finding).empty());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto rules = mengpaneel::io::parse_policy(bytes, "policy.toml");
  if (rules.has_value()) {
    check_rules(*rules);
    check_lint(*rules);
    return 0;
  }
  require(rules.error().total() > 0);
  for (const auto& error : rules.error().shown()) {
    require(!mengpaneel::base::texts::error_message(mengpaneel::base::texts::Language::nl, error).empty());
  }
  return 0;
}
