// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The one number of a group, made of its members' numbers (docs/formats.md, decision 30).

#include <cstdint>
#include <span>

#include "place/frozen.hpp"
#include "place/lottery/numbers.hpp"

namespace mengpaneel::place {

/// `own` with the group's number in place of each member's, for the groups that stay together:
/// `together[g]` is not 0. Where numbers differ by programme, each programme has its own, made of the numbers
/// of the members who may take a seat there.
[[nodiscard]] LotteryNumbers with_group_numbers(const FrozenTable& table, const LotteryNumbers& own,
                                                std::span<const std::uint8_t> together);

/// The number by which a group has its turn: where numbers differ by programme, that of the first programme
/// of the list at which all members may take a seat; 0 when there is none. `numbers` is what
/// with_group_numbers() gave.
[[nodiscard]] std::uint64_t turn_number(const FrozenTable& table, const LotteryNumbers& numbers,
                                        const FrozenGroup& group);

/// Every member has a row at this position of the list that the members share.
[[nodiscard]] bool all_eligible(const FrozenTable& table, const FrozenGroup& group, std::uint32_t position);

/// Length of the list that the members share.
[[nodiscard]] inline std::uint32_t list_length(const FrozenTable& table, const FrozenGroup& group) {
  return table.choice_begin[group.members[0] + 1] - table.choice_begin[group.members[0]];
}

}  // namespace mengpaneel::place
