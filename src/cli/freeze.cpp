// SPDX-License-Identifier: EUPL-1.2
#include "app/place_round.hpp"
#include "cli/commands.hpp"
#include "cli/round_folder.hpp"
#include "cli/shared_options.hpp"
#include "cli/terminal.hpp"

namespace mengpaneel::cli {

using base::texts::TextKey;

base::Result<Answer> run_freeze(const Values& values, const Session& session) {
  const std::string folder = values.required("ROUND");
  const std::string out = values.required("--out");
  base::Result<LoadedRound> round = load_round(folder);
  if (!round) {
    return std::unexpected(std::move(round.error()));
  }
  base::Result<app::FrozenRound> frozen = app::freeze_round(round->package, mechanism_of(values));
  if (!frozen) {
    return std::unexpected(in_folder(frozen.error(), folder));
  }
  const std::vector<app::NamedBytes> files{{"frozen.csv", std::move(frozen->frozen_csv)},
                                           {"policy.toml", std::move(frozen->policy_toml)},
                                           {"seats.csv", std::move(frozen->seats_csv)}};
  base::Result<void> written = DiskFolder(out, session.force).write(files);
  if (!written) {
    return std::unexpected(std::move(written.error()));
  }
  if (session.quiet) {
    return Answer{};
  }
  const place::FrozenTable& table = frozen->freeze.frozen.table;
  std::string text = base::texts::format(session.language, TextKey::cli_freeze_done,
                                         {{"folder", printable(out)},
                                          {"pupils", count_text(table.pupil_count(), session.language)},
                                          {"rows", count_text(table.row_pool.size(), session.language)}});
  text.append("\n").append(
      base::texts::format(session.language, TextKey::cli_freeze_digest, {{"digest", frozen->digest}}));
  return Answer{text + "\n"};
}

}  // namespace mengpaneel::cli
