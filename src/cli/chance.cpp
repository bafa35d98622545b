// SPDX-License-Identifier: EUPL-1.2
#include "place/chance.hpp"

#include <algorithm>

#include "app/place_round.hpp"
#include "base/threads/threads.hpp"
#include "cli/commands.hpp"
#include "cli/progress.hpp"
#include "cli/provenance.hpp"
#include "cli/round_folder.hpp"
#include "cli/shared_options.hpp"
#include "cli/terminal.hpp"
#include "io/tables/chance_table.hpp"

namespace mengpaneel::cli {

using base::texts::TextKey;

namespace {

struct ChanceCommand {
  std::string round;
  std::string out;
  std::uint64_t draws = 0;
  base::Digest seed{};
};

place::Chances redraw(const place::Frozen& frozen, const ChanceCommand& command, const Session& session) {
  Progress progress(session, TextKey::cli_chance_progress);
  const unsigned threads = base::thread_count(session.threads);
  place::ChanceOptions options;
  options.draws = command.draws;
  options.tasks = threads;
  options.run_tasks = base::run_on_threads(threads);
  options.progress = [&](std::uint64_t done) {
    progress.report(done * threads, command.draws);  // the tasks are equally large
    return true;
  };
  return place::chances(frozen, command.seed, options);
}

}  // namespace

base::Result<Answer> run_chance(const Values& values, const Session& session) {
  const base::Result<base::Digest> seed = seed_of(values);
  if (!seed) {
    return std::unexpected(seed.error());
  }
  const ChanceCommand command{.round = values.required("ROUND"),
                              .out = values.required("--out"),
                              .draws = values.whole_number("--draws").value_or(0),
                              .seed = *seed};
  base::Result<LoadedRound> round = load_round(command.round);
  if (!round) {
    return std::unexpected(std::move(round.error()));
  }
  const base::Result<app::FrozenRound> frozen = app::freeze_round(round->package, mechanism_of(values));
  if (!frozen) {
    return std::unexpected(in_folder(frozen.error(), command.round));
  }
  const place::Frozen& rules = frozen->freeze.frozen;
  if (!rules.stages.empty() || !rules.table.groups.empty()) {
    return std::unexpected(base::ErrorList({base::ErrorCode::not_in_this_version,
                                            command.round + "/policy.toml",
                                            0,
                                            0,
                                            {},
                                            rules.stages.empty() ? "chance + [groups]" : "chance + [[stage]]",
                                            "place"}));
  }
  const place::Chances chances = redraw(frozen->freeze.frozen, command, session);
  std::string table = io::tables::write_chances(frozen->freeze.frozen, chances);
  if (command.out == "-") {
    return Answer{std::move(table)};
  }
  base::Result<void> written = write_output_file(command.out, table);
  if (!written) {
    return std::unexpected(std::move(written.error()));
  }
  if (session.quiet) {
    return Answer{};
  }
  return Answer{provenance_note(round->provenance, session.language) +
                base::texts::format(
                    session.language, TextKey::cli_chance_done,
                    {{"draws", count_text(chances.draws, session.language)},
                     {"pupils", count_text(frozen->freeze.frozen.table.pupil_count(), session.language)},
                     {"file", printable(command.out)}}) +
                "\n"};
}

}  // namespace mengpaneel::cli
