// SPDX-License-Identifier: EUPL-1.2
#pragma once
// What `measure` found, for people and for programs.

#include <string>
#include <string_view>
#include <vector>

#include "app/measure_counts.hpp"
#include "base/text.hpp"

namespace mengpaneel::cli {

struct MeasureContext {
  std::string file;
  std::vector<std::string> notes;  ///< sentences
  base::texts::Language language = base::texts::Language::nl;
  bool colour = false;
  double level = 0.95;  ///< of the intervals of the bootstrap
};

/// The group, or pair of groups, of one value of an index; empty names for an index of the whole.
struct ValuePlace {
  std::string_view group = {};
  std::string_view other = {};
};
[[nodiscard]] ValuePlace place_of(const app::Measured& measured, const app::Figure& figure,
                                  std::size_t place);

/// As docs/formats.md says.
[[nodiscard]] std::string measured_json(const app::Measured& measured, const MeasureContext& context);
/// index, group, other, value, se, bias, low, high, min, max, reason
[[nodiscard]] std::string measured_csv(const app::Measured& measured);
/// A sentence for each figure.
[[nodiscard]] std::string measured_table(const app::Measured& measured, const MeasureContext& context);

}  // namespace mengpaneel::cli
