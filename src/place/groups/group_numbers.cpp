// SPDX-License-Identifier: EUPL-1.2
#include "place/groups/group_numbers.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace mengpaneel::place {

namespace {

/// The whole part of the mean, without a sum that could overflow.
std::uint64_t whole_mean(std::span<const std::uint64_t> numbers) {
  const std::uint64_t count = numbers.size();
  std::uint64_t quotient = 0;
  std::uint64_t remainder = 0;
  for (const std::uint64_t number : numbers) {
    quotient += number / count;
    remainder += number % count;
  }
  return quotient + remainder / count;
}

std::uint64_t combined(GroupNumber rule, std::span<const std::uint64_t> numbers) {
  switch (rule) {
    case GroupNumber::first:
      return numbers.front();
    case GroupNumber::best:
      return std::ranges::min(numbers);
    case GroupNumber::mean:
      return whole_mean(numbers);
    case GroupNumber::worst:
      return std::ranges::max(numbers);
  }
  std::unreachable();
}

bool may_take_a_seat(const FrozenTable& table, std::uint32_t choice) {
  return table.row_begin[choice] != table.row_begin[choice + 1];
}

void combine_by_choice(const FrozenTable& table, const FrozenGroup& group, const LotteryNumbers& own,
                       LotteryNumbers& numbers) {
  std::vector<std::uint64_t> here;
  for (std::uint32_t position = 0; position < list_length(table, group); ++position) {
    here.clear();
    for (const std::uint32_t member : group.members) {
      const std::uint32_t choice = table.choice_begin[member] + position;
      if (may_take_a_seat(table, choice)) {
        here.push_back(own.of_choice[choice]);
      }
    }
    if (here.empty()) {
      continue;
    }
    const std::uint64_t number = combined(group.number, here);
    for (const std::uint32_t member : group.members) {
      numbers.of_choice[table.choice_begin[member] + position] = number;
    }
  }
}

}  // namespace

bool all_eligible(const FrozenTable& table, const FrozenGroup& group, std::uint32_t position) {
  return std::ranges::all_of(group.members, [&](std::uint32_t member) {
    return may_take_a_seat(table, table.choice_begin[member] + position);
  });
}

LotteryNumbers with_group_numbers(const FrozenTable& table, const LotteryNumbers& own,
                                  std::span<const std::uint8_t> together) {
  LotteryNumbers numbers = own;
  std::vector<std::uint64_t> members;
  for (std::size_t index = 0; index < table.groups.groups.size(); ++index) {
    const FrozenGroup& group = table.groups.groups[index];
    if (together[index] == 0) {
      continue;
    }
    if (!own.of_choice.empty()) {
      combine_by_choice(table, group, own, numbers);
      continue;
    }
    members.clear();
    for (const std::uint32_t member : group.members) {
      members.push_back(own.of_pupil[member]);
    }
    const std::uint64_t number = combined(group.number, members);
    for (const std::uint32_t member : group.members) {
      numbers.of_pupil[member] = number;
    }
  }
  return numbers;
}

std::uint64_t turn_number(const FrozenTable& table, const LotteryNumbers& numbers, const FrozenGroup& group) {
  const std::uint32_t first = group.members[0];
  if (numbers.of_choice.empty()) {
    return numbers.of_pupil[first];
  }
  for (std::uint32_t position = 0; position < list_length(table, group); ++position) {
    if (all_eligible(table, group, position)) {
      return numbers.of_choice[table.choice_begin[first] + position];
    }
  }
  return 0;
}

}  // namespace mengpaneel::place
