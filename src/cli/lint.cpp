// SPDX-License-Identifier: EUPL-1.2
#include "place/lint/lint.hpp"

#include <array>
#include <vector>

#include "base/json_writer.hpp"
#include "cli/commands.hpp"
#include "cli/policy_presets.hpp"
#include "cli/terminal.hpp"

namespace mengpaneel::cli {

using base::texts::Language;
using base::texts::TextKey;
using place::LintFinding;
using place::LintLevel;

namespace {

TextKey heading_of(LintLevel level) {
  constexpr std::array headings{TextKey::lint_level_advice, TextKey::lint_level_warning,
                                TextKey::lint_level_info};
  return headings.at(static_cast<std::size_t>(level));
}

/// The line of a file, from 1, without blanks around it.
std::string_view line_of(std::string_view text, std::uint32_t line) {
  for (std::uint32_t number = 1; number < line && !text.empty(); ++number) {
    text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  }
  text = text.substr(0, text.find('\n'));
  constexpr std::string_view blanks = " \t\r";
  const std::size_t begin = std::min(text.find_first_not_of(blanks), text.size());
  return text.substr(begin, text.find_last_not_of(blanks) + 1 - begin);
}

std::string bold(const std::string& words, bool colour) {
  return colour ? "\x1b[1m" + words + "\x1b[0m" : words;
}

std::string report(const PolicyText& policy, const std::vector<LintFinding>& findings,
                   const Session& session) {
  const Language language = session.language;
  std::string text;
  if (!session.quiet) {
    text = bold(printable(policy.rules.name + " " + policy.rules.version), session.colour_output) + "\n";
  }
  const LintFinding* before = nullptr;
  for (const LintFinding& finding : findings) {
    const LintLevel level = place::lint_level(finding.code);
    if (before == nullptr || place::lint_level(before->code) != level) {
      text += (text.empty() ? "" : "\n") +
              bold(base::texts::format(language, heading_of(level)), session.colour_output) + "\n";
    }
    before = &finding;
    const std::string place =
        base::texts::format(language, TextKey::cli_lint_line, {{"line", std::to_string(finding.at.line)}});
    text +=
        "  " + fitted(place + ": " + printable(line_of(policy.toml, finding.at.line)), page_width - 2) + "\n";
    text += "    " + wrapped(printable(place::lint_sentence(language, finding)), 4) + "\n";
    if (const auto source = place::lint_source(language, finding.code)) {
      text += "    " +
              wrapped(base::texts::format(language, TextKey::cli_lint_source, {{"source", *source}}), 4) +
              "\n";
    }
  }
  if (findings.empty()) {
    text += base::texts::format(language, TextKey::cli_lint_nothing) + "\n";
  }
  return text;
}

std::string report_json(const std::vector<LintFinding>& findings, Language language) {
  std::string out;
  base::JsonWriter json(out);
  json.begin_array();
  for (const LintFinding& finding : findings) {
    json.begin_object();
    json.key("code").text(place::lint_code_name(finding.code));
    json.key("level").text(place::lint_level_name(place::lint_level(finding.code)));
    json.key("line").number(finding.at.line);
    json.key("sentence").text(place::lint_sentence(language, finding));
    json.key("source");
    if (const auto source = place::lint_source(language, finding.code)) {
      json.text(*source);
    } else {
      json.null();
    }
    json.end_object();
  }
  json.end_array();
  return out + "\n";
}

}  // namespace

base::Result<Answer> run_lint(const Values& values, const Session& session) {
  const base::Result<PolicyText> policy = read_policy(values.required("POLICY"));
  if (!policy) {
    return std::unexpected(policy.error());
  }
  const std::vector<LintFinding> findings = place::lint(policy->rules);
  return Answer{session.json ? report_json(findings, session.language) : report(*policy, findings, session)};
}

}  // namespace mengpaneel::cli
