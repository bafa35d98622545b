// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>
#include <vector>

#include "cli/commands.hpp"
#include "cli/policy_presets.hpp"
#include "cli/provenance.hpp"
#include "cli/round_folder.hpp"
#include "cli/shared_options.hpp"
#include "cli/terminal.hpp"
#include "io/duo/supply_tables.hpp"
#include "io/policy_toml.hpp"
#include "io/round_reader.hpp"
#include "io/round_writer.hpp"
#include "place/freeze.hpp"
#include "simulate/benchmark_round.hpp"
#include "simulate/example_town.hpp"
#include "simulate/from_supply.hpp"

namespace mengpaneel::cli {

using base::ErrorCode;
using base::texts::TextKey;

namespace {

/// For a plain round: there is nothing to give priority on.
constexpr std::string_view plain_policy = R"toml(# SPDX-License-Identifier: EUPL-1.2
format = 1

[policy]
name = "Plain"
version = "1"
sector = "po"
date = 2027-02-01
mechanism = "deferred-acceptance"

[lottery]
numbers = "single"
drawn_for = "pupil"

[waiting]
kept = true
order = "priority"

[[pool]]
name = "open"
seats = "rest"
)toml";

struct SynthesiseOptions {
  std::string out;
  base::Digest seed{};
  bool plain = false;
  std::optional<std::string> supply;
  std::string policy;  ///< a preset's name or a file; empty: of the kind of round
  std::optional<std::uint64_t> pupils;
  std::optional<std::uint64_t> schools;
  std::optional<std::uint64_t> neighbourhoods;
  std::optional<std::uint64_t> preferences;
  std::optional<std::uint64_t> capacity_percent;
};

/// An option that this kind of round has no use for is a mistake, not a detail.
base::ErrorList check_combination(const Values& values) {
  struct Use {
    std::string_view option;
    bool invented;
    bool plain;
    bool from;
  };
  constexpr std::array uses{Use{"--pupils", true, true, false}, Use{"--schools", true, true, false},
                            Use{"--neighbourhoods", true, false, false},
                            Use{"--preferences", false, true, false},
                            Use{"--capacity-percent", false, false, true}};
  base::ErrorList errors;
  const bool plain = values.flag("--plain");
  const bool from = values.flag("--from");
  const auto exclude = [&errors](std::string_view one, std::string_view other) {
    errors.add({.code = ErrorCode::options_exclude_each_other,
                .field = std::string(one),
                .value = std::string(other)});
  };
  if (plain && from) {
    exclude("--plain", "--from");
    return errors;
  }
  for (const Use& use : uses) {
    if (!values.flag(use.option)) {
      continue;
    }
    if (plain ? !use.plain : from && !use.from) {
      exclude(use.option, plain ? "--plain" : "--from");
    } else if (!plain && !from && !use.invented) {
      errors.add({.code = ErrorCode::option_missing,
                  .field = use.plain ? "--plain" : "--from",
                  .expected = std::string(use.option) + (use.plain ? " --plain" : " --from SUPPLY")});
    }
  }
  return errors;
}

base::Result<PolicyText> policy_of(const SynthesiseOptions& options) {
  if (!options.policy.empty() || !options.plain) {
    return read_policy(options.policy.empty() ? "voorbeeldstad" : options.policy);
  }
  base::Result<place::Rules> rules = io::parse_policy(plain_policy, "plain");
  if (!rules) {
    return std::unexpected(std::move(rules.error()));
  }
  return PolicyText{std::string(plain_policy), std::move(*rules)};
}

/// A round that its own rules refuse is of no use. No made round has what every town's rules need: a
/// neighbourhood, an advice, a notary's numbers.
base::Result<void> check_rules(const io::MadeRound& made, const place::Rules& rules) {
  io::RoundFiles files;
  files.programmes.bytes = made.programmes_csv;
  files.pupils.bytes = made.pupils_csv;
  files.preferences.bytes = made.preferences_csv;
  files.claims.bytes = made.claims_csv;
  const base::Result<place::Round> round = io::parse_round(files);
  if (!round) {
    return std::unexpected(round.error());
  }
  if (base::Result<place::FreezeResult> frozen = place::freeze(*round, rules); !frozen) {
    return std::unexpected(std::move(frozen.error()));
  }
  return {};
}

/// No list is longer than the rules allow.
void shorten(simulate::ListLengths& lengths, const place::Rules& rules) {
  lengths.maximum = std::min(lengths.maximum, rules.maximum_preferences.value_or(lengths.maximum));
  lengths.minimum = std::min(lengths.minimum, lengths.maximum);
  lengths.with_sibling = std::min(lengths.with_sibling, lengths.maximum);
}

base::Result<simulate::Supply> read_supply(const std::string& folder) {
  io::duo::SupplyTables tables;
  base::ErrorList errors;
  const auto read = [&](std::string_view name, std::string& into) {
    base::Result<io::FileBytes> bytes = io::read_file(path_in(folder, name));
    if (bytes) {
      into = bytes->view();
    } else {
      errors.append(std::move(bytes.error()));
    }
  };
  read("schools.csv", tables.schools_csv);
  read("counts.csv", tables.counts_csv);
  read("postcodes.csv", tables.postcodes_csv);
  read("import.json", tables.import_json);
  if (!errors.empty()) {
    return std::unexpected(std::move(errors));
  }
  return io::duo::read_supply(tables, folder);
}

template <typename Number>
void take(const std::optional<std::uint64_t>& given, Number& into) {
  into = given ? static_cast<Number>(*given) : into;  // the records bound it
}

base::Result<io::MadeRound> make_plain(const SynthesiseOptions& options) {
  simulate::BenchmarkRoundOptions shape;
  shape.seed = options.seed;
  take(options.pupils, shape.pupils);
  take(options.schools, shape.programmes);
  take(options.preferences, shape.preferences);
  const base::Result<simulate::BenchmarkRound> round = simulate::benchmark_round(shape);
  if (!round) {
    return std::unexpected(round.error());
  }
  return io::write_round(*round, options.seed);
}

base::Result<simulate::Town> make_town(const SynthesiseOptions& options, const place::Rules& rules) {
  if (!options.supply) {
    simulate::ExampleTownOptions shape;
    shape.seed = options.seed;
    take(options.pupils, shape.pupils);
    take(options.schools, shape.schools);
    take(options.neighbourhoods, shape.neighbourhoods);
    shorten(shape.lengths, rules);
    return simulate::example_town(shape);
  }
  const base::Result<simulate::Supply> supply = read_supply(*options.supply);
  if (!supply) {
    return std::unexpected(supply.error());
  }
  simulate::FromSupplyOptions shape;
  shape.seed = options.seed;
  take(options.capacity_percent, shape.capacity_percent);
  shorten(shape.lengths, rules);
  return simulate::town_from_supply(*supply, shape);
}

base::Result<io::MadeRound> make_round(const SynthesiseOptions& options, const place::Rules& rules) {
  if (options.plain) {
    return make_plain(options);
  }
  const base::Result<simulate::Town> town = make_town(options, rules);
  if (!town) {
    return std::unexpected(town.error());
  }
  return io::write_round(*town);
}

}  // namespace

