// SPDX-License-Identifier: EUPL-1.2
#include <map>

#include "app/continue_round.hpp"
#include "app/place_round.hpp"

#include "cli/commands.hpp"
#include "cli/place_report.hpp"
#include "cli/round_folder.hpp"
#include "cli/shared_options.hpp"
#include "io/file.hpp"

namespace mengpaneel::cli {

using base::ErrorCode;

namespace {

struct PlaceOptions {
  std::string round;
  std::string out;
  std::optional<place::Mechanism> mechanism;
  app::DrawChoice draw;
};

/// `--from` and `--events` go together, and with nothing that says how to draw.
base::ErrorList check_continuation(const Values& values) {
  base::ErrorList errors;
  const auto needs = [&](std::string_view given, std::string_view missing, std::string_view expected) {
    if (values.flag(given) && !values.flag(missing)) {
      errors.add({.code = ErrorCode::option_missing,
                  .field = std::string(missing),
                  .expected = std::string(expected)});
    }
  };
  needs("--from", "--events", "--events EVENTS.csv");
  needs("--events", "--from", "--from OUTCOME");
  for (const std::string_view other : {"--mechanism", "--seed", "--draw"}) {
    if (values.flag("--from") && values.flag(other)) {
      errors.add(
          {.code = ErrorCode::options_exclude_each_other, .field = "--from", .value = std::string(other)});
    }
  }
  return errors;
}

base::Result<app::PlacedRound> continue_outcome(const LoadedRound& round, const Values& values) {
  const std::string folder = values.required("--from");
  const std::string events_file = values.required("--events");
  std::map<std::string, io::FileBytes> files;
  base::ErrorList errors;
  for (const std::string_view name : app::outcome_file_names) {
    if (has_file(folder, name)) {
      base::Result<io::FileBytes> bytes = io::read_file(path_in(folder, name));
      if (bytes) {
        files.emplace(name, std::move(*bytes));
      } else {
        errors.append(std::move(bytes.error()));
      }
    }
  }
  base::Result<io::FileBytes> events = io::read_file(events_file);
  errors.append(events ? base::ErrorList() : std::move(events.error()));
  if (!errors.empty()) {
    return std::unexpected(std::move(errors));
  }
  app::OutcomePackage outcome{folder, {}};
  for (const auto& [name, bytes] : files) {
    outcome.files.emplace(name, bytes.view());
  }
  return app::continue_round(round.package, outcome, {events->view(), events_file});
}

}  // namespace

base::Result<Answer> run_place(const Values& values, const Session& session) {
  if (values.flag("--compare")) {
    return run_compare_mechanisms(values, session);
  }
  if (base::ErrorList wrong = check_continuation(values); !wrong.empty()) {
    return std::unexpected(std::move(wrong));
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
      values.flag("--from") ? continue_outcome(*round, values)
                            : app::place_round(round->package, options.mechanism, options.draw);
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
