// SPDX-License-Identifier: EUPL-1.2
#include "app/outcome_files.hpp"

#include <algorithm>
#include <utility>

#include "base/version.hpp"
#include "io/tables/certificate_json.hpp"
#include "io/tables/outcome_tables.hpp"
#include "io/tables/summary_json.hpp"

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

void write_outcome_files(const RoundPackage& package, PlacedRound& placed) {
  const place::Frozen& table = placed.frozen.freeze.frozen;
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
  std::ranges::sort(placed.files, {}, &NamedBytes::name);
  placed.files.push_back(
      {"certificate.json", io::tables::write_certificate(certificate_of(package, placed))});
}

}  // namespace mengpaneel::app
