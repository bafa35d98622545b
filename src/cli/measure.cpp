// SPDX-License-Identifier: EUPL-1.2
#include "base/threads/threads.hpp"
#include "cli/commands.hpp"
#include "cli/measure_output.hpp"
#include "cli/shared_options.hpp"
#include "cli/terminal.hpp"
#include "io/counts_reader.hpp"
#include "io/file.hpp"

namespace mengpaneel::cli {

using base::texts::format;
using base::texts::TextKey;

namespace {

std::vector<std::string> split(const std::string& list) {
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin <= list.size();) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    out.push_back(list.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

std::vector<std::string> notes_of(const io::CountsFile& file, const app::Measured& measured,
                                  const Session& session, bool names_count) {
  std::vector<std::string> notes;
  if (file.duo_postcodes) {
    notes.push_back(format(session.language, TextKey::cli_measure_duo_without_ses));
  } else if (!names_count) {
    notes.push_back(file.count_column.empty() ? format(session.language, TextKey::cli_measure_rows_counted)
                                              : format(session.language, TextKey::cli_measure_column_counted,
                                                       {{"column", file.count_column}}));
  }
  if (!measured.intervals.exact()) {
    notes.push_back(format(session.language, TextKey::cli_measure_hidden,
                           {{"cells", count_text(measured.intervals.hidden_cells, session.language)}}));
  }
  if (measured.bootstrap_left_out) {
    notes.push_back(format(session.language, TextKey::cli_measure_no_bootstrap));
  }
  return notes;
}

base::ErrorList missing_option(std::string_view name) {
  return base::ErrorList({.code = base::ErrorCode::option_missing,
                          .field = std::string(name),
                          .expected = "mengpaneel measure COUNTS --unit U --group G [--count N]"});
}

}  // namespace

base::Result<Answer> run_measure(const Values& values, const Session& session) {
  const base::Result<base::Digest> seed = seed_of(values);
  if (!seed) {
    return std::unexpected(seed.error());
  }
  const std::string path = values.required("COUNTS");
  const base::Result<io::FileBytes> bytes = io::read_file(path);
  if (!bytes) {
    return std::unexpected(bytes.error());
  }
  if (bytes->view().empty()) {
    return base::fail({.code = base::ErrorCode::file_empty, .file = path});
  }
  io::CountColumns columns{.unit = values.text("--unit").value_or(""),
                           .group = values.text("--group").value_or(""),
                           .count = values.text("--count").value_or(""),
                           .levels = {}};
  if (!io::is_duo_postcodes(bytes->view())) {
    for (const auto& [name, given] :
         {std::pair{"--unit", &columns.unit}, std::pair{"--group", &columns.group}}) {
      if (given->empty()) {
        return std::unexpected(missing_option(name));
      }
    }
  }
  app::MeasureRequest request;
  if (const auto within = values.text("--within")) {
    columns.levels.push_back(*within);
    request.within = true;
  }
  if (const auto levels = values.text("--nested")) {
    for (std::string& level : split(*levels)) {
      columns.levels.push_back(std::move(level));
      ++request.nested;
    }
  }
  request.bootstrap = static_cast<std::uint32_t>(values.whole_number("--bootstrap").value_or(0));
  request.seed = *seed;
  request.run_tasks = base::run_on_threads(base::thread_count(session.threads));
  base::Result<io::CountsFile> file = io::read_counts(bytes->view(), path, columns);
  if (!file) {
    return std::unexpected(std::move(file.error()));
  }
  request.numbers_are_order = !file->duo_postcodes;  // of a postcode the number says nothing
  const app::Measured measured = app::measure_counts(std::move(file->counts), request);
  const MeasureContext context{.file = path,
                               .notes = notes_of(*file, measured, session, !columns.count.empty()),
                               .language = session.language,
                               .colour = session.colour_output};
  const std::string wanted = values.required("--format");
  if (wanted == "json" || session.json) {
    return Answer{measured_json(measured, context)};
  }
  return Answer{wanted == "csv" ? measured_csv(measured) : measured_table(measured, context)};
}

}  // namespace mengpaneel::cli
