// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The list of segregation indices. A new index is one file in this folder, one line in indices.cpp and its
// texts in texts/<language>/indices.toml; whatever shows indices goes through this list.

#include <cstdint>
#include <expected>
#include <span>
#include <string_view>

#include "base/text.hpp"
#include "measure/indices/contingency_table.hpp"

namespace mengpaneel::measure {

/// Why an index has no value. Never a NaN, and never a 0 that would read as "perfectly mixed".
enum class Undefined : std::uint8_t {
  no_pupils,  ///< the table is empty
  one_group,  ///< all pupils are of one group: there is nothing to mix
};

using IndexValue = std::expected<double, Undefined>;

struct IndexDefinition {
  std::string_view key;  ///< as in `measure --format json` and summary.json
  base::texts::TextKey name;
  base::texts::TextKey meaning;
  double minimum;  ///< of the value, where pupils are spread evenly
  double maximum;  ///< of the value, where every unit has one group
  std::string_view source;
  IndexValue (*compute)(const ContingencyTable& table);
};

[[nodiscard]] std::span<const IndexDefinition> all_indices();
/// Null when there is no such key.
[[nodiscard]] const IndexDefinition* find_index(std::string_view key);

/// The reason in words.
[[nodiscard]] base::texts::TextKey text_of(Undefined reason);

/// The reason why `table` has no index of unevenness at all, for the indices to begin with.
[[nodiscard]] std::expected<void, Undefined> can_be_uneven(const ContingencyTable& table);

}  // namespace mengpaneel::measure