base::Result<Answer> run_synthesise(const Values& values, const Session& session) {
  base::ErrorList errors = check_combination(values);
  const base::Result<base::Digest> seed = seed_of(values);
  errors.append(seed ? base::ErrorList() : seed.error());
  if (!errors.empty()) {
    return std::unexpected(std::move(errors));
  }
  const SynthesiseOptions options{.out = values.required("--out"),
                                  .seed = *seed,
                                  .plain = values.flag("--plain"),
                                  .supply = values.text("--from"),
                                  .policy = values.required("--policy"),
                                  .pupils = values.whole_number("--pupils"),
                                  .schools = values.whole_number("--schools"),
                                  .neighbourhoods = values.whole_number("--neighbourhoods"),
                                  .preferences = values.whole_number("--preferences"),
                                  .capacity_percent = values.whole_number("--capacity-percent")};
  base::Result<PolicyText> policy = policy_of(options);
  base::Result<io::MadeRound> round = make_round(options, policy ? policy->rules : place::Rules{});
  if (!policy || !round) {
    errors.append(policy ? base::ErrorList() : std::move(policy.error()));
    errors.append(round ? base::ErrorList() : std::move(round.error()));
    return std::unexpected(std::move(errors));
  }
  if (!options.policy.empty()) {
    if (base::Result<void> usable = check_rules(*round, policy->rules); !usable) {
      return std::unexpected(std::move(usable.error()));
    }
  }
  std::vector<app::NamedBytes> files;
  for (const auto& [name, bytes] : io::files_of(*round)) {
    files.push_back({std::string(name), std::string(bytes)});
  }
  files.push_back({"policy.toml", std::move(policy->toml)});
  base::Result<void> written = DiskFolder(options.out, session.force).write(files);
  if (!written) {
    return std::unexpected(std::move(written.error()));
  }
  if (session.quiet) {
    return Answer{};
  }
  return Answer{provenance_note(round->provenance_txt, session.language) + "  " +
                base::texts::format(session.language, TextKey::cli_synthesise_done,
                                    {{"folder", printable(options.out)}}) +
                "\n"};
}

}  // namespace mengpaneel::cli
