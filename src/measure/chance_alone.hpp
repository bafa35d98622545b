// SPDX-License-Identifier: EUPL-1.2
#pragma once
// What segregation there would be by chance alone: small schools differ even if every pupil drew a school
// from a hat. And the test that follows: would chance make as much as there is?

#include <cstdint>
#include <optional>

#include "base/hash.hpp"
#include "base/parallel.hpp"
#include "measure/indices/indices.hpp"

namespace mengpaneel::measure {

/// The expected D of two groups when each pupil of a school is of the first with chance P: exactly, from the
/// mean deviation of a binomial, E|X - tP| = 2 v C(t, v) P^v (1-P)^(t-v+1), v = floor(tP) + 1 (De Moivre).
/// Sizes of schools stay; counts are rounded. O(units). Winship 1977.
[[nodiscard]] IndexValue expected_dissimilarity(const ContingencyTable& table);

/// Carrington and Troske 1997: (D - D*) / (1 - D*) where D is at least what chance makes, else (D - D*) / D*.
/// 0 is what chance makes.
[[nodiscard]] IndexValue beyond_chance(double value, double expected);

struct PermutationOptions {
  std::uint32_t draws = 1000;
  /// Pupils change places inside their part only (a neighbourhood): tests for sorting given where they live.
  std::optional<Partition> inside;
  base::RunTasks run_tasks = base::run_in_turn;
};

struct PermutationTest {
  double value = 0.0;
  double mean = 0.0;     ///< under chance
  double se = 0.0;       ///< spread of the draws
  double p_value = 1.0;  ///< (1 + draws at or above the value) / (draws + 1)
};

/// Shuffles pupils over seats, so that schools and groups keep their sizes, and computes an index of the
/// whole. Draw d uses (seed, "permutation", d): the same for any number of threads. Counts must be whole.
/// With `inside`, the rows of `table` are schools within parts, and `schools` (else each row is one) says
/// which school a row is of. O(draws x cells). Undefined as the index is.
[[nodiscard]] std::expected<PermutationTest, Undefined> permutation_test(
    const ContingencyTable& table, const IndexDefinition& index, const base::Digest& seed,
    const PermutationOptions& options, const std::optional<Partition>& schools = std::nullopt);

/// One shuffled table.
[[nodiscard]] ContingencyTable shuffled(const ContingencyTable& table, const base::Digest& seed,
                                        std::uint32_t draw, const std::optional<Partition>& inside);

}  // namespace mengpaneel::measure
