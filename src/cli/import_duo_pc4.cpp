// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "cli/commands.hpp"
#include "cli/round_folder.hpp"
#include "cli/terminal.hpp"
#include "io/duo/import.hpp"
#include "io/duo/supply_tables.hpp"

namespace mengpaneel::cli {

using base::texts::format;
using base::texts::Language;
using base::texts::TextKey;

namespace {

/// What the import looks at, and the memory behind it.
struct Input {
  std::vector<io::FileBytes> memory;
  io::duo::ImportInput files;
};

base::Result<Input> read_input(const Values& values) {
  Input input;
  base::ErrorList errors;
  const auto read = [&](const std::string& path) -> std::optional<io::duo::InputFile> {
    base::Result<io::FileBytes> bytes = io::read_file(path);
    if (!bytes) {
      errors.append(std::move(bytes.error()));
      return std::nullopt;
    }
    input.memory.push_back(std::move(*bytes));  // the bytes themselves never move
    return io::duo::InputFile{path, input.memory.back().view()};
  };
  for (const std::string& path : values.list("FILE")) {
    if (const auto file = read(path)) {
      input.files.pupils.push_back(*file);
    }
  }
  if (const auto path = values.text("--sites")) {
    input.files.school_sites = read(*path);
  }
  if (const auto path = values.text("--postcodes")) {
    input.files.postcode_points = read(*path);
  }
  if (!errors.empty()) {
    return std::unexpected(std::move(errors));
  }
  return input;
}

std::string interval(simulate::CountInterval count, Language language) {
  return count.low == count.high ? count_text(count.low, language)
                                 : count_text(count.low, language) + " – " + count_text(count.high, language);
}

std::string report_text(const io::duo::ImportReport& report, const std::string& folder, Language language) {
  Table table({{"", Align::left}, {"", Align::right}});
  const auto row = [&](TextKey key, const std::string& value) {
    table.add_row({format(language, key), value});
  };
  row(TextKey::cli_import_files, count_text(report.files.size(), language));
  row(TextKey::cli_import_rows, count_text(report.rows, language));
  row(TextKey::cli_import_schools, count_text(report.schools, language));
  row(TextKey::cli_import_postcodes, count_text(report.postcodes, language));
  row(TextKey::cli_import_pupils, interval(report.pupils, language));
  row(TextKey::cli_import_aged_four, interval(report.aged_four, language));
  row(TextKey::cli_import_own_postcode, interval(report.in_own_postcode, language));
  row(TextKey::cli_import_suppressed, percentage(report.cells_suppressed, report.cells_not_zero));
  std::string text = table.render();
  const auto note = [&](TextKey key, std::size_t count, const std::string& names) {
    if (count > 0) {
      text.append("  - ");
      text.append(wrapped(format(language, key, {{"count", std::to_string(count)}, {"names", names}}), 4));
      text.append("\n");
    }
  };
  note(TextKey::cli_import_empty_files, report.empty_files.size(), first_names(report.empty_files));
  note(TextKey::cli_import_without_site, report.schools_without_site.size(),
       first_names(report.schools_without_site));
  note(TextKey::cli_import_without_point, report.postcodes_without_point.size(),
       first_names(report.postcodes_without_point));
  text.append("  ").append(format(language, TextKey::cli_import_done, {{"folder", printable(folder)}}));
  return text + "\n";
}

}  // namespace

base::Result<Answer> run_import_duo_pc4(const Values& values, const Session& session) {
  const std::string out = values.required("--out");
  const base::Result<Input> input = read_input(values);
  if (!input) {
    return std::unexpected(input.error());
  }
  const auto kinds =
      values.flag("--special") ? io::duo::SchoolKinds::every : io::duo::SchoolKinds::mainstream;
  const base::Result<io::duo::Import> imported = io::duo::import_home_postcodes(input->files, kinds);
  if (!imported) {
    return std::unexpected(imported.error());
  }
  const io::duo::SupplyTables tables = io::duo::write_supply(*imported);
  std::vector<app::NamedBytes> files;
  for (const auto& [name, bytes] : io::duo::files_of(tables)) {
    files.push_back({std::string(name), std::string(bytes)});
  }
  base::Result<void> written = DiskFolder(out, session.force).write(files);
  if (!written) {
    return std::unexpected(std::move(written.error()));
  }
  return Answer{session.quiet ? std::string() : report_text(imported->report, out, session.language)};
}

}  // namespace mengpaneel::cli
