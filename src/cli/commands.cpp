// SPDX-License-Identifier: EUPL-1.2
#include "cli/commands.hpp"

#include <algorithm>
#include <utility>

#include "cli/import_table.hpp"
#include "place/rules/rules.hpp"

namespace mengpaneel::cli {

using base::texts::TextKey;

namespace {

std::vector<std::string_view> mechanism_names() {
  return {place::mechanism_words.begin(), place::mechanism_words.end()};
}

std::vector<std::string_view> language_choices() {
  return {base::texts::language_names.begin(), base::texts::language_names.end()};
}

ArgumentRecord round_argument() { return {.name = "ROUND", .description = TextKey::cli_argument_round}; }

OptionRecord out_folder(std::string_view value_name, TextKey description) {
  return {.name = "--out",
          .value_name = value_name,
          .kind = ValueKind::folder,
          .description = description,
          .required = true};
}

OptionRecord mechanism_option() {
  return {.name = "--mechanism",
          .value_name = "M",
          .kind = ValueKind::choice,
          .description = TextKey::cli_option_mechanism,
          .choices = mechanism_names()};
}

OptionRecord seed_option(TextKey description) {
  return {.name = "--seed", .value_name = "HEX", .kind = ValueKind::text, .description = description};
}

CommandRecord place_record() {
  return {.name = "place",
          .summary = TextKey::cli_place_summary,
          .description = TextKey::cli_place_description,
          .reads = TextKey::cli_place_reads,
          .writes = TextKey::cli_place_writes,
          .arguments = {round_argument()},
          .options = {{.name = "--out",
                       .value_name = "OUTCOME",
                       .kind = ValueKind::folder,
                       .description = TextKey::cli_option_out_outcome,
                       .required = true,
                       .required_unless = "--compare"},
                      mechanism_option(),
                      {.name = "--compare",
                       .value_name = "M,M,...",
                       .kind = ValueKind::text,
                       .description = TextKey::cli_option_compare,
                       .value_optional = true},
                      seed_option(TextKey::cli_option_seed),
                      {.name = "--draw",
                       .value_name = "DRAW.csv",
                       .kind = ValueKind::path,
                       .description = TextKey::cli_option_draw},
                      {.name = "--from",
                       .value_name = "OUTCOME",
                       .kind = ValueKind::path,
                       .description = TextKey::cli_option_from_outcome},
                      {.name = "--events",
                       .value_name = "EVENTS.csv",
                       .kind = ValueKind::path,
                       .description = TextKey::cli_option_events}},
          .examples = {"place round --out outcome", "place round --compare",
                       "place round --compare deferred-acceptance,parallel:3 --out comparison",
                       "place round --from outcome --events events.csv --out outcome2",
                       "place round --out rehearsal --mechanism immediate-acceptance --seed "
                       "a84caef2273de3f8b50527bd3cbf070059c1ed67dc1c85325b4cf5a3c02230ab"},
          .run = run_place};
}

CommandRecord freeze_record() {
  return {.name = "freeze",
          .summary = TextKey::cli_freeze_summary,
          .description = TextKey::cli_freeze_description,
          .reads = TextKey::cli_freeze_reads,
          .writes = TextKey::cli_freeze_writes,
          .arguments = {round_argument()},
          .options = {out_folder("FROZEN", TextKey::cli_option_out_frozen), mechanism_option()},
          .examples = {"freeze round --out frozen"},
          .run = run_freeze};
}

CommandRecord verify_record() {
  return {.name = "verify",
          .summary = TextKey::cli_verify_summary,
          .description = TextKey::cli_verify_description,
          .reads = TextKey::cli_verify_reads,
          .writes = TextKey::cli_verify_writes,
          .arguments = {{.name = "ROUND-or-FROZEN", .description = TextKey::cli_argument_round_or_frozen},
                        {.name = "OUTCOME", .description = TextKey::cli_argument_outcome}},
          .options = {},
          .examples = {"verify round outcome", "verify frozen outcome"},
          .run = run_verify};
}

CommandRecord lint_record() {
  return {.name = "lint",
          .summary = TextKey::cli_lint_summary,
          .description = TextKey::cli_lint_description,
          .reads = TextKey::cli_lint_reads,
          .writes = TextKey::cli_lint_writes,
          .arguments = {{.name = "POLICY", .description = TextKey::cli_argument_policy}},
          .options = {},
          .examples = {"lint policy.toml", "lint nijmegen --json"},
          .run = run_lint};
}

CommandRecord explain_record() {
  return {.name = "explain",
          .summary = TextKey::cli_explain_summary,
          .description = TextKey::cli_explain_description,
          .reads = TextKey::cli_explain_reads,
          .writes = TextKey::cli_explain_writes,
          .arguments = {round_argument(), {.name = "OUTCOME", .description = TextKey::cli_argument_outcome}},
          .options = {{.name = "--pupil",
                       .value_name = "ID",
                       .kind = ValueKind::text,
                       .description = TextKey::cli_option_pupil}},
          .examples = {"explain round outcome", "explain round outcome --pupil A0001 --language en"},
          .run = run_explain};
}

CommandRecord chance_record() {
  return {.name = "chance",
          .summary = TextKey::cli_chance_summary,
          .description = TextKey::cli_chance_description,
          .reads = TextKey::cli_chance_reads,
          .writes = TextKey::cli_chance_writes,
          .arguments = {round_argument()},
          .options = {{.name = "--draws",
                       .value_name = "N",
                       .kind = ValueKind::whole_number,
                       .description = TextKey::cli_option_draws,
                       .default_value = "10000",
                       .minimum = 1,
                       .maximum = 100'000'000},
                      {.name = "--others",
                       .value_name = "LISTS",
                       .kind = ValueKind::choice,
                       .description = TextKey::cli_option_others,
                       .default_value = "kept",
                       .choices = {"kept", "resampled"}},
                      {.name = "--last-year",
                       .value_name = "ROUND2",
                       .kind = ValueKind::path,
                       .description = TextKey::cli_option_last_year},
                      {.name = "--out",
                       .value_name = "FILE.csv",
                       .kind = ValueKind::path,
                       .description = TextKey::cli_option_out_chance,
                       .default_value = "-"},
                      mechanism_option(),
                      seed_option(TextKey::cli_option_seed_random)},
          .examples = {"chance round --draws 100 --out chance.csv",
                       "chance round --draws 100 --others resampled --out chance.csv"},
          .run = run_chance};
}

CommandRecord import_duo_pc4_record() {
  return {.name = "import duo-pc4",
          .summary = TextKey::cli_import_summary,
          .description = TextKey::cli_import_description,
          .reads = TextKey::cli_import_reads,
          .writes = TextKey::cli_import_writes,
          .arguments = {{.name = "FILE", .description = TextKey::cli_argument_duo_file, .repeated = true}},
          .options = {out_folder("SUPPLY", TextKey::cli_option_out_supply),
                      {.name = "--sites",
                       .value_name = "SITES.geojson",
                       .kind = ValueKind::path,
                       .description = TextKey::cli_option_sites},
                      {.name = "--postcodes",
                       .value_name = "POINTS.csv",
                       .kind = ValueKind::path,
                       .description = TextKey::cli_option_postcodes},
                      {.name = "--special", .description = TextKey::cli_option_special}},
          .examples = {"import duo-pc4 town.csv --sites sites.geojson --postcodes points.csv --out supply"},
          .run = run_import_duo_pc4};
}

OptionRecord column_option(std::string_view name, std::string_view value_name, TextKey description) {
  return {.name = name, .value_name = value_name, .kind = ValueKind::text, .description = description};
}

CommandRecord measure_record() {
  return {.name = "measure",
          .summary = TextKey::cli_measure_summary,
          .description = TextKey::cli_measure_description,
          .reads = TextKey::cli_measure_reads,
          .writes = TextKey::cli_measure_writes,
          .arguments = {{.name = "COUNTS", .description = TextKey::cli_argument_counts}},
          .options = {column_option("--unit", "U", TextKey::cli_option_unit),
                      column_option("--group", "G", TextKey::cli_option_group),
                      column_option("--count", "N", TextKey::cli_option_count),
                      column_option("--within", "W", TextKey::cli_option_within),
                      column_option("--nested", "A,B", TextKey::cli_option_nested),
                      {.name = "--bootstrap",
                       .value_name = "N",
                       .kind = ValueKind::whole_number,
                       .description = TextKey::cli_option_bootstrap,
                       .minimum = 2,
                       .maximum = 100'000},
                      seed_option(TextKey::cli_option_seed_random),
                      {.name = "--format",
                       .value_name = "FORMAT",
                       .kind = ValueKind::choice,
                       .description = TextKey::cli_option_format,
                       .default_value = "table",
                       .choices = {"table", "csv", "json"}}},
          .examples = {"measure counts.csv --unit school --group ses --count pupils",
                       "measure counts.csv --unit school --group ses --count pupils --nested board "
                       "--bootstrap 100 --format json",
                       "measure town.csv --language en"},
          .run = run_measure};
}

CommandRecord compare_record() {
  return {.name = "compare",
          .summary = TextKey::cli_compare_summary,
          .description = TextKey::cli_compare_description,
          .reads = TextKey::cli_compare_reads,
          .writes = TextKey::cli_compare_writes,
          .arguments = {{.name = "BEFORE", .description = TextKey::cli_argument_before},
                        {.name = "AFTER", .description = TextKey::cli_argument_after, .repeated = true}},
          .options = {column_option("--unit", "U", TextKey::cli_option_unit),
                      column_option("--group", "G", TextKey::cli_option_group),
                      column_option("--count", "N", TextKey::cli_option_count),
                      column_option("--focus", "GROUP", TextKey::cli_option_focus),
                      {.name = "--threshold",
                       .value_name = "POINTS",
                       .kind = ValueKind::whole_number,
                       .description = TextKey::cli_option_threshold,
                       .default_value = "10",
                       .minimum = 1,
                       .maximum = 99},
                      {.name = "--draws",
                       .value_name = "N",
                       .kind = ValueKind::whole_number,
                       .description = TextKey::cli_option_noise_draws,
                       .default_value = "1000",
                       .minimum = 1,
                       .maximum = 1'000'000},
                      seed_option(TextKey::cli_option_seed_random),
                      {.name = "--format",
                       .value_name = "FORMAT",
                       .kind = ValueKind::choice,
                       .description = TextKey::cli_option_format,
                       .default_value = "table",
                       .choices = {"table", "csv", "json"}}},
          .examples =
              {"compare 2023.csv 2025.csv --unit school --group ses --count pupils",
               "compare 2023.csv 2024.csv 2025.csv --unit school --group ses --count pupils --format json",
               "compare 2023.csv 2025.csv --unit school --group ses --count pupils --focus low "
               "--threshold 15 --language en"},
          .run = run_compare};
}

OptionRecord size_option(std::string_view name, TextKey description, std::uint64_t maximum) {
  return {.name = name,
          .value_name = "N",
          .kind = ValueKind::whole_number,
          .description = description,
          .minimum = 1,
          .maximum = maximum};
}

CommandRecord synthesise_record() {
  return {.name = "synthesise",
          .summary = TextKey::cli_synthesise_summary,
          .description = TextKey::cli_synthesise_description,
          .reads = TextKey::cli_synthesise_reads,
          .writes = TextKey::cli_synthesise_writes,
          .arguments = {},
          .options = {out_folder("ROUND", TextKey::cli_option_out_round),
                      seed_option(TextKey::cli_option_seed_random),
                      {.name = "--policy",
                       .value_name = "POLICY",
                       .kind = ValueKind::text,
                       .description = TextKey::cli_option_policy},
                      size_option("--pupils", TextKey::cli_option_pupils, 50'000'000),
                      size_option("--schools", TextKey::cli_option_schools, 1'000'000),
                      size_option("--neighbourhoods", TextKey::cli_option_neighbourhoods, 899),
                      {.name = "--from",
                       .value_name = "SUPPLY",
                       .kind = ValueKind::path,
                       .description = TextKey::cli_option_from},
                      size_option("--capacity-percent", TextKey::cli_option_capacity_percent, 1000),
                      {.name = "--plain", .description = TextKey::cli_option_plain},
                      size_option("--preferences", TextKey::cli_option_preferences, 64)},
          .examples = {"synthesise --out round", "synthesise --plain --pupils 1000 --schools 20 --out plain",
                       "synthesise --from supply --policy nijmegen --out town"},
          .run = run_synthesise};
}

std::vector<CommandRecord> make_commands() {
  std::vector<CommandRecord> list{place_record(),   freeze_record(),  verify_record(),
                                  lint_record(),    explain_record(), chance_record(),
                                  measure_record(), compare_record(), import_duo_pc4_record()};
  for (CommandRecord& record : import_records()) {
    list.push_back(std::move(record));
  }
  list.push_back(synthesise_record());
  return list;
}

std::vector<OptionRecord> make_global_options() {
  return {{.name = "--help", .description = TextKey::cli_option_help},
          {.name = "--language",
           .value_name = "LANGUAGE",
           .kind = ValueKind::choice,
           .description = TextKey::cli_option_language,
           .choices = language_choices()},
          {.name = "--json", .description = TextKey::cli_option_json},
          {.name = "--quiet", .description = TextKey::cli_option_quiet},
          {.name = "--force", .description = TextKey::cli_option_force},
          {.name = "--threads",
           .value_name = "N",
           .kind = ValueKind::whole_number,
           .description = TextKey::cli_option_threads,
           .default_value = "0",
           .minimum = 0,
           .maximum = 1024}};
}

std::vector<OptionRecord> make_program_options() {
  return {{.name = "--version", .description = TextKey::cli_option_version},
          {.name = "--generate",
           .value_name = "WHAT",
           .kind = ValueKind::choice,
           .description = TextKey::cli_option_generate,
           .choices = {"man", "bash-completion", "options-json"}}};
}

}  // namespace

std::span<const CommandRecord> commands() {
  static const std::vector<CommandRecord> list = make_commands();
  return list;
}

std::span<const OptionRecord> global_options() {
  static const std::vector<OptionRecord> list = make_global_options();
  return list;
}

std::span<const OptionRecord> program_options() {
  static const std::vector<OptionRecord> list = make_program_options();
  return list;
}

const CommandRecord* find_command(std::string_view name) {
  const auto found = std::ranges::find(commands(), name, &CommandRecord::name);
  return found == commands().end() ? nullptr : &*found;
}

}  // namespace mengpaneel::cli
