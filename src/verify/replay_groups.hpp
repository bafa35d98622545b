// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The placement computed anew where some pupils apply together (decisions 29 to 34): the singles first, then
// the groups in turn; a group that loses a seat moves before the one that took it, and all begins anew. The
// numbers of the groups are made on the way.

#include <cstdint>
#include <string_view>
#include <vector>

#include "verify/replay.hpp"

namespace mengpaneel::verify {

enum class GroupState : std::uint8_t { together, separated, unplaced };

struct GroupResult {
  GroupState state = GroupState::unplaced;
  bool blocks = false;  ///< a programme above its placement would choose all of it
};

/// As summary.json has it.
[[nodiscard]] std::string_view name_of(GroupState state);

/// Sets the numbers in `frozen` to those that decide, and `results` [groups]. Cost: a replay, and for each
/// order that is tried a copy of it and a scan of some programmes' seats for each group.
[[nodiscard]] Placement replay_groups(FrozenTable& frozen, const SeatsTable& seats,
                                      std::vector<GroupResult>& results);

}  // namespace mengpaneel::verify
