// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Decisions in plain Dutch and English: what happened, which rule and which cut-off decided. Sentences stand
// in texts/<language>/explain.toml; docs/explain.md shows them all. A new kind of decision is a line in
// reason.hpp, a sentence in each catalogue and a line in explain.cpp.

#include <span>
#include <string>

#include "base/text.hpp"
#include "place/explain/context.hpp"
#include "place/explain/decision.hpp"
#include "place/explain/reason.hpp"

namespace mengpaneel::place {

/// One decision in words; `placed` is the pupil's own placed row, or null. Without a newline. About 4 us.
[[nodiscard]] std::string explain(base::texts::Language language, const Decision& decision,
                                  const Decision* placed, const ExplainContext& context);

/// All decisions on one pupil: a line that says where she is placed, then a line for each decision in the
/// order of her list and of the programme's pools. Ends with a newline. `decisions` are her rows, in any
/// order, not empty.
[[nodiscard]] std::string explain_pupil(base::texts::Language language, std::span<const Decision> decisions,
                                        const ExplainContext& context);

}  // namespace mengpaneel::place
