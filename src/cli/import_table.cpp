// SPDX-License-Identifier: EUPL-1.2
// `import KIND`, for every kind of io/open_data/kinds.

#include <algorithm>
#include <deque>

#include "cli/import_table.hpp"
#include "cli/round_folder.hpp"
#include "cli/terminal.hpp"
#include "io/open_data/import.hpp"

namespace mengpaneel::cli {

using base::texts::format;
using base::texts::Language;
using base::texts::TextKey;
using io::open_data::Content;

namespace {

constexpr std::size_t names_max = 5;
constexpr std::size_t notes_indent = 4;

/// What the import looks at, and the memory behind it.
struct Input {
  std::vector<io::FileBytes> memory;
  std::vector<io::open_data::InputFile> files;
  std::optional<io::open_data::InputFile> areas;
  std::optional<io::open_data::InputFile> points;
  std::optional<io::open_data::InputFile> mapping;
};

base::Result<Input> read_input(const Values& values) {
  Input input;
  base::ErrorList errors;
  const auto read = [&](const std::string& path) -> std::optional<io::open_data::InputFile> {
    base::Result<io::FileBytes> bytes = io::read_file(path);
    if (!bytes) {
      errors.append(std::move(bytes.error()));
      return std::nullopt;
    }
    input.memory.push_back(std::move(*bytes));  // the bytes themselves never move
    return io::open_data::InputFile{path, input.memory.back().view()};
  };
  for (const std::string& path : values.list("FILE")) {
    if (const auto file = read(path)) {
      input.files.push_back(*file);
    }
  }
  for (const auto& [option, file] : {std::pair{"--areas", &input.areas}, std::pair{"--points", &input.points},
                                     std::pair{"--mapping", &input.mapping}}) {
    if (const auto path = values.text(option)) {
      *file = read(*path);
    }
  }
  if (!errors.empty()) {
    return std::unexpected(std::move(errors));
  }
  return input;
}

std::optional<std::uint32_t> year(const Values& values, std::string_view option) {
  const std::optional<std::uint64_t> given = values.whole_number(option);
  return given ? std::optional(static_cast<std::uint32_t>(*given)) : std::nullopt;
}

std::string first_names(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t index = 0; index < std::min(names.size(), names_max); ++index) {
    text.append(index == 0 ? "" : ", ").append(printable(names[index]));
  }
  return text.append(names.size() > names_max ? ", …" : "");
}

/// Text for people about one import.
class ReportText {
 public:
  ReportText(const io::open_data::Import& import, Language language)
      : kind_(*import.table.kind), table_(import.table), report_(import.report), language_(language) {}

  std::string write(const std::string& folder) {
    add_figures();
    text_ = figures_.render();
    add_notes();
    text_.append("  ").append(format(language_, TextKey::import_done, {{"folder", printable(folder)}}));
    return text_ + "\n";
  }

 private:
  void figure(TextKey key, std::string value) {
    figures_.add_row({format(language_, key), std::move(value)});
  }
  void figure(TextKey key, std::uint64_t count) { figure(key, count_text(count, language_)); }

  void add_figures() {
    figure(TextKey::import_files, report_.files.size());
    std::uint64_t rows_read = 0;
    for (const auto& file : report_.files) {
      rows_read += file.rows_read;
    }
    figure(TextKey::import_rows_read, rows_read);
    figure(TextKey::import_rows, report_.rows);
    figure(kind_.unit == io::open_data::Unit::areas ? TextKey::import_areas : TextKey::import_sites,
           report_.units);
    figure(TextKey::import_years, first_names(report_.years));
    figure(TextKey::import_definition, table_.definition.definition);
    if (kind_.content == Content::counts) {
      const auto [low, high] = report_.pupils;
      figure(TextKey::import_pupils, low == high
                                         ? count_text(low, language_)
                                         : count_text(low, language_) + " – " + count_text(high, language_));
      figure(TextKey::import_suppressed, percentage(report_.cells_suppressed, report_.cells));
    } else if (kind_.content == Content::values) {
      figure(TextKey::import_values, report_.cells);
      figure(TextKey::import_missing, report_.cells_missing);
    }
    if (report_.rows_joined > 0) {
      figure(TextKey::import_joined, report_.rows_joined);
    }
  }

  void note(TextKey key, const std::vector<std::string>& names) {
    if (!names.empty()) {
      paragraph(format(language_, key,
                       {{"count", count_text(names.size(), language_)}, {"names", first_names(names)}}));
    }
  }

  void paragraph(const std::string& text) {
    text_.append("  - ").append(wrapped(text, notes_indent)).append("\n");
  }

  void add_notes() {
    note(TextKey::import_empty_files, report_.empty_files);
    note(TextKey::import_totals, report_.totals_that_do_not_fit);
    std::uint64_t rows = 0;
    std::vector<std::string> postcodes;
    for (const auto& [postcode, count] : report_.not_joined) {
      rows += count;
      postcodes.push_back(postcode);
    }
    if (rows > 0) {
      paragraph(format(language_, TextKey::import_not_joined,
                       {{"count", count_text(rows, language_)}, {"names", first_names(postcodes)}}));
    }
    std::vector<std::string> columns;
    for (const auto& file : report_.files) {
      for (const std::string& column : file.columns_passed_over) {
        if (std::ranges::find(columns, column) == columns.end()) {
          columns.push_back(column);
        }
      }
    }
    note(TextKey::import_columns, columns);
    if (!kind_.tried) {
      paragraph(format(language_, TextKey::import_untried));
    }
    paragraph(format(language_, kind_.caveat));
  }

