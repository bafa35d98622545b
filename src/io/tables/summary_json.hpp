// SPDX-License-Identifier: EUPL-1.2
#pragma once
// summary.json; its JSON Schema is docs/schemas/summary.schema.json, what each figure means is in
// docs/summary.md.

#include <string>

#include "place/rules/rules.hpp"
#include "place/summary.hpp"

namespace mengpaneel::io::tables {

struct SummaryMeta {
  bool rehearsal = true;
  std::string mechanism;  ///< as place::mechanism_names has it
};

/// Indices with 6 decimals, metres with 1. Equal summaries give equal bytes.
[[nodiscard]] std::string write_summary(const place::Summary& summary, const SummaryMeta& meta);

}  // namespace mengpaneel::io::tables
