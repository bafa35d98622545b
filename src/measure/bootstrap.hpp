// SPDX-License-Identifier: EUPL-1.2
#pragma once
// How far a figure could be off if these pupils are seen as drawn from a larger, imagined population. Counts
// of a register are no sample: this is the chance that made them these pupils and not others.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/hash.hpp"
#include "base/parallel.hpp"
#include "measure/indices/indices.hpp"

namespace mengpaneel::measure {

/// The variance of the multinomial of M by the delta method: [ sum p_jm ln^2(p_jm / (p_j p_m)) - M^2 ] / T.
/// In nats. Undefined: no_pupils.
[[nodiscard]] IndexValue standard_error_of_M(const ContingencyTable& table);
/// How much M is too large by chance alone, for even mixing and counts that are not small: (J - 1)(K - 1) /
/// (2 T), J units and K groups that have pupils. Miller 1955; Madow 1948.
[[nodiscard]] IndexValue bias_of_M(const ContingencyTable& table);

enum class Resampling : std::uint8_t {
  all_pupils,      ///< T pupils over all cells: sizes of schools vary too
  within_schools,  ///< each school keeps its size
};

struct Uncertainty {
  double se = 0.0;
  double bias = 0.0;  ///< mean of the draws less the figure
  double low = 0.0;   ///< interval of 2 figure - draw: corrected for bias
  double high = 0.0;
};

struct BootstrapOptions {
  std::uint32_t draws = 500;
  double level = 0.95;
  Resampling resampling = Resampling::all_pupils;
  base::RunTasks run_tasks = base::run_in_turn;
};

/// For each index and each of its values; nothing where the value or too many draws are undefined (a group
/// that some draws have not). Draw d uses (seed, "bootstrap", d), so any number of threads gives the same
/// bits. Counts are rounded to whole pupils. O(draws x cells), 16 ns a cell and draw with M and H.
[[nodiscard]] std::vector<std::vector<std::optional<Uncertainty>>> bootstrap(
    const ContingencyTable& table, std::span<const IndexDefinition> indices, const base::Digest& seed,
    const BootstrapOptions& options);

/// One table of that kind.
[[nodiscard]] ContingencyTable resampled(const ContingencyTable& table, const base::Digest& seed,
                                         std::uint32_t draw, Resampling resampling);

}  // namespace mengpaneel::measure
