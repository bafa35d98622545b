// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The checks: one function for each line of findings.def, in the file of its family.

#include <vector>

#include "base/text.hpp"
#include "place/rules/rules.hpp"

namespace mengpaneel::place {

/// A place in the rules where a finding holds, and what fills its sentence.
struct LintHit {
  SourcePosition at;
  std::vector<base::texts::Argument> arguments = {};
};
using LintHits = std::vector<LintHit>;

namespace check {
#define MENGPANEEL_LINT(name, level, source) [[nodiscard]] LintHits name(const Rules& rules);
#include "place/lint/findings.def"
#undef MENGPANEEL_LINT
}  // namespace check

}  // namespace mengpaneel::place
