// SPDX-License-Identifier: EUPL-1.2
#include "tests/support/exact_chances.hpp"

#include <algorithm>
#include <numeric>

#include "place/outcome.hpp"

namespace mengpaneel::place::testing {

Frozen with_numbers(const Frozen& frozen, const std::vector<std::uint64_t>& number_of_pupil) {
  Frozen given = frozen;
  FrozenTable& table = given.table;
  table.given = true;
  table.per_programme = false;
  for (FrozenStage& stage : given.stages) {
    stage.per_programme = false;
  }
  table.choice_given.clear();
  for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
    table.choice_given.resize(table.choice_begin[pupil + 1], number_of_pupil[pupil]);
  }
  return given;
}

std::vector<double> exact_chances(const Frozen& frozen) {
  std::vector<std::uint64_t> order(frozen.table.pupil_count());
  std::iota(order.begin(), order.end(), 1U);
  std::vector<double> chance(frozen.table.choice_rank.size(), 0);
  double orders = 0;
  do {
    for (const std::uint32_t choice : place(with_numbers(frozen, order), base::Digest{}).placed_choice) {
      if (choice != base::none) {
        ++chance[choice];
      }
    }
    ++orders;
  } while (std::ranges::next_permutation(order).found);
  for (double& count : chance) {
    count /= orders;
  }
  return chance;
}

}  // namespace mengpaneel::place::testing
