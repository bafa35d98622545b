// SPDX-License-Identifier: EUPL-1.2
#include "place/lint/lint.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "place/lint/checks.hpp"

namespace mengpaneel::place {

namespace {

using base::texts::TextKey;

struct Entry {
  std::string_view name;
  LintLevel level;
  TextKey sentence;
  std::optional<TextKey> source;
  LintHits (*find)(const Rules&);
};

constexpr std::array entries{
#define MENGPANEEL_LINT(name, level, source) \
  Entry{#name, LintLevel::level, TextKey::lint_finding_##name, source, check::name},
#include "place/lint/findings.def"
#undef MENGPANEEL_LINT
};

const Entry& entry_of(LintCode code) { return entries.at(static_cast<std::size_t>(code)); }

bool same_words(const std::vector<base::texts::Argument>& one,
                const std::vector<base::texts::Argument>& other) {
  return std::ranges::equal(one, other, [](const auto& left, const auto& right) {
    return left.name == right.name && left.value == right.value;
  });
}

}  // namespace

std::vector<LintFinding> lint(const Rules& rules) {
  std::vector<LintFinding> findings;
  for (std::size_t index = 0; index < entries.size(); ++index) {
    const std::size_t first = findings.size();
    for (LintHit& hit : entries.at(index).find(rules)) {
      const bool is_said =
          std::any_of(findings.begin() + static_cast<std::ptrdiff_t>(first), findings.end(),
                      [&hit](const LintFinding& said) { return same_words(said.arguments, hit.arguments); });
      if (!is_said) {
        findings.push_back(
            {.code = static_cast<LintCode>(index), .at = hit.at, .arguments = std::move(hit.arguments)});
      }
    }
  }
  std::ranges::stable_sort(findings, {}, [](const LintFinding& finding) {
    return std::pair(lint_level(finding.code), finding.at.line);
  });
  return findings;
}

std::string_view lint_code_name(LintCode code) { return entry_of(code).name; }

LintLevel lint_level(LintCode code) { return entry_of(code).level; }

std::string_view lint_level_name(LintLevel level) {
  switch (level) {
    case LintLevel::advice:
      return "advice";
    case LintLevel::warning:
      return "warning";
    case LintLevel::info:
      return "info";
  }
  std::unreachable();
}

std::string lint_sentence(base::texts::Language language, const LintFinding& finding) {
  return base::texts::format(language, entry_of(finding.code).sentence, finding.arguments);
}

std::optional<std::string> lint_source(base::texts::Language language, LintCode code) {
  const std::optional<TextKey> source = entry_of(code).source;
  return source ? std::optional(base::texts::format(language, *source)) : std::nullopt;
}

}  // namespace mengpaneel::place
