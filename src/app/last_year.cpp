// SPDX-License-Identifier: EUPL-1.2
#include "app/last_year.hpp"

#include <utility>

#include "place/freeze.hpp"

namespace mengpaneel::app {

base::Result<LastYear> freeze_last_year(const RoundPackage& package, const place::Round& last_year,
                                        std::optional<place::Mechanism> mechanism,
                                        const std::string& policy) {
  place::MatchedRound matched =
      place::at_programmes(package.round.programmes, last_year, package.rules.maximum_preferences);
  if (matched.round.preferences.programme.empty()) {
    return base::fail({.code = base::ErrorCode::nothing_in_common, .file = "preferences.csv"});
  }
  place::Rules rules = package.rules;
  rules.file = policy;
  rules.mechanism = mechanism.value_or(rules.mechanism);
  for (place::ListRule& rule : rules.lists) {
    rule.short_list = place::ShortList::warn;
  }
  base::Result<place::FreezeResult> result = place::freeze(matched.round, rules);
  if (!result) {
    return std::unexpected(std::move(result.error()));
  }
  return LastYear{std::move(result->frozen), std::move(matched.unmatched)};
}

}  // namespace mengpaneel::app
