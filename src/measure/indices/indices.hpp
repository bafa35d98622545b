// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The list of segregation indices. A new index is one file in this folder, one line in indices.cpp and its
// texts in texts/<language>/indices.toml; whatever shows indices (`measure`, its JSON and CSV, bootstrap,
// documents, property tests) goes through this list.

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "measure/bounds.hpp"
#include "measure/contingency_table.hpp"
#include "measure/undefined.hpp"

namespace mengpaneel::measure {

/// How many values an index has.
enum class Shape : std::uint8_t {
  whole,       ///< one
  two_groups,  ///< one for two groups, else one for each group against the rest
  by_group,    ///< one for each group
  by_pair,     ///< one for each pair of groups, [groups x groups]
};

enum class Scale : std::uint8_t { share, nats };

struct IndexDefinition {
  std::string_view key;  ///< as in `measure --format json` and summary.json
  base::texts::TextKey name;
  base::texts::TextKey meaning;   ///< what it is
  base::texts::TextKey sentence;  ///< what this value says: {value}, {percent}, {group}, {other}
  std::string_view formula;
  std::string_view source;
  Scale scale;
  Shape shape;
  double minimum;   ///< of the value; of unevenness: where pupils are spread evenly
  double maximum;   ///< where every unit has one group; infinite where it depends on the groups
  bool unevenness;  ///< 0 for equal shares everywhere, and undefined for one group or one unit
  /// For Shape::whole; a value also for a single unit, which is mixed like itself.
  IndexValue (*compute)(const ContingencyTable& table);
  /// For the other shapes.
  std::vector<IndexValue> (*compute_each)(const ContingencyTable& table);
  /// Where cells are hidden: as many bounds as there are values.
  std::vector<IndexBounds> (*bounds)(const IntervalTable& table);
};

[[nodiscard]] std::span<const IndexDefinition> all_indices();
/// Null when there is no such key.
[[nodiscard]] const IndexDefinition* find_index(std::string_view key);

/// More groups than this have no figures by pair (a table of thousands of postcodes).
inline constexpr std::uint32_t pair_groups_max = 64;

/// All values of an index of `table`: one, [groups] or [groups x groups], as its shape says. An index of
/// unevenness of a single school says one_unit: a 0 would read as "perfectly mixed".
[[nodiscard]] std::vector<IndexValue> evaluate(const IndexDefinition& index, const ContingencyTable& table);

/// The bounds of all values of an index over every table that the intervals allow; undefined where evaluate()
/// is, whatever the hidden cells are. `table` as tightened() gives it.
[[nodiscard]] std::vector<IndexBounds> evaluate_bounds(const IndexDefinition& index,
                                                       const IntervalTable& table);

}  // namespace mengpaneel::measure
