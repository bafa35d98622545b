// SPDX-License-Identifier: EUPL-1.2
#pragma once
// What would have changed a decision, as facts that a test can try out on the engine.

#include <cstdint>
#include <optional>
#include <string>

#include "place/explain/context.hpp"
#include "place/explain/decision.hpp"

namespace mengpaneel::place {

/// Each by itself would have given a pupil whom a full pool turned away a seat at that programme or at a
/// higher choice, all else being equal.
struct WhatIf {
  std::optional<std::string> number_below;    ///< a lottery number smaller than this
  std::optional<std::uint32_t> metres_below;  ///< fewer metres
  std::optional<std::uint32_t> class_index;   ///< this priority in the pool; the weakest that would do

  [[nodiscard]] bool empty() const { return !number_below && !metres_below && !class_index; }
};

/// Nothing for decisions that are not rejections at a cut-off, or where the context does not know (safe
/// standings: context.hpp) or knows of another outcome.
[[nodiscard]] WhatIf what_if(const Decision& decision, const ExplainContext& context);

}  // namespace mengpaneel::place
