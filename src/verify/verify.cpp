// SPDX-License-Identifier: EUPL-1.2
#include "verify/verify.hpp"

#include <ranges>
#include <utility>

#include "verify/check_certificate.hpp"
#include "verify/check_placements.hpp"
#include "verify/check_round.hpp"
#include "verify/check_summary.hpp"
#include "verify/check_tables.hpp"
#include "verify/check_trades.hpp"
#include "verify/key_order.hpp"
#include "verify/replay.hpp"
#include "verify/replay_groups.hpp"

namespace mengpaneel::verify {

namespace {

void check_presence(const OutcomeFiles& outcome, Findings& findings) {
  const std::pair<std::string_view, const std::optional<std::string_view>&> files[] = {
      {"frozen.csv", outcome.frozen_csv},
      {"seats.csv", outcome.seats_csv},
      {"policy.toml", outcome.policy_toml},
      {"placements.csv", outcome.placements_csv},
      {"decisions.csv", outcome.decisions_csv},
      {"cutoffs.csv", outcome.cutoffs_csv},
      {"waiting_lists.csv", outcome.waiting_lists_csv},
      {"summary.json", outcome.summary_json},
      {"certificate.json", outcome.certificate_json}};
  for (const auto& [name, bytes] : files) {
    if (!bytes) {
      findings.add({.code = FindingCode::file_missing, .file = std::string(name)});
    }
  }
  for (const std::string& name : outcome.other_names) {
    findings.add({.code = FindingCode::file_unexpected, .file = name});
  }
  findings.checked(Claim::files_complete, std::size(files));
}

std::uint64_t first_different_line(std::string_view left, std::string_view right) {
  std::uint64_t line = 1;
  for (std::size_t at = 0; at < left.size() && at < right.size() && left[at] == right[at]; ++at) {
    line += left[at] == '\n' ? 1U : 0U;
  }
  return line;
}

void check_same(std::string_view name, const std::optional<std::string_view>& actual, std::string_view given,
                Findings& findings) {
  if (actual && *actual != given) {
    findings.add({.code = FindingCode::frozen_file_differs,
                  .file = std::string(name),
                  .line = first_different_line(*actual, given)});
  }
  findings.checked(Claim::frozen_unchanged, 1);
}

std::string_view name_of(NumberKind numbers) {
  return numbers == NumberKind::given           ? "given"
         : numbers == NumberKind::per_programme ? "per-programme"
                                                : "single";
}

/// Of a stage without applications nothing is known.
bool numbers_fit(std::string_view said, const std::vector<NumberKind>& numbers) {
  std::size_t stage = 0;
  for (const auto part : std::views::split(said, ',')) {
    const std::string_view name(part);
    const bool is_known_word = name == "single" || name == "per-programme" || name == "given";
    if (stage == numbers.size() || !is_known_word ||
        (numbers[stage] != NumberKind::unknown && name != name_of(numbers[stage]))) {
      return false;
    }
    ++stage;
  }
  return stage == numbers.size();
}

/// What the summary says of pairs that block, where every stage promises that there are none within it.
std::optional<std::uint64_t> promised_pairs(const Derived& derived) {
  for (const Stage& stage : derived.seats.stages) {
    if (!stage.promises_stability()) {
      return std::nullopt;
    }
  }
  return derived.seats.stages.size() == 1 ? 0
                                          : count_pairs_between_stages(derived.frozen, derived.seats,
                                                                       derived.placement, derived.standings);
}

void check_kinds(const Certificate& certificate, const SeatsTable& seats, const FrozenTable& frozen,
                 Findings& findings) {
  if (!seats.programmes.empty() && certificate.mechanism != seats.mechanism_names()) {
    findings.add({.code = FindingCode::certificate_mechanism_wrong,
                  .file = "certificate.json",
                  .found = certificate.mechanism,
                  .expected = seats.mechanism_names()});
  }
  if (!numbers_fit(certificate.numbers, frozen.numbers)) {
    std::string expected;
    for (const NumberKind numbers : frozen.numbers) {
      expected.append(expected.empty() ? "" : ",").append(name_of(numbers));
    }
    findings.add({.code = FindingCode::certificate_numbers_wrong,
                  .file = "certificate.json",
                  .found = certificate.numbers,
                  .expected = expected});
  }
}

struct Replayed {
  KeyOrder keys;
  Placement placement;
  std::vector<GroupResult> groups;
};

/// Numbers of groups become those that decide.
Replayed replay_all(FrozenTable& frozen, const SeatsTable& seats) {
  Replayed anew;
  if (!frozen.groups.empty()) {
    anew.placement = replay_groups(frozen, seats, anew.groups);
  }
  anew.keys = order_by_key(frozen, seats);
  if (frozen.groups.empty()) {
    anew.placement = replay(frozen, seats, anew.keys);
  }
  return anew;
}

/// Everything that follows once the frozen tables and the numbers are known.
void check_outcome(const FrozenFiles& files, const OutcomeFiles& outcome, const RoundFiles* round,
                   FrozenTable& frozen, const SeatsTable& seats, Findings& findings, Report& counts) {
  if (!outcome.placements_csv) {
    return;
  }
  const Replayed anew = replay_all(frozen, seats);
  PlacementsTable placements(*outcome.placements_csv);
  read_placements(placements, frozen, seats, findings);
  counts.pupils = placements.pupils.size();
  counts.placed = placements.placed;
  const Standings standings = compute_standings(frozen, seats, anew.keys, placements.placement);
  check_capacity(seats, standings, findings);
  check_stability(frozen, seats, anew.keys, placements.placement, standings, anew.groups, findings);
  check_trades(frozen, seats, placements.placement, standings, findings);
  const bool is_best =
      seats.stages.size() == 1 && frozen.groups.empty() && seats.stages.front().is_pupil_optimal();
  check_replay(frozen, seats, placements.placement, anew.placement,
               is_best ? FindingCode::not_pupil_optimal : FindingCode::replay_differs, findings);
  ClassNames classes(files.policy_toml, seats);
  Derived derived{frozen, seats, placements.placement, standings, anew.keys, anew.groups, classes};
  if (outcome.cutoffs_csv) {
    check_cutoffs(*outcome.cutoffs_csv, derived, findings);
  }
  if (outcome.waiting_lists_csv) {
    check_waiting_lists(*outcome.waiting_lists_csv, derived, findings);
  }
  std::vector<NotEligible> not_eligible;
  if (outcome.decisions_csv) {
    not_eligible = check_decisions(*outcome.decisions_csv, derived, findings);
  }
  if (outcome.summary_json) {
    check_summary(*outcome.summary_json, placements, derived, promised_pairs(derived), findings);
  }
  if (round != nullptr) {
    check_round(*round, frozen, seats, placements, not_eligible, findings);
  }
}

}  // namespace

Report verify(const FrozenFiles& frozen_files, const OutcomeFiles& outcome, const RoundFiles* round,
              const VerifyOptions& options) {
  Findings findings(options.findings_max);
  Report counts;
  check_presence(outcome, findings);
  check_same("frozen.csv", outcome.frozen_csv, frozen_files.frozen_csv, findings);
  check_same("seats.csv", outcome.seats_csv, frozen_files.seats_csv, findings);
  check_same("policy.toml", outcome.policy_toml, frozen_files.policy_toml, findings);
  const std::optional<Certificate> certificate = check_certificate(frozen_files, outcome, round, findings);
  const std::uint64_t before = findings.count();
  SeatsTable seats(frozen_files.seats_csv);
  read_seats(seats, findings);
  if (certificate && findings.count() == before) {
    FrozenTable frozen(frozen_files.frozen_csv);
    read_frozen(frozen, seats, certificate->seed, findings);
    if (findings.count() == before) {
      findings.checked(Claim::frozen_consistent, frozen.row_pool.size());
      check_kinds(*certificate, seats, frozen, findings);
      check_outcome(frozen_files, outcome, round, frozen, seats, findings, counts);
    }
  }
  Report report = findings.finish();
  report.pupils = counts.pupils;
  report.placed = counts.placed;
  return report;
}

}  // namespace mengpaneel::verify
