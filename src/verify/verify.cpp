// SPDX-License-Identifier: EUPL-1.2
#include "verify/verify.hpp"

#include <algorithm>
#include <ranges>
#include <set>
#include <utility>

#include "verify/check_certificate.hpp"
#include "verify/check_placements.hpp"
#include "verify/check_round.hpp"
#include "verify/check_summary.hpp"
#include "verify/check_tables.hpp"
#include "verify/check_trades.hpp"
#include "verify/events_table.hpp"
#include "verify/key_order.hpp"
#include "verify/late_rows.hpp"
#include "verify/replay.hpp"
#include "verify/replay_events.hpp"
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
  if (outcome.after) {
    const std::pair<std::string_view, const std::optional<std::string_view>&> after[] = {
        {"events.csv", outcome.after->events_csv},
        {"late.csv", outcome.after->late_csv},
        {"moves.csv", outcome.after->moves_csv},
        {"new_seats.csv", outcome.after->new_seats_csv}};
    for (const auto& [name, bytes] : after) {
      if (!bytes) {
        findings.add({.code = FindingCode::file_missing, .file = std::string(name)});
      }
    }
    findings.checked(Claim::files_complete, std::size(after));
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
  std::optional<EventCounts> events;                     ///< of an outcome that was continued
  FindingCode difference = FindingCode::replay_differs;  ///< what another placement means
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
  if (seats.stages.size() == 1 && frozen.groups.empty() && seats.stages.front().is_pupil_optimal()) {
    anew.difference = FindingCode::not_pupil_optimal;
  }
  return anew;
}

/// Why a round can have no events (decision 60); empty where it can.
std::string_view reason_against_events(const FrozenTable& frozen, const SeatsTable& seats) {
  if (seats.stages.size() > 1) {
    return "[[stage]]";
  }
  if (!frozen.groups.empty()) {
    return "[groups]";
  }
  if (!seats.stages.front().is_pupil_optimal()) {
    return seats.stages.front().mechanism_name;
  }
  return seats.waiting_order == WaitingOrder::not_kept ? "[waiting] kept = false" : "";
}

/// When each pupil entered; everyone of late.csv must have entered by an event.
void set_entered(FrozenTable& frozen, const std::vector<Event>& events,
                 const std::set<std::string, std::less<>>& late, Findings& findings) {
  std::vector<std::uint32_t>& entered = frozen.after.entered;
  for (const std::string_view pupil : frozen.pupils) {
    entered.push_back(late.contains(pupil) ? base::none : 0);
  }
  std::uint32_t place = 0;
  for (const Event& event : events) {
    if (event.word == EventWord::enter && entered[event.pupil] == base::none) {
      entered[event.pupil] = ++place;
    }
  }
  for (std::size_t pupil = 0; pupil < entered.size(); ++pupil) {
    if (entered[pupil] == base::none) {
      findings.add({.code = FindingCode::late_without_event,
                    .file = "late.csv",
                    .pupil_id = std::string(frozen.pupils[pupil])});
    }
  }
}

/// Draw, placement and all that happened after it; nothing where that cannot be told.
std::optional<Replayed> replay_after(FrozenTable& frozen, SeatsTable& seats, const AfterDrawFiles& after,
                                     const std::set<std::string, std::less<>>& late, Findings& findings) {
  const std::string_view reason = reason_against_events(frozen, seats);
  if (!reason.empty()) {
    findings.add({.code = FindingCode::events_not_for_this_round, .found = std::string(reason)});
  }
  if (!reason.empty() || !after.events_csv || !after.late_csv || !after.moves_csv || !after.new_seats_csv) {
    return std::nullopt;
  }
  const std::vector<Event> events = read_events(*after.events_csv, frozen, seats, findings);
  set_entered(frozen, events, late, findings);
  Replayed anew;
  anew.keys = order_by_key(frozen, seats);
  AfterEvents now =
      replay_events(frozen, seats, anew.keys, events, *after.moves_csv, *after.new_seats_csv, findings);
  anew.placement = std::move(now.placement);
  anew.events = now.counts;
  anew.difference = FindingCode::placed_after_events_differs;
  return anew;
}

