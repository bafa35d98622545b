// SPDX-License-Identifier: EUPL-1.2
#pragma once
// placements.csv, and the claims about it that need no replay.

#include <cstdint>
#include <string_view>
#include <vector>

#include "verify/canonical_csv.hpp"
#include "verify/replay_groups.hpp"
#include "verify/standing.hpp"

namespace mengpaneel::verify {

struct PlacementsTable {
  explicit PlacementsTable(std::string_view bytes) : csv(bytes) {}

  CanonicalCsv csv;                      ///< owns names that stood in quotes
  std::vector<std::string_view> pupils;  ///< of every row, in the file's order
  Placement placement;  ///< of the pupils of frozen.csv; a wrong placement counts as none [pupils]
  std::uint64_t placed = 0;
};

/// One row a pupil, every pupil of frozen.csv there, and each placed by a row of frozen.csv at its rank.
void read_placements(PlacementsTable& table, const FrozenTable& frozen, const SeatsTable& seats,
                     Findings& findings);

/// No pool holds more than it can fill, in any stage.
void check_capacity(const SeatsTable& seats, const Standings& standings, Findings& findings);

/// No justified envy and no waste, under the pools' rules: nobody is left outside a pool that has a free seat
/// it may fill, or in which somebody with a larger key sits; not at a programme above the placement, and not
/// in an earlier pool of the programme of the placement. Asked in each stage that promises it, of the pupils
/// whom no earlier stage placed and who stay in no group. O(rows).
void check_stability(const FrozenTable& frozen, const SeatsTable& seats, const KeyOrder& keys,
                     const Placement& placement, const Standings& standings,
                     const std::vector<GroupResult>& groups, Findings& findings);

/// Pairs of a pupil and a programme between the stages (decision 38): numbers of different stages are not
/// compared.
[[nodiscard]] std::uint64_t count_pairs_between_stages(const FrozenTable& frozen, const SeatsTable& seats,
                                                       const Placement& placement,
                                                       const Standings& standings);

/// The placement against the one computed anew; `code` says what a difference means under the mechanism.
void check_replay(const FrozenTable& frozen, const SeatsTable& seats, const Placement& placement,
                  const Placement& anew, FindingCode code, Findings& findings);

}  // namespace mengpaneel::verify
