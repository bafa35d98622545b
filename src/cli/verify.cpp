// SPDX-License-Identifier: EUPL-1.2
#include "verify/verify.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <system_error>

#include "app/place_round.hpp"
#include "cli/commands.hpp"
#include "cli/place_report.hpp"
#include "cli/provenance.hpp"
#include "cli/round_folder.hpp"
#include "cli/terminal.hpp"

namespace mengpaneel::cli {

using base::texts::TextKey;

namespace {

constexpr std::array names_of_an_outcome{
    std::string_view("frozen.csv"),        std::string_view("seats.csv"),
    std::string_view("policy.toml"),       std::string_view("placements.csv"),
    std::string_view("decisions.csv"),     std::string_view("cutoffs.csv"),
    std::string_view("waiting_lists.csv"), std::string_view("summary.json"),
    std::string_view("certificate.json")};
/// Only of an outcome that was continued with events.
constexpr std::array names_after_the_draw{std::string_view("events.csv"), std::string_view("late.csv"),
                                          std::string_view("moves.csv"), std::string_view("new_seats.csv")};

bool is_one_of(const auto& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

/// The outcome's bytes; a file that is not there or cannot be read is missing, which is a finding.
struct OutcomeBytes {
  std::map<std::string_view, io::FileBytes> files;
  std::vector<std::string> other_names;

  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const {
    const auto found = files.find(name);
    return found == files.end() ? std::nullopt : std::optional(found->second.view());
  }
};

OutcomeBytes read_outcome(const std::string& folder) {
  OutcomeBytes outcome;
  for (const std::string_view name : names_of_an_outcome) {
    if (base::Result<io::FileBytes> bytes = io::read_file(path_in(folder, name))) {
      outcome.files.emplace(name, std::move(*bytes));
    }
  }
  for (const std::string_view name : names_after_the_draw) {
    if (has_file(folder, name)) {
      if (base::Result<io::FileBytes> bytes = io::read_file(path_in(folder, name))) {
        outcome.files.emplace(name, std::move(*bytes));
      }
    }
  }
  std::error_code failed;
  for (std::filesystem::directory_iterator entry(folder, failed), end; !failed && entry != end;
       entry.increment(failed)) {
    std::string name = entry->path().filename().string();
    if (!is_one_of(names_of_an_outcome, name) && !is_one_of(names_after_the_draw, name)) {
      outcome.other_names.push_back(std::move(name));
    }
  }
  std::ranges::sort(outcome.other_names);
  return outcome;
}

verify::OutcomeFiles files_of_outcome(const OutcomeBytes& outcome) {
  const bool is_continued = std::ranges::any_of(
      names_after_the_draw, [&](std::string_view name) { return outcome.find(name).has_value(); });
  const verify::AfterDrawFiles after{.events_csv = outcome.find("events.csv"),
                                     .late_csv = outcome.find("late.csv"),
                                     .moves_csv = outcome.find("moves.csv"),
                                     .new_seats_csv = outcome.find("new_seats.csv")};
  return {.frozen_csv = outcome.find("frozen.csv"),
          .seats_csv = outcome.find("seats.csv"),
          .policy_toml = outcome.find("policy.toml"),
          .placements_csv = outcome.find("placements.csv"),
          .decisions_csv = outcome.find("decisions.csv"),
          .cutoffs_csv = outcome.find("cutoffs.csv"),
          .waiting_lists_csv = outcome.find("waiting_lists.csv"),
          .summary_json = outcome.find("summary.json"),
          .certificate_json = outcome.find("certificate.json"),
          .other_names = outcome.other_names,
          .after = is_continued ? std::optional(after) : std::nullopt};
}

/// `place --mechanism` leaves its word in seats.csv; the round is frozen with the same, so that what is
/// compared is the rules' work and not the choice of mechanism, which the answer names.
std::optional<place::Mechanism> mechanism_in(std::string_view seats_csv) {
  // The last but one field of the first row; neither it nor the last ever has quotes.
  const std::string_view rows = seats_csv.substr(std::min(seats_csv.find('\n') + 1, seats_csv.size()));
  const std::string_view row = rows.substr(0, rows.find('\n'));
  const std::size_t end = row.rfind(',');
  if (end == std::string_view::npos || end == 0) {
    return std::nullopt;
  }
  const std::size_t begin = row.rfind(',', end - 1) + 1;
  return place::mechanism_from_name(row.substr(begin, end - begin));
}

Answer answer_of(const verify::Report& report, const std::string& note, const Session& session) {
  Answer answer;
  answer.code = report.verified() ? base::ExitCode::done : base::ExitCode::answer_is_no;
  const auto count = [&](std::uint64_t number) { return count_text(number, session.language); };
  if (!session.quiet) {
    answer.text.append(note);
    for (const verify::ProvedClaim& claim : report.proved) {
      answer.text.append("  ✓ ").append(wrapped(verify::describe(session.language, claim), 4)).append("\n");
    }
  }
  for (const verify::Finding& finding : report.findings) {
    answer.text.append("  ✗ ")
        .append(wrapped(printable(verify::describe(session.language, finding)), 4))
        .append("\n");
  }
  if (report.verified()) {
    answer.text.append(
        base::texts::format(session.language, TextKey::cli_verify_verified,
                            {{"pupils", count(report.pupils)}, {"placed", count(report.placed)}}));
  } else {
    answer.text.append(base::texts::format(
        session.language, TextKey::cli_verify_refused,
        {{"count", std::to_string(report.finding_count)}, {"shown", count(report.findings.size())}}));
  }
  answer.text.append("\n");
  return answer;
}

base::Result<Answer> verify_frozen(const std::string& folder, const OutcomeBytes& outcome,
                                   const Session& session) {
  std::array<io::FileBytes, 3> bytes;
  base::ErrorList errors;
  constexpr std::array names{std::string_view("frozen.csv"), std::string_view("seats.csv"),
                             std::string_view("policy.toml")};
  for (std::size_t index = 0; index < names.size(); ++index) {
    base::Result<io::FileBytes> read = io::read_file(path_in(folder, names.at(index)));
    if (read) {
      bytes.at(index) = std::move(*read);
    } else {
      errors.append(std::move(read.error()));
    }
  }
  if (!errors.empty()) {
    return std::unexpected(std::move(errors));
  }
  const verify::FrozenFiles frozen{bytes[0].view(), bytes[1].view(), bytes[2].view()};
  return answer_of(verify::verify(frozen, files_of_outcome(outcome), nullptr), {}, session);
}

base::Result<Answer> verify_round(const std::string& folder, const OutcomeBytes& outcome,
                                  const Session& session) {
  base::Result<RoundBytes> bytes = read_round(folder);
  if (!bytes) {
    return std::unexpected(std::move(bytes.error()));
  }
  base::Result<LoadedRound> round = parse_round(*bytes);
  if (!round) {
    return std::unexpected(std::move(round.error()));
  }
  const auto mechanism = round->package.rules.stages.empty()
                             ? mechanism_in(outcome.find("seats.csv").value_or(""))
                             : std::nullopt;
  const base::Result<app::FrozenRound> made = app::freeze_round(round->package, mechanism);
  if (!made) {
    return std::unexpected(in_folder(made.error(), folder));
  }
  verify::RoundFiles round_files;
  for (const auto& [name, content] : files_of(*bytes)) {
    if (name == "programmes.csv") {
      round_files.programmes_csv = content;
    } else if (name == "pupils.csv") {
      round_files.pupils_csv = content;
    } else if (name == "preferences.csv") {
      round_files.preferences_csv = content;
    } else if (name != "policy.toml") {
      round_files.other_files.push_back({name, content});
    }
  }
  std::string note = provenance_note(round->provenance, session.language);
  if (mechanism && *mechanism != round->package.rules.mechanism) {
    note.append("  ").append(
        wrapped(base::texts::format(session.language, TextKey::cli_verify_other_mechanism,
                                    {{"mechanism", mechanism_in_words(*mechanism, session.language)}}),
                2));
    note.append("\n");
  }
  const verify::FrozenFiles frozen{made->frozen_csv, made->seats_csv, made->policy_toml};
  return answer_of(verify::verify(frozen, files_of_outcome(outcome), &round_files), note, session);
}

}  // namespace

base::Result<Answer> run_verify(const Values& values, const Session& session) {
  const std::string folder = values.required("ROUND-or-FROZEN");
  const OutcomeBytes outcome = read_outcome(values.required("OUTCOME"));
  return has_file(folder, "frozen.csv") ? verify_frozen(folder, outcome, session)
                                        : verify_round(folder, outcome, session);
}

}  // namespace mengpaneel::cli
