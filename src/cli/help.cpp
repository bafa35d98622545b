// SPDX-License-Identifier: EUPL-1.2
#include "cli/help.hpp"

#include <algorithm>
#include <limits>
#include <span>
#include <vector>

#include "cli/commands.hpp"
#include "cli/terminal.hpp"
#include "cli/usage.hpp"

namespace mengpaneel::cli {

using base::texts::format;
using base::texts::Language;
using base::texts::TextKey;

namespace {

constexpr std::size_t description_column_max = 28;

struct Line {
  std::string form;
  std::string description;
};

class Page {
 public:
  Page(Language language, bool colour) : language_(language), colour_(colour) {}

  void paragraph(const std::string& text) { out_.append(wrapped(text, 0)).append("\n"); }
  void heading(TextKey key) {
    out_.append("\n").append(colour_ ? "\x1b[1m" : "").append(format(language_, key));
    out_.append(colour_ ? "\x1b[0m" : "").append("\n");
  }
  void indented(const std::string& text) { out_.append("  ").append(wrapped(text, 2)).append("\n"); }
  void verbatim(const std::string& text) { out_.append("  ").append(text).append("\n"); }
  void lines(const std::vector<Line>& lines);
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  Language language_;
  bool colour_;
  std::string out_;
};

/// Two columns; a form that is too wide gets a line of its own.
void Page::lines(const std::vector<Line>& lines) {
  std::size_t column = 0;
  for (const Line& line : lines) {
    column = std::max(column, display_width(line.form) + 4);
  }
  column = std::min(column, description_column_max);
  for (const Line& line : lines) {
    out_.append("  ").append(line.form);
    const std::size_t used = display_width(line.form) + 2;
    if (used + 2 > column) {
      out_.append("\n").append(column, ' ');
    } else {
      out_.append(column - used, ' ');
    }
    out_.append(wrapped(line.description, column)).append("\n");
  }
}

std::vector<Line> option_lines(std::span<const OptionRecord> options, Language language) {
  std::vector<Line> lines;
  lines.reserve(options.size());
  for (const OptionRecord& option : options) {
    lines.push_back({form_of(option), described(option, language)});
  }
  return lines;
}

}  // namespace

std::string described(const OptionRecord& option, Language language) {
  std::string text = format(language, option.description);
  const auto add = [&](TextKey key, const std::string& value) {
    text.append(" ").append(format(language, key, {{"value", value}}));
  };
  if (option.required) {
    text.append(" ").append(format(language, TextKey::cli_help_required));
  }
  if (option.kind == ValueKind::choice) {
    add(TextKey::cli_help_choices, joined(option.choices, ", "));
  }
  if (option.kind == ValueKind::whole_number) {
    text.append(" ").append(
        format(language, TextKey::cli_help_bounds,
               {{"minimum", std::to_string(option.minimum)}, {"maximum", std::to_string(option.maximum)}}));
  }
  if (!option.default_value.empty()) {
    add(TextKey::cli_help_default, std::string(option.default_value));
  }
  return text;
}

std::string command_help(const CommandRecord& command, Language language, bool colour) {
  Page page(language, colour);
  page.paragraph("mengpaneel " + std::string(command.name) + " – " + format(language, command.summary));
  page.heading(TextKey::cli_help_usage);
  page.verbatim(usage_of(command) + " [" + format(language, TextKey::cli_help_options_word) + "]");
  page.paragraph("\n" + format(language, command.description));
  page.heading(TextKey::cli_help_reads);
  page.indented(format(language, command.reads));
  page.heading(TextKey::cli_help_writes);
  page.indented(format(language, command.writes));
  if (!command.arguments.empty()) {
    page.heading(TextKey::cli_help_arguments);
    std::vector<Line> lines;
    for (const ArgumentRecord& argument : command.arguments) {
      lines.push_back({std::string(argument.name) + (argument.repeated ? "..." : ""),
                       format(language, argument.description)});
    }
    page.lines(lines);
  }
  if (!command.options.empty()) {
    page.heading(TextKey::cli_help_options);
    page.lines(option_lines(command.options, language));
  }
  page.heading(TextKey::cli_help_global_options);
  page.lines(option_lines(global_options(), language));
  page.heading(TextKey::cli_help_example);
  for (const std::string_view example : command.examples) {
    page.verbatim("mengpaneel " + std::string(example));
  }
  return page.take();
}

std::string program_help(Language language, std::string_view group, bool colour) {
  Page page(language, colour);
  if (group.empty()) {
    page.paragraph("mengpaneel – " + format(language, TextKey::cli_help_program));
  }
  page.heading(TextKey::cli_help_usage);
  const std::string prefix = "mengpaneel " + std::string(group) + (group.empty() ? "" : " ");
  page.verbatim(prefix + format(language, TextKey::cli_help_command_usage));
  page.heading(TextKey::cli_help_commands);
  std::vector<Line> lines;
  for (const CommandRecord& command : commands()) {
    if (group.empty() || command.name.starts_with(std::string(group) + " ")) {
      lines.push_back({std::string(command.name), format(language, command.summary)});
    }
  }
  page.lines(lines);
  page.heading(TextKey::cli_help_global_options);
  page.lines(option_lines(global_options(), language));
  if (group.empty()) {
    page.heading(TextKey::cli_help_program_options);
    page.lines(option_lines(program_options(), language));
    page.paragraph("\n" + format(language, TextKey::cli_help_exit_codes));
  }
  page.paragraph("\n" + format(language, TextKey::cli_help_more));
  return page.take();
}

}  // namespace mengpaneel::cli
