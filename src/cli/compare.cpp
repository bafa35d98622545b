// SPDX-License-Identifier: EUPL-1.2
#include "base/threads/threads.hpp"
#include "cli/commands.hpp"
#include "cli/compare_output.hpp"
#include "cli/shared_options.hpp"
#include "cli/terminal.hpp"
#include "io/counts_reader.hpp"
#include "io/file.hpp"

namespace mengpaneel::cli {

using base::texts::format;
using base::texts::TextKey;

namespace {

constexpr std::string_view usage = "mengpaneel compare BEFORE AFTER --unit U --group G [--count N]";

/// counts-2024.csv -> counts-2024: what a reader calls the year.
std::string year_name(const std::string& path) {
  const std::size_t slash = path.find_last_of('/');
  const std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
  const std::size_t dot = name.find_last_of('.');
  return dot == std::string::npos || dot == 0 ? name : name.substr(0, dot);
}

base::Result<io::CountsFile> read_year(const std::string& path, const io::CountColumns& columns) {
  const base::Result<io::FileBytes> bytes = io::read_file(path);
  if (!bytes) {
    return std::unexpected(bytes.error());
  }
  if (bytes->view().empty()) {
    return base::fail({.code = base::ErrorCode::file_empty, .file = path});
  }
  if (!io::is_duo_postcodes(bytes->view())) {
    for (const auto& [name, given] :
         {std::pair{"--unit", &columns.unit}, std::pair{"--group", &columns.group}}) {
      if (given->empty()) {
        return base::fail(
            {.code = base::ErrorCode::option_missing, .field = name, .expected = std::string(usage)});
      }
    }
  }
  return io::read_counts(bytes->view(), path, columns);
}

struct Years {
  std::vector<app::NamedCounts> counts;
  std::uint64_t hidden_cells = 0;
  bool without_ses = false;
};

/// Every year, or every fault of every year.
base::Result<Years> read_years(const Values& values) {
  const io::CountColumns columns{.unit = values.text("--unit").value_or(""),
                                 .group = values.text("--group").value_or(""),
                                 .count = values.text("--count").value_or(""),
                                 .levels = {}};
  std::vector<std::string> paths{values.required("BEFORE")};
  for (const std::string& path : values.list("AFTER")) {
    paths.push_back(path);
  }
  Years years;
  base::ErrorList errors;
  for (const std::string& path : paths) {
    base::Result<io::CountsFile> file = read_year(path, columns);
    if (!file) {
      errors.append(file.error());
      continue;
    }
    years.hidden_cells += file->counts.table.hidden_cells;
    years.without_ses = years.without_ses || file->duo_postcodes;
    years.counts.push_back({.name = year_name(path), .counts = std::move(file->counts)});
  }
  if (!errors.empty()) {
    return std::unexpected(std::move(errors));
  }
  return years;
}

/// The group of --focus must be one of some year.
base::Result<void> check_focus(const Years& years, const std::string& focus) {
  std::string known;
  for (const app::NamedCounts& year : years.counts) {
    if (year.counts.groups.find(focus)) {
      return {};
    }
  }
  const base::IdTable& groups = years.counts.front().counts.groups;
  for (std::uint32_t group = 0; group < groups.size() && group < app::transition_groups_max; ++group) {
    known += (group == 0 ? "" : " | ") + std::string(groups.name(group));
  }
  return base::fail(
      {.code = base::ErrorCode::option_value_invalid, .field = "--focus", .value = focus, .expected = known});
}

std::vector<std::string> notes_of(const Years& years, const Session& session) {
  std::vector<std::string> notes{format(session.language, TextKey::cli_compare_same_definition)};
  if (years.without_ses) {
    notes.push_back(format(session.language, TextKey::cli_measure_duo_without_ses));
  }
  if (years.hidden_cells > 0) {
    notes.push_back(format(session.language, TextKey::cli_compare_hidden,
                           {{"cells", count_text(years.hidden_cells, session.language)}}));
  }
  return notes;
}

}  // namespace

base::Result<Answer> run_compare(const Values& values, const Session& session) {
  const base::Result<base::Digest> seed = seed_of(values);
  if (!seed) {
    return std::unexpected(seed.error());
  }
  const base::Result<Years> years = read_years(values);
  if (!years) {
    return std::unexpected(years.error());
  }
  app::CompareRequest request;
  request.seed = *seed;
  request.focus = values.text("--focus");
  if (request.focus) {
    if (const auto known = check_focus(*years, *request.focus); !known) {
      return std::unexpected(known.error());
    }
  }
  request.transition.threshold = static_cast<double>(values.whole_number("--threshold").value_or(10)) / 100.0;
  request.transition.draws = static_cast<std::uint32_t>(values.whole_number("--draws").value_or(1000));
  request.transition.run_tasks = base::run_on_threads(base::thread_count(session.threads));
  const app::Compared compared = app::compare_counts(years->counts, request);
  const CompareContext context{.notes = notes_of(*years, session),
                               .language = session.language,
                               .colour = session.colour_output,
                               .threshold = request.transition.threshold,
                               .level = request.transition.level,
                               .draws = request.transition.draws};
  const std::string wanted = values.required("--format");
  if (wanted == "json" || session.json) {
    return Answer{compared_json(compared, context)};
  }
  return Answer{wanted == "csv" ? compared_csv(compared) : compared_table(compared, context)};
}

}  // namespace mengpaneel::cli
