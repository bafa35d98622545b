// SPDX-License-Identifier: EUPL-1.2
#include "app/place_round.hpp"

#include <utility>

#include "app/outcome_files.hpp"
#include "io/tables/frozen_tables.hpp"
#include "place/mechanisms/mechanisms.hpp"

namespace mengpaneel::app {

base::Result<place::Draw> make_draw(const DrawChoice& choice, const std::string& frozen_digest) {
  if (choice.parties.empty()) {
    return place::Draw{choice.seed, {}};
  }
  return place::real_draw(choice.parties, frozen_digest, choice.file);
}

base::Result<void> check_mechanism(const place::Rules& rules, place::Mechanism mechanism) {
  if (place::mechanism_entry(mechanism).needs_single_number &&
      rules.numbers == place::Numbers::per_programme) {
    return base::fail({base::ErrorCode::mechanism_needs_single_number, rules.file, rules.at_mechanism.line,
                       rules.at_mechanism.column, "lottery.numbers", place::mechanism_name(mechanism),
                       "single | given"});
  }
  if (!rules.groups.empty() && !place::mechanism_entry(mechanism).places_groups) {
    return base::fail({base::ErrorCode::groups_need_deferred_acceptance,
                       rules.file,
                       rules.groups.front().at.line,
                       rules.groups.front().at.column,
                       "groups",
                       place::mechanism_name(mechanism),
                       {}});
  }
  return {};
}

base::Result<FrozenRound> freeze_round(const RoundPackage& package,
                                       std::optional<place::Mechanism> mechanism) {
  place::Rules changed;
  const place::Rules* rules = &package.rules;
  if (mechanism && !rules->stages.empty()) {
    return base::fail({base::ErrorCode::stages_and_mechanism,
                       rules->file,
                       rules->stages.front().at.line,
                       rules->stages.front().at.column,
                       "stage",
                       place::mechanism_name(*mechanism),
                       {}});
  }
  if (mechanism && *mechanism != package.rules.mechanism) {
    changed = package.rules;
    changed.mechanism = *mechanism;
    rules = &changed;
  }
  if (base::Result<void> fits = check_mechanism(*rules, rules->mechanism); !fits) {
    return std::unexpected(std::move(fits.error()));
  }
  base::Result<place::FreezeResult> result = place::freeze(package.round, *rules);
  if (!result) {
    return std::unexpected(std::move(result.error()));
  }
  FrozenRound frozen;
  frozen.freeze = std::move(*result);
  frozen.frozen_csv = io::tables::write_frozen(frozen.freeze.frozen);
  frozen.seats_csv = io::tables::write_seats(frozen.freeze.frozen);
  frozen.policy_toml = package.policy_toml;
  frozen.digest = place::frozen_digest(frozen.frozen_csv, frozen.policy_toml, frozen.seats_csv);
  return frozen;
}

base::Result<PlacedRound> place_round(const RoundPackage& package, std::optional<place::Mechanism> mechanism,
                                      const DrawChoice& draw) {
  base::Result<FrozenRound> frozen = freeze_round(package, mechanism);
  if (!frozen) {
    return std::unexpected(std::move(frozen.error()));
  }
  base::Result<place::Draw> made = make_draw(draw, frozen->digest);
  if (!made) {
    return std::unexpected(std::move(made.error()));
  }
  PlacedRound placed{std::move(*frozen), std::move(*made), {}, {}, {}};
  placed.outcome = place::place(placed.frozen.freeze.frozen, placed.draw.seed);
  placed.summary = place::summarise(package.round, placed.frozen.freeze, placed.outcome, placed.draw.seed);
  write_outcome_files(package, placed);
  return placed;
}

}  // namespace mengpaneel::app
