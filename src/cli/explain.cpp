// SPDX-License-Identifier: EUPL-1.2
#include "place/explain/explain.hpp"
#include "place/explain/safe_standings.hpp"
#include "place/explain/seats_left.hpp"

#include "cli/commands.hpp"
#include "cli/provenance.hpp"
#include "cli/round_folder.hpp"
#include "cli/terminal.hpp"
#include "io/json.hpp"
#include "io/tables/decisions_reader.hpp"
#include "io/tables/frozen_tables.hpp"

namespace mengpaneel::cli {

using base::ErrorCode;
using base::texts::TextKey;

namespace {

struct ExplainOptions {
  std::string round;
  std::string outcome;
  std::optional<std::string> pupil;
};

struct OutcomeTables {
  place::Frozen frozen;
  base::Digest seed;
  io::FileBytes decisions;
};

base::Result<base::Digest> seed_of_certificate(std::string_view bytes, const std::string& file) {
  base::Result<io::json::Value> certificate = io::json::parse(bytes, file);
  if (!certificate) {
    return std::unexpected(std::move(certificate.error()));
  }
  const io::json::Value* draw = certificate->find("draw");
  const io::json::Value* seed = draw == nullptr ? nullptr : draw->find("seed");
  const std::string* hex = seed == nullptr ? nullptr : seed->text();
  const std::optional<base::Digest> digest = hex == nullptr ? std::nullopt : base::digest_from_hex(*hex);
  if (!digest) {
    return base::fail({.code = ErrorCode::certificate_without_seed,
                       .file = file,
                       .field = "seed",
                       .value = hex == nullptr ? "" : *hex});
  }
  return *digest;
}

base::Result<OutcomeTables> read_tables(const std::string& folder) {
  base::ErrorList errors;
  const auto read = [&](std::string_view name) {
    base::Result<io::FileBytes> bytes = io::read_file(path_in(folder, name));
    if (!bytes) {
      errors.append(std::move(bytes.error()));
      return io::FileBytes();
    }
    return std::move(*bytes);
  };
  const io::FileBytes frozen_csv = read("frozen.csv");
  const io::FileBytes seats_csv = read("seats.csv");
  const io::FileBytes certificate = read("certificate.json");
  OutcomeTables tables{.frozen = {}, .seed = {}, .decisions = read("decisions.csv")};
  if (!errors.empty()) {
    return std::unexpected(std::move(errors));
  }
  base::Result<place::Frozen> frozen = io::tables::read_frozen(frozen_csv.view(), seats_csv.view());
  if (!frozen) {
    return std::unexpected(in_folder(frozen.error(), folder));
  }
  tables.frozen = std::move(*frozen);
  base::Result<base::Digest> seed =
      seed_of_certificate(certificate.view(), path_in(folder, "certificate.json"));
  if (!seed) {
    return std::unexpected(std::move(seed.error()));
  }
  tables.seed = *seed;
  return tables;
}

/// What would have changed a decision; for one pupil only at the programmes of her list.
void add_what_ifs(const OutcomeTables& tables, const LoadedRound& round, const ExplainOptions& options,
                  place::ExplainContext& context) {
  const place::SeatTable& seats = tables.frozen.seats;
  std::vector<bool> asked(seats.programmes.size(), !options.pupil);
  const place::FrozenTable& table = tables.frozen.table;
  if (const auto pupil = options.pupil ? table.pupils.find(*options.pupil) : std::nullopt) {
    for (std::uint32_t choice = table.choice_begin[*pupil]; choice < table.choice_begin[*pupil + 1];
         ++choice) {
      asked[static_cast<std::uint32_t>(table.choice_programme[choice])] = true;
    }
  }
  place::SafeStandings standings(tables.frozen, tables.seed);
  for (std::uint32_t programme = 0; programme < seats.programmes.size(); ++programme) {
    for (std::uint32_t pool = seats.pool_begin[programme];
         asked[programme] && pool < seats.pool_begin[programme + 1]; ++pool) {
      place::PoolContext* entry = context.pool(seats.programmes.name(programme), seats.pool_name(pool));
      if (entry != nullptr) {
        entry->safe = standings.of(pool);
      }
    }
  }
  context.seats_left =
      place::seats_left(round.package.round, round.package.rules, tables.frozen, tables.seed);
}

/// The sentences on one pupil, or on all; nothing for a pupil without decisions.
base::Result<std::string> sentences(const OutcomeTables& tables, const place::ExplainContext& context,
                                    const ExplainOptions& options, base::texts::Language language) {
  std::string text;
  base::ErrorList errors;
  io::tables::DecisionsReader reader(tables.decisions.view(), path_in(options.outcome, "decisions.csv"),
                                     errors);
  std::vector<place::Decision> decisions;
  while (reader.next_pupil(decisions)) {
    if (!options.pupil || decisions.front().pupil_id == *options.pupil) {
      text.append(text.empty() ? "" : "\n").append(place::explain_pupil(language, decisions, context));
    }
  }
  if (!errors.empty()) {
    return std::unexpected(std::move(errors));
  }
  return text;
}

}  // namespace

base::Result<Answer> run_explain(const Values& values, const Session& session) {
  const ExplainOptions options{.round = values.required("ROUND"),
                               .outcome = values.required("OUTCOME"),
                               .pupil = values.text("--pupil")};
  if (has_file(options.outcome, "events.csv")) {
    return base::fail({.code = ErrorCode::not_after_events, .file = options.outcome, .value = "explain"});
  }
  base::Result<LoadedRound> round = load_round(options.round);
  base::Result<OutcomeTables> tables = read_tables(options.outcome);
  if (!round || !tables) {
    base::ErrorList errors = round ? base::ErrorList() : std::move(round.error());
    errors.append(tables ? base::ErrorList() : std::move(tables.error()));
    return std::unexpected(std::move(errors));
  }
  if (options.pupil && !round->package.round.pupils.ids.find(*options.pupil)) {
    return base::fail({.code = ErrorCode::unknown_pupil,
                       .file = path_in(options.round, "pupils.csv"),
                       .field = "--pupil",
                       .value = *options.pupil});
  }
  place::ExplainContext context =
      place::explain_context(round->package.round, round->package.rules, tables->frozen.seats);
  add_what_ifs(*tables, *round, options, context);
  for (auto& [id, programme] : context.programmes) {
    programme.name = printable(programme.name);  // free text of somebody else, on its way to a terminal
  }
  base::Result<std::string> text = sentences(*tables, context, options, session.language);
  if (!text) {
    return std::unexpected(std::move(text.error()));
  }
  if (text->empty() && options.pupil) {
    *text = base::texts::format(session.language, TextKey::cli_explain_not_applied,
                                {{"pupil", printable(*options.pupil)}}) +
            "\n";
  }
  const std::string note =
      session.quiet ? std::string() : provenance_note(round->provenance, session.language);
  return Answer{note.empty() ? std::move(*text) : note + "\n" + *text};
}

}  // namespace mengpaneel::cli