  const io::open_data::KindRecord& kind_;
  const io::open_data::Table& table_;
  const io::open_data::Report& report_;
  Language language_;
  Table figures_{{{"", Align::left}, {"", Align::right}}};
  std::string text_;
};

base::Result<Answer> run_import(const io::open_data::KindRecord& kind, const Values& values,
                                const Session& session) {
  const std::string out = values.required("--out");
  const base::Result<Input> input = read_input(values);
  if (!input) {
    return std::unexpected(input.error());
  }
  const io::open_data::Options options{.year = year(values, "--year"),
                                       .geography_year = year(values, "--geography-year"),
                                       .definition = values.text("--definition").value_or(std::string()),
                                       .areas = input->areas,
                                       .points = input->points,
                                       .mapping = input->mapping,
                                       .sheet = values.text("--sheet").value_or(std::string()),
                                       .special_schools = values.flag("--special")};
  const base::Result<io::open_data::Import> imported =
      io::open_data::import_files(kind, input->files, options);
  if (!imported) {
    return std::unexpected(imported.error());
  }
  std::vector<app::NamedBytes> files{
      {std::string(io::open_data::csv_name(kind.content)), io::open_data::write_csv(imported->table)},
      {"import.json", io::open_data::write_report(*imported)}};
  if (!imported->postcodes_csv.empty()) {
    files.push_back({"postcodes.csv", imported->postcodes_csv});
  }
  base::Result<void> written = DiskFolder(out, session.force).write(files);
  if (!written) {
    return std::unexpected(std::move(written.error()));
  }
  return Answer{session.quiet ? std::string() : ReportText(*imported, session.language).write(out)};
}

OptionRecord year_option(std::string_view name, TextKey description) {
  return {.name = name,
          .value_name = "YEAR",
          .kind = ValueKind::whole_number,
          .description = description,
          .minimum = 1900,
          .maximum = 2099};
}

CommandRecord import_record(const io::open_data::KindRecord& kind, std::string_view command,
                            std::string_view example) {
  CommandRecord record{.name = command,
                       .summary = kind.summary,
                       .description = kind.caveat,
                       .reads = kind.tried ? TextKey::import_reads_tried : TextKey::import_reads_untried,
                       .writes = kind.content == Content::counts   ? TextKey::import_writes_counts
                                 : kind.content == Content::values ? TextKey::import_writes_values
                                 : kind.content == Content::areas  ? TextKey::import_writes_areas
                                                                   : TextKey::import_writes_sites,
                       .arguments = {{.name = "FILE", .description = TextKey::import_file, .repeated = true}},
                       .options = {{.name = "--out",
                                    .value_name = "FOLDER",
                                    .kind = ValueKind::folder,
                                    .description = TextKey::import_option_out,
                                    .required = true},
                                   year_option("--year", TextKey::import_option_year),
                                   year_option("--geography-year", TextKey::import_option_geography_year),
                                   {.name = "--definition",
                                    .value_name = "WORD",
                                    .kind = ValueKind::text,
                                    .description = TextKey::import_option_definition},
                                   {.name = "--sheet",
                                    .value_name = "NAME",
                                    .kind = ValueKind::text,
                                    .description = TextKey::import_option_sheet}},
                       .examples = {example},
                       .run = [&kind](const Values& values, const Session& session) {
                         return run_import(kind, values, session);
                       }};
  if (has_field(kind, io::open_data::Field::home_postcode)) {
    record.options.push_back({.name = "--areas",
                              .value_name = "POSTCODES.csv",
                              .kind = ValueKind::path,
                              .description = TextKey::import_option_areas});
  }
  if (kind.content == Content::areas) {
    record.options.push_back({.name = "--points",
                              .value_name = "POINTS.csv",
                              .kind = ValueKind::path,
                              .description = TextKey::import_option_points});
  }
  if (kind.needs_mapping) {
    record.options.push_back({.name = "--mapping",
                              .value_name = "MAPPING.toml",
                              .kind = ValueKind::path,
                              .description = TextKey::import_option_mapping,
                              .required = true});
  }
  if (kind.mainstream_only) {
    record.options.push_back({.name = "--special", .description = TextKey::import_option_special});
  }
  return record;
}

}  // namespace

std::vector<CommandRecord> import_records() {
  static std::deque<std::string> words;  // records hold views
  std::vector<CommandRecord> records;
  for (const io::open_data::KindRecord& kind : io::open_data::kinds()) {
    const std::string& command = words.emplace_back("import " + std::string(kind.name));
    const std::string& example =
        words.emplace_back(command + " " + std::string(kind.example) + " --out " + std::string(kind.name));
    records.push_back(import_record(kind, command, example));
  }
  return records;
}

}  // namespace mengpaneel::cli
