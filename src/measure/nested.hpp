// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Segregation between and within: how much of it is between regions, how much between the municipalities of a
// region, how much between the schools of a municipality. M adds up exactly, in any order of levels; H is M
// over the entropy of the whole, so its parts add up too. Mora and Ruiz-Castillo 2011.

#include <cstdint>
#include <span>
#include <vector>

#include "measure/contingency_table.hpp"
#include "measure/undefined.hpp"

namespace mengpaneel::measure {

/// One part of a decomposition: a region with its schools.
struct PartInside {
  double share = 0.0;                                    ///< of all pupils
  IndexValue M = std::unexpected(Undefined::no_pupils);  ///< inside this part
  IndexValue H = std::unexpected(Undefined::no_pupils);
  double entropy_ratio = 0.0;  ///< entropy of the part / entropy of the whole
};

/// M = between + sum share M_part;  H = between + sum share entropy_ratio H_part.
struct Decomposition {
  double between_M = 0.0;
  double within_M = 0.0;
  double between_H = 0.0;
  double within_H = 0.0;
  std::vector<PartInside> parts;  ///< [parts]
};

/// Undefined as H is: no pupils, one group. A part that is empty or has one group has no H and adds nothing.
/// O(cells).
[[nodiscard]] std::expected<Decomposition, Undefined> decompose(const ContingencyTable& table,
                                                                const Partition& partition);

/// What one level adds to those before it.
struct LevelTerm {
  double M = 0.0;
  double H = 0.0;  ///< M / entropy of the whole
};

/// One term for each partition, and a last one for the units inside the last partition. Each partition must
/// refine the one before it (Counts::by_levels gives such). The terms add up to M and H of `table` to
/// rounding (1e-12); they are differences of M of merged tables, so O(cells) a level.
[[nodiscard]] std::expected<std::vector<LevelTerm>, Undefined> nested(const ContingencyTable& table,
                                                                      std::span<const Partition> levels);

}  // namespace mengpaneel::measure