/// No pool can have become fuller than its seats: nobody took a seat of `rest` that was lent already, and no
/// capacity became smaller.
bool keeps_within_capacity(const SeatsTable& seats, const OutcomeFiles& outcome) {
  return !outcome.after || (outcome.after->events_csv->find(",capacity,") == std::string_view::npos &&
                            std::ranges::none_of(seats.pools, [](const Pool& pool) {
                              return pool.kind == SeatKind::as_needed;
                            }));
}

/// Everything that follows once the frozen tables and the numbers are known.
void check_outcome(const FrozenFiles& files, const OutcomeFiles& outcome, const RoundFiles* round,
                   FrozenTable& frozen, SeatsTable& seats, const std::set<std::string, std::less<>>& late,
                   Findings& findings, Report& counts) {
  if (!outcome.placements_csv) {
    return;
  }
  const std::optional<Replayed> replayed = outcome.after
                                               ? replay_after(frozen, seats, *outcome.after, late, findings)
                                               : std::optional(replay_all(frozen, seats));
  if (!replayed) {
    return;
  }
  const Replayed& anew = *replayed;
  PlacementsTable placements(*outcome.placements_csv);
  read_placements(placements, frozen, seats, findings);
  counts.pupils = placements.pupils.size();
  counts.placed = placements.placed;
  const Standings standings = compute_standings(frozen, seats, anew.keys, placements.placement);
  if (keeps_within_capacity(seats, outcome)) {
    check_capacity(seats, standings, findings);
  }
  if (!anew.events) {  // else replay_events() has judged it, by the waiting lists
    check_stability(frozen, seats, anew.keys, placements.placement, standings, anew.groups, findings);
    check_trades(frozen, seats, placements.placement, standings, findings);
    check_class_envy(frozen, seats, placements.placement, standings, findings);
  }
  check_replay(frozen, seats, placements.placement, anew.placement, anew.difference, findings);
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
    check_summary(*outcome.summary_json, placements, derived,
                  anew.events ? std::optional<std::uint64_t>(0) : promised_pairs(derived),
                  anew.events ? &*anew.events : nullptr, findings);
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
  FrozenFiles drawn = frozen_files;
  WholeTable whole;
  if (outcome.after && outcome.frozen_csv) {
    drawn.frozen_csv = *outcome.frozen_csv;
    whole = join_late_rows(drawn.frozen_csv, outcome.after->late_csv.value_or(""), findings);
    const bool without_late = round == nullptr && frozen_files.frozen_csv == drawn.frozen_csv;
    check_same("frozen.csv", without_late ? drawn.frozen_csv : whole.frozen_csv, frozen_files.frozen_csv,
               findings);
  } else {
    check_same("frozen.csv", outcome.frozen_csv, frozen_files.frozen_csv, findings);
  }
  check_same("seats.csv", outcome.seats_csv, frozen_files.seats_csv, findings);
  check_same("policy.toml", outcome.policy_toml, frozen_files.policy_toml, findings);
  const std::optional<Certificate> certificate = check_certificate(drawn, outcome, round, findings);
  const std::uint64_t before = findings.count();
  SeatsTable seats(frozen_files.seats_csv);
  read_seats(seats, findings);
  if (certificate && findings.count() == before) {
    FrozenTable frozen(outcome.after ? std::string_view(whole.frozen_csv) : frozen_files.frozen_csv);
    read_frozen(frozen, seats, certificate->seed, findings);
    if (findings.count() == before) {
      findings.checked(Claim::frozen_consistent, frozen.row_pool.size());
      check_kinds(*certificate, seats, frozen, findings);
      check_outcome(drawn, outcome, round, frozen, seats, whole.late, findings, counts);
    }
  }
  Report report = findings.finish();
  report.pupils = counts.pupils;
  report.placed = counts.placed;
  return report;
}

}  // namespace mengpaneel::verify
