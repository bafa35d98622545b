// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Which schools moved between "fewer of a group than elsewhere", "about as many" and "more", beside how many
// would have done so by chance alone. A small school crosses a threshold every year without anything having
// happened; a table of such moves says nothing without that.

#include <array>
#include <cstdint>
#include <expected>
#include <optional>
#include <vector>

#include "base/hash.hpp"
#include "base/parallel.hpp"
#include "measure/contingency_table.hpp"
#include "measure/undefined.hpp"

namespace mengpaneel::measure {

/// The share of the group at a school less that in the whole, beyond the threshold or not.
enum class Deviation : std::uint8_t { below, within, above };
inline constexpr std::size_t deviations = 3;

struct TransitionOptions {
  double threshold = 0.10;  ///< a share; a deviation of exactly this much is within
  std::uint32_t draws = 1000;
  double level = 0.90;  ///< of the intervals of noise
  base::RunTasks run_tasks = base::run_in_turn;
};

/// Schools in one cell of the table, and how many noise alone would put there.
struct TransitionCell {
  std::uint32_t units = 0;
  double noise_mean = 0.0;
  double noise_low = 0.0;
  double noise_high = 0.0;
};

struct Transition {
  std::array<std::array<TransitionCell, deviations>, deviations> cells{};  ///< [before][after]
  std::array<std::uint32_t, deviations> opened{};
  std::array<std::uint32_t, deviations> closed{};
  TransitionCell moved;  ///< off the diagonal
  /// (1 + draws with at least as many schools moved) / (1 + draws).
  double p_value = 1.0;
  /// [units], nothing where a year has no pupils there.
  std::vector<std::array<std::optional<Deviation>, 2>> of_unit;
};

/// The noise: no school's deviation changed. Each is the mean of both years, weighted by pupils; in each draw
/// every pupil of school j in year t is of the group with chance P_t + that deviation (kept within [0, 1]),
/// independent of all others, and the deviation is counted against P_t. Draw d uses (seed, "transition", d):
/// any number of threads gives the same bits. What was observed holds noise already, so noise is shown rather
/// too large than too small. Undefined: no_pupils and one_unit (of either year), group_absent (of both),
/// one_group (everyone is of it in both). O(draws x units).
[[nodiscard]] std::expected<Transition, Undefined> transition(const ContingencyTable& before,
                                                              const ContingencyTable& after, GroupIndex group,
                                                              const base::Digest& seed,
                                                              const TransitionOptions& options = {});

}  // namespace mengpaneel::measure
