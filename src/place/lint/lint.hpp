// SPDX-License-Identifier: EUPL-1.2
#pragma once
// What the agreed rules imply, in plain words: whether a family does well to give its true order, whether
// seats may stay empty, what the order of pools does to a reserve, who gains from a draw, and what needs
// legal advice. It looks at the rules alone, never at a round. docs/rules.md lists every finding.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "place/rules/rules.hpp"

namespace mengpaneel::place {

/// The most serious first.
enum class LintLevel : std::uint8_t {
  advice,   ///< get legal advice
  warning,  ///< has a price that is easily overlooked
  info      ///< good to know
};
inline constexpr std::array all_lint_levels{LintLevel::advice, LintLevel::warning, LintLevel::info};

enum class LintCode : std::uint8_t {
#define MENGPANEEL_LINT(name, level, source) name,
#include "place/lint/findings.def"
#undef MENGPANEEL_LINT
};
inline constexpr std::size_t lint_code_count = 0
#define MENGPANEEL_LINT(name, level, source) +1
#include "place/lint/findings.def"
#undef MENGPANEEL_LINT
    ;

struct LintFinding {
  LintCode code;
  SourcePosition at;                             ///< in the rule file
  std::vector<base::texts::Argument> arguments;  ///< of its sentence
};

/// All findings: by level, then line, then the order of findings.def. What is said of the pools for all
/// programmes is not said again of those of an override. `rules` as io/policy_toml gives them. Under a
/// millisecond.
[[nodiscard]] std::vector<LintFinding> lint(const Rules& rules);

[[nodiscard]] std::string_view lint_code_name(LintCode code);
[[nodiscard]] LintLevel lint_level(LintCode code);
[[nodiscard]] std::string_view lint_level_name(LintLevel level);
/// What the finding means, in a few sentences.
[[nodiscard]] std::string lint_sentence(base::texts::Language language, const LintFinding& finding);
/// The law or the research behind it; nothing where it follows from the rules themselves.
[[nodiscard]] std::optional<std::string> lint_source(base::texts::Language language, LintCode code);

}  // namespace mengpaneel::place
