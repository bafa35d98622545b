// SPDX-License-Identifier: EUPL-1.2
#include "app/place_round.hpp"

#include <utility>

#include "base/version.hpp"
#include "io/tables/certificate_json.hpp"
#include "io/tables/frozen_tables.hpp"
#include "io/tables/outcome_tables.hpp"
#include "io/tables/summary_json.hpp"
#include "place/mechanisms/mechanisms.hpp"

namespace mengpaneel::app {

namespace {

io::tables::Certificate certificate_of(const RoundPackage& package, const PlacedRound& placed) {
  io::tables::Certificate certificate;
  certificate.version = base::version;
  const place::Frozen& frozen = placed.frozen.freeze.frozen;
  certificate.mechanism = place::mechanism_names(frozen);
  for (std::uint32_t stage = 0; stage < frozen.stage_count(); ++stage) {
    certificate.numbers.append(stage == 0 ? "" : ",");
    certificate.numbers += frozen.table.given            ? "given"
                           : frozen.per_programme(stage) ? "per-programme"
                                                         : "single";
  }
  certificate.draw = placed.draw;
  certificate.frozen_digest = placed.frozen.digest;
  certificate.inputs = package.digests;
  for (const NamedBytes& file : placed.files) {
    certificate.outputs.emplace_back(file.name, base::to_hex(base::sha256(file.bytes)));
  }
  return certificate;
}

}  // namespace

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
                       rules.at_mechanism.column, "numbers", "per-programme", "single"});
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
  const place::Frozen& table = placed.frozen.freeze.frozen;
  placed.outcome = place::place(table, placed.draw.seed);
  placed.summary = place::summarise(package.round, placed.frozen.freeze, placed.outcome, placed.draw.seed);
  placed.files.push_back({"cutoffs.csv", io::tables::write_cutoffs(table, placed.outcome)});
  placed.files.push_back({"decisions.csv", io::tables::write_decisions(table, placed.outcome)});
  placed.files.push_back({"frozen.csv", std::move(placed.frozen.frozen_csv)});
  placed.files.push_back({"placements.csv", io::tables::write_placements(table, placed.outcome)});
  placed.files.push_back({"policy.toml", placed.frozen.policy_toml});
  placed.files.push_back({"seats.csv", std::move(placed.frozen.seats_csv)});
  placed.files.push_back(
      {"summary.json", io::tables::write_summary(
                           placed.summary, {placed.draw.is_rehearsal(), place::mechanism_names(table)})});
  placed.files.push_back({"waiting_lists.csv", io::tables::write_waiting_lists(table, placed.outcome)});
  placed.files.push_back(
      {"certificate.json", io::tables::write_certificate(certificate_of(package, placed))});
  return placed;
}

}  // namespace mengpaneel::app
