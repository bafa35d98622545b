// SPDX-License-Identifier: EUPL-1.2
#pragma once
// What `compare` found, for people and for programs.

#include <string>
#include <vector>

#include "app/compare_counts.hpp"
#include "base/text.hpp"

namespace mengpaneel::cli {

struct CompareContext {
  std::vector<std::string> notes;  ///< sentences
  base::texts::Language language = base::texts::Language::nl;
  bool colour = false;
  double threshold = 0.10;
  double level = 0.90;  ///< of the intervals of noise
  std::uint32_t draws = 0;
};

/// "opened", "both", ...
[[nodiscard]] std::string_view name_of(measure::Presence presence);

/// As docs/measure.md says.
[[nodiscard]] std::string compared_json(const app::Compared& compared, const CompareContext& context);
/// from, to, unit, presence, index, before, after, change, a column for each part, reason; the whole has an
/// empty unit.
[[nodiscard]] std::string compared_csv(const app::Compared& compared);
/// A sentence for each part.
[[nodiscard]] std::string compared_table(const app::Compared& compared, const CompareContext& context);

}  // namespace mengpaneel::cli
