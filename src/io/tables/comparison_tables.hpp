// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Mechanisms side by side: comparison.csv and comparison.json (docs/mechanisms.md).

#include <span>
#include <string>

#include "place/summary.hpp"

namespace mengpaneel::io::tables {

struct ComparedSummary {
  std::string mechanism;
  const place::Summary* summary;
};

/// A row for each figure: mechanism, figure, group, value. Figures in the order of the summary.
[[nodiscard]] std::string write_comparison_csv(std::span<const ComparedSummary> rows);

/// {"format": 1, "comparison": [summary, ...]}, each as summary.json has it.
[[nodiscard]] std::string write_comparison_json(std::span<const ComparedSummary> rows, bool rehearsal);

}  // namespace mengpaneel::io::tables
