// SPDX-License-Identifier: EUPL-1.2
#include "app/compare_mechanisms.hpp"

#include <utility>

#include "place/blocking.hpp"

namespace mengpaneel::app {

namespace {

std::vector<place::Mechanism> allowed_by(const place::Rules& rules) {
  std::vector<place::Mechanism> allowed;
  for (const place::Mechanism mechanism : place::all_mechanisms) {
    if (check_mechanism(rules, mechanism)) {
      allowed.push_back(mechanism);
    }
  }
  return allowed;
}

}  // namespace

base::Result<Comparison> compare_mechanisms(const RoundPackage& package,
                                            std::span<const place::Mechanism> mechanisms,
                                            const DrawChoice& draw) {
  const place::Rules& rules = package.rules;
  std::vector<place::Mechanism> chosen(mechanisms.begin(), mechanisms.end());
  if (chosen.empty()) {
    chosen = allowed_by(rules);
  }
  for (const place::Mechanism mechanism : chosen) {
    if (base::Result<void> fits = check_mechanism(rules, mechanism); !fits) {
      return std::unexpected(std::move(fits.error()));
    }
  }
  // A mechanism of its own is refused for a round of several stages.
  base::Result<FrozenRound> frozen =
      freeze_round(package, rules.stages.empty() ? std::nullopt : std::optional(chosen.front()));
  if (!frozen) {
    return std::unexpected(std::move(frozen.error()));
  }
  base::Result<place::Draw> made = make_draw(draw, frozen->digest);
  if (!made) {
    return std::unexpected(std::move(made.error()));
  }
  Comparison comparison{std::move(*made), {}};
  for (const place::Mechanism mechanism : chosen) {
    frozen->freeze.frozen.seats.mechanism = mechanism;
    const place::Outcome outcome = place::place(frozen->freeze.frozen, comparison.draw.seed);
    place::Summary summary = place::summarise(package.round, frozen->freeze, outcome, comparison.draw.seed);
    summary.blocking_pairs =
        place::count_blocking_by_key(frozen->freeze.frozen, outcome, comparison.draw.seed).pairs;
    comparison.rows.push_back({mechanism, std::move(summary)});
  }
  return comparison;
}

}  // namespace mengpaneel::app
