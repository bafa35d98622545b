// SPDX-License-Identifier: EUPL-1.2
#include "app/place_round.hpp"

#include "cli/commands.hpp"
#include "cli/place_report.hpp"
#include "cli/round_folder.hpp"
#include "cli/shared_options.hpp"

namespace mengpaneel::cli {

namespace {

struct PlaceOptions {
  std::string round;
  std::string out;
  std::optional<place::Mechanism> mechanism;
  app::DrawChoice draw;
};

}  // namespace

base::Result<Answer> run_place(const Values& values, const Session& session) {
  if (values.flag("--compare")) {
    return run_compare(values, session);
  }
  base::Result<app::DrawChoice> draw = draw_of(values);
  base::Result<LoadedRound> round = load_round(values.required("ROUND"));
  if (!draw || !round) {
    base::ErrorList errors = draw ? base::ErrorList() : std::move(draw.error());
    errors.append(round ? base::ErrorList() : std::move(round.error()));
    return std::unexpected(std::move(errors));
  }
  const PlaceOptions options{.round = values.required("ROUND"),
                             .out = values.required("--out"),
                             .mechanism = mechanism_of(values),
                             .draw = std::move(*draw)};
  const base::Result<app::PlacedRound> placed =
      app::place_round(round->package, options.mechanism, options.draw);
  if (!placed) {
    return std::unexpected(in_folder(placed.error(), options.round));
  }
  DiskFolder folder(options.out, session.force);
  base::Result<void> written = folder.write(placed->files);
  if (!written) {
    return std::unexpected(std::move(written.error()));
  }
  return Answer{session.quiet ? std::string() : place_report(*round, *placed, options.out, session)};
}

}  // namespace mengpaneel::cli
