// SPDX-License-Identifier: EUPL-1.2
#include "place/chance.hpp"

#include <cstdio>
#include <optional>

#include "app/last_year.hpp"
#include "app/place_round.hpp"
#include "base/threads/threads.hpp"
#include "cli/commands.hpp"
#include "cli/progress.hpp"
#include "cli/provenance.hpp"
#include "cli/round_folder.hpp"
#include "cli/shared_options.hpp"
#include "cli/terminal.hpp"
#include "io/round_reader.hpp"
#include "io/tables/chance_table.hpp"

namespace mengpaneel::cli {

using base::texts::TextKey;

namespace {

struct ChanceCommand {
  std::string round;
  std::string out;
  std::string last_year;  ///< folder; empty: none
  std::uint64_t draws = 0;
  bool resampled = false;
  base::Digest seed{};
  std::optional<place::Mechanism> mechanism;
};

place::Chances redraw(const place::Frozen& frozen, const place::OthersSource& others,
                      const ChanceCommand& command, const Session& session) {
  Progress progress(session, TextKey::cli_chance_progress);
  const unsigned threads = base::thread_count(session.threads);
  place::ChanceOptions options;
  options.draws = command.draws;
  options.others = others;
  options.tasks = threads;
  options.run_tasks = base::run_on_threads(threads);
  options.progress = [&](std::uint64_t done) {
    progress.report(done * threads, command.draws);  // the tasks are equally large
    return true;
  };
  return place::chances(frozen, command.seed, options);
}

/// The tables of ROUND2; its own rules are not read.
base::Result<app::LastYear> load_last_year(const app::RoundPackage& package, const ChanceCommand& command) {
  base::Result<io::OwnedRoundFiles> files = io::read_round_files(command.last_year);
  if (!files) {
    return std::unexpected(std::move(files.error()));
  }
  const base::Result<place::Round> round = io::parse_round(files->files);
  if (!round) {
    return std::unexpected(in_folder(round.error(), command.last_year));
  }
  base::Result<app::LastYear> last_year =
      app::freeze_last_year(package, *round, command.mechanism, path_in(command.round, "policy.toml"));
  if (!last_year) {
    return std::unexpected(in_folder(last_year.error(), command.last_year));
  }
  return last_year;
}

std::string unmatched_note(const place::Unmatched& unmatched, base::texts::Language language) {
  std::string note;
  const auto add = [&](TextKey key, std::uint64_t count, const std::vector<std::string>& names) {
    if (count != 0) {
      note.append("  ").append(
          wrapped(base::texts::format(
                      language, key, {{"count", count_text(count, language)}, {"names", first_names(names)}}),
                  2));
      note.append("\n");
    }
  };
  add(TextKey::cli_chance_gone, unmatched.choices_gone, unmatched.gone);
  add(TextKey::cli_chance_emptied, unmatched.emptied, {});
  add(TextKey::cli_chance_cut, unmatched.cut, {});
  add(TextKey::cli_chance_fresh, unmatched.fresh.size(), unmatched.fresh);
  return note;
}

base::Result<Answer> write_answer(const ChanceCommand& command, const std::string& table,
                                  const std::string& note, const std::string& done, const Session& session) {
  if (command.out == "-") {
    if (!session.quiet) {
      std::fputs(note.c_str(), stderr);  // the table alone is on standard output
    }
    return Answer{table};
  }
  base::Result<void> written = write_output_file(command.out, table);
  if (!written) {
    return std::unexpected(std::move(written.error()));
  }
  return session.quiet ? Answer{} : Answer{note + done + "\n"};
}

/// With other lists the chance is read off cut-offs, which say who gets a seat under these mechanisms only.
base::Result<void> check_mechanisms(const place::Frozen& frozen, const ChanceCommand& command) {
  for (std::uint32_t stage = 0; stage < frozen.stage_count(); ++stage) {
    const place::Mechanism mechanism = frozen.mechanism(stage);
    if (mechanism != place::Mechanism::deferred_acceptance &&
        mechanism != place::Mechanism::serial_dictatorship &&
        mechanism != place::Mechanism::immediate_acceptance) {
      return base::fail({.code = base::ErrorCode::not_in_this_version,
                         .file = path_in(command.round, "policy.toml"),
                         .value = "--others / --last-year + " + place::mechanism_name(mechanism),
                         .expected = "--others kept"});
    }
  }
  return {};
}

}  // namespace

base::Result<Answer> run_chance(const Values& values, const Session& session) {
  const base::Result<base::Digest> seed = seed_of(values);
  if (!seed) {
    return std::unexpected(seed.error());
  }
  const ChanceCommand command{.round = values.required("ROUND"),
                              .out = values.required("--out"),
                              .last_year = values.text("--last-year").value_or(""),
                              .draws = values.whole_number("--draws").value_or(0),
                              .resampled = values.text("--others") == "resampled",
                              .seed = *seed,
                              .mechanism = mechanism_of(values)};
  base::Result<LoadedRound> round = load_round(command.round);
  if (!round) {
    return std::unexpected(std::move(round.error()));
  }
  const base::Result<app::FrozenRound> frozen = app::freeze_round(round->package, command.mechanism);
  if (!frozen) {
    return std::unexpected(in_folder(frozen.error(), command.round));
  }
  const place::Frozen& rules = frozen->freeze.frozen;
  if (command.resampled || !command.last_year.empty()) {
    if (base::Result<void> fits = check_mechanisms(rules, command); !fits) {
      return std::unexpected(std::move(fits.error()));
    }
  }
  std::string note = command.out == "-" ? "" : provenance_note(round->provenance, session.language);
  place::OthersSource others{nullptr, command.resampled};
  std::optional<app::LastYear> last_year;
  if (!command.last_year.empty()) {
    base::Result<app::LastYear> loaded = load_last_year(round->package, command);
    if (!loaded) {
      return std::unexpected(std::move(loaded.error()));
    }
    last_year = std::move(*loaded);
    others.last_year = &last_year->frozen;
    note += unmatched_note(last_year->unmatched, session.language);
  }
  const place::Chances chances = redraw(rules, others, command, session);
  return write_answer(
      command, io::tables::write_chances(rules, chances), note,
      base::texts::format(session.language, TextKey::cli_chance_done,
                          {{"draws", count_text(chances.draws, session.language)},
                           {"pupils", count_text(rules.table.pupil_count(), session.language)},
                           {"file", printable(command.out)}}),
      session);
}

}  // namespace mengpaneel::cli
