// SPDX-License-Identifier: EUPL-1.2
#include <span>

#include "base/version.hpp"
#include "cli/commands.hpp"
#include "cli/generate.hpp"
#include "cli/help.hpp"
#include "cli/usage.hpp"

namespace mengpaneel::cli {

using base::texts::format;
using base::texts::Language;
using base::texts::TextKey;

namespace {

/// Text as roff prints it: no escapes, no requests at the begin of a line, real hyphens.
std::string roff(std::string_view text) {
  std::string out;
  for (const char character : text) {
    if (character == '\\') {
      out.append("\\e");
    } else if (character == '-') {
      out.append("\\-");
    } else if ((character == '.' || character == '\'') && (out.empty() || out.back() == '\n')) {
      out.append("\\&").push_back(character);
    } else {
      out.push_back(character);
    }
  }
  return out;
}

class Page {
 public:
  explicit Page(Language language) : language_(language) {}

  void section(TextKey title) { out_.append(".SH \"").append(format(language_, title)).append("\"\n"); }
  void subsection(std::string_view title) { out_.append(".SS ").append(roff(title)).append("\n"); }
  void text(const std::string& text) { out_.append(roff(text)).append("\n"); }
  void paragraph(TextKey label, const std::string& text) {
    out_.append(".PP\n.B \"")
        .append(roff(format(language_, label)))
        .append("\"\n")
        .append(roff(text))
        .append("\n");
  }
  void item(const std::string& term, const std::string& text) {
    out_.append(".TP\n.B \"").append(roff(term)).append("\"\n").append(roff(text)).append("\n");
  }
  void example(const std::string& line) {
    out_.append(".PP\n.nf\n    ").append(roff(line)).append("\n.fi\n");
  }
  void options(std::span<const OptionRecord> options) {
    for (const OptionRecord& option : options) {
      item(form_of(option), described(option, language_));
    }
  }
  void raw(const std::string& line) { out_.append(line).append("\n"); }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  Language language_;
  std::string out_;
};

void describe_command(Page& page, const CommandRecord& command, Language language) {
  page.subsection(usage_of(command));
  page.text(format(language, command.description));
  page.paragraph(TextKey::cli_help_reads, format(language, command.reads));
  page.paragraph(TextKey::cli_help_writes, format(language, command.writes));
  for (const ArgumentRecord& argument : command.arguments) {
    page.item(std::string(argument.name), format(language, argument.description));
  }
  page.options(command.options);
  for (const std::string_view example : command.examples) {
    page.example("mengpaneel " + std::string(example));
  }
}

}  // namespace

std::string man_page(Language language) {
  Page page(language);
  // No date: equal sources give an equal page.
  page.raw(".TH MENGPANEEL 1 \"\" \"mengpaneel " + std::string(base::version) + "\"");
  page.section(TextKey::cli_man_name);
  page.text("mengpaneel - " + format(language, TextKey::cli_help_program));
  page.section(TextKey::cli_help_usage);
  page.text("mengpaneel " + format(language, TextKey::cli_help_command_usage));
  page.section(TextKey::cli_help_commands);
  for (const CommandRecord& command : commands()) {
    describe_command(page, command, language);
  }
  page.section(TextKey::cli_help_global_options);
  page.options(global_options());
  page.section(TextKey::cli_help_program_options);
  page.options(program_options());
  page.section(TextKey::cli_man_exit_status);
  page.text(format(language, TextKey::cli_help_exit_codes));
  page.section(TextKey::cli_man_environment);
  page.text(format(language, TextKey::cli_man_environment_text));
  return page.take();
}

}  // namespace mengpaneel::cli
