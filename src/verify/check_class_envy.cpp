// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <string>

#include "verify/check_trades.hpp"

namespace mengpaneel::verify {

void check_class_envy(const FrozenTable& frozen, const SeatsTable& seats, const Placement& placement,
                      const Standings& standings, Findings& findings) {
  const auto is_of_it = [&](std::uint32_t choice) {
    return seats.stages[frozen.stage_of(choice)].mechanism == Mechanism::stable_improvement_cycles;
  };
  std::vector<std::uint32_t> worst(standings.pools.size(), base::none);  // a row of the last class and order
  for (const std::uint32_t row : placement) {
    if (row != base::none) {
      std::uint32_t& last =
          worst[standings.slot(frozen.stage_of(frozen.row_choice[row]), frozen.row_pool[row])];
      if (last == base::none || frozen.row_class_and_order[last] < frozen.row_class_and_order[row]) {
        last = row;
      }
    }
  }
  std::uint64_t cases = 0;
  for (std::uint32_t row = 0; row < frozen.row_choice.size(); ++row) {
    const std::uint32_t choice = frozen.row_choice[row];
    const std::uint32_t pupil = frozen.choice_pupil[choice];
    if (!is_of_it(choice) || !standings.is_wanted(choice, pupil)) {
      continue;
    }
    ++cases;
    const PoolStanding& standing = standings.of_row(frozen, row);
    const std::uint32_t last = worst[standings.slot(frozen.stage_of(choice), frozen.row_pool[row])];
    const bool is_wasted = standing.filled < standing.available;
    if (!is_wasted &&
        (last == base::none || frozen.row_class_and_order[last] <= frozen.row_class_and_order[row])) {
      continue;
    }
    const Pool& pool = seats.pools[frozen.row_pool[row]];
    findings.add(
        {.code = is_wasted ? FindingCode::wasted_seat : FindingCode::class_envy,
         .file = "placements.csv",
         .pupil_id = std::string(frozen.pupils[pupil]),
         .programme_id = std::string(seats.programmes[pool.programme].name),
         .pool = std::string(pool.name),
         .found = is_wasted ? "" : std::string(frozen.pupils[frozen.choice_pupil[frozen.row_choice[last]]])});
  }
  if (std::ranges::any_of(seats.stages, [](const Stage& stage) {
        return stage.mechanism == Mechanism::stable_improvement_cycles;
      })) {
    findings.checked(Claim::no_class_envy, cases);
    findings.checked(Claim::no_waste, cases);
  }
}

}  // namespace mengpaneel::verify
