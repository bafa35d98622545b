// SPDX-License-Identifier: EUPL-1.2
#include "cli/error_report.hpp"

#include <algorithm>

#include "base/json_writer.hpp"
#include "cli/terminal.hpp"

namespace mengpaneel::cli {

using base::texts::TextKey;

namespace {

constexpr std::string_view bold_red = "\x1b[1;31m";
constexpr std::string_view plain = "\x1b[0m";
constexpr std::size_t value_width_max = 200;

std::string place_of(const base::Error& error) {
  std::string place = error.file.empty() ? "mengpaneel" : printable(error.file);
  if (error.line > 0) {
    place.append(":").append(std::to_string(error.line));
    if (error.column > 0) {
      place.append(":").append(std::to_string(error.column));
    }
  }
  return place;
}

/// The same error with values that can be shown.
base::Error shown(const base::Error& error) {
  base::Error copy = error;
  copy.file = printable(error.file);
  copy.field = printable(error.field);
  copy.value = fitted(printable(error.value), value_width_max);
  copy.expected = printable(error.expected);
  return copy;
}

}  // namespace

std::string render_errors(const base::ErrorList& errors, base::texts::Language language, bool colour) {
  std::string out;
  for (const base::Error& raw : errors.shown()) {
    const base::Error error = shown(raw);
    out.append(colour ? bold_red : "").append(place_of(error)).append(":").append(colour ? plain : "");
    out.append(" ").append(base::texts::error_message(language, error)).append("\n");
    out.append("    ").append(base::texts::error_hint(language, error)).append("\n");
  }
  if (errors.total() > errors.shown().size()) {
    out.append(base::texts::format(language, TextKey::cli_errors_more,
                                   {{"shown", count_text(errors.shown().size(), language)},
                                    {"total", count_text(errors.total(), language)}}));
    out.append("\n");
  }
  return out;
}

std::string render_errors_json(const base::ErrorList& errors, base::texts::Language language) {
  std::string out;
  base::JsonWriter json(out);
  json.begin_object().key("errors").begin_array();
  for (const base::Error& raw : errors.shown()) {
    const base::Error error = shown(raw);
    json.begin_object();
    json.key("code").text(base::error_code_name(error.code));
    json.key("file").text(error.file);
    json.key("line").number(error.line);
    json.key("column").number(error.column);
    json.key("field").text(error.field);
    json.key("value").text(error.value);
    json.key("expected").text(error.expected);
    json.key("message").text(base::texts::error_message(language, error));
    json.key("hint").text(base::texts::error_hint(language, error));
    json.end_object();
  }
  json.end_array().key("total").number(errors.total()).end_object();
  return out.append(out.ends_with('\n') ? "" : "\n");
}

base::ExitCode exit_code_of(const base::ErrorList& errors) {
  base::ExitCode highest = base::ExitCode::answer_is_no;
  for (const base::Error& error : errors.shown()) {
    highest = std::max(highest, base::exit_code_of(error.code));
  }
  return highest;
}

}  // namespace mengpaneel::cli
