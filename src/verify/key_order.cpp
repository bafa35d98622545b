// SPDX-License-Identifier: EUPL-1.2
#include "verify/key_order.hpp"

#include <algorithm>

namespace mengpaneel::verify {

namespace {

/// The parts of a key that nearly always decide stand together; the rest is looked up on a tie.
struct Entry {
  std::uint64_t class_and_order;
  std::uint64_t number;
  std::uint32_t row;
  std::uint32_t tier;
};

std::uint64_t class_and_order(const FrozenTable& frozen, const SeatsTable& seats, std::uint32_t row) {
  const Stage& stage = seats.stages[frozen.stage_of(frozen.row_choice[row])];
  return stage.mechanism == Mechanism::serial_dictatorship ? 0 : frozen.row_class_and_order[row];
}

std::uint32_t pupil_of(const FrozenTable& frozen, std::uint32_t row) {
  return frozen.choice_pupil[frozen.row_choice[row]];
}

void sort_entries(std::vector<Entry>& entries, const FrozenTable& frozen) {
  std::ranges::sort(entries, [&frozen](const Entry& left, const Entry& right) {
    if (left.tier != right.tier) {
      return left.tier < right.tier;
    }
    if (left.class_and_order != right.class_and_order) {
      return left.class_and_order < right.class_and_order;
    }
    if (left.number != right.number) {
      return left.number < right.number;
    }
    if (frozen.row_own[left.row] != frozen.row_own[right.row]) {
      return frozen.row_own[left.row] < frozen.row_own[right.row];
    }
    return pupil_of(frozen, left.row) < pupil_of(frozen, right.row);
  });
}

}  // namespace

KeyOrder order_by_key(const FrozenTable& frozen, const SeatsTable& seats) {
  KeyOrder result;
  const auto row_count = static_cast<std::uint32_t>(frozen.row_pool.size());
  result.pool_begin.assign(seats.pools.size() + 1, 0);
  for (const std::uint32_t pool : frozen.row_pool) {
    ++result.pool_begin[pool + 1];
  }
  for (std::size_t pool = 0; pool < seats.pools.size(); ++pool) {
    result.pool_begin[pool + 1] += result.pool_begin[pool];
  }
  std::vector<std::uint32_t> next(result.pool_begin.begin(), result.pool_begin.end() - 1);
  result.rows.resize(row_count);
  for (std::uint32_t row = 0; row < row_count; ++row) {
    result.rows[next[frozen.row_pool[row]]++] = row;
  }
  result.place.resize(row_count);
  std::vector<Entry> entries;
  for (std::size_t pool = 0; pool < seats.pools.size(); ++pool) {
    entries.clear();
    for (std::uint32_t at = result.pool_begin[pool]; at < result.pool_begin[pool + 1]; ++at) {
      const std::uint32_t row = result.rows[at];
      entries.push_back(
          {class_and_order(frozen, seats, row), frozen.row_number[row], row, frozen.tier_of(row)});
    }
    sort_entries(entries, frozen);
    std::uint32_t at = result.pool_begin[pool];
    for (const Entry& entry : entries) {
      result.rows[at] = entry.row;
      result.place[entry.row] = at++;
    }
  }
  return result;
}

void sort_reversed(std::vector<std::uint32_t>& rows, const FrozenTable& frozen, const SeatsTable& seats) {
  std::ranges::sort(rows, [&](std::uint32_t left, std::uint32_t right) {
    if (frozen.tier_of(left) != frozen.tier_of(right)) {
      return frozen.tier_of(left) < frozen.tier_of(right);
    }
    const std::uint64_t left_class = class_and_order(frozen, seats, left);
    const std::uint64_t right_class = class_and_order(frozen, seats, right);
    if (left_class != right_class) {
      return left_class < right_class;
    }
    if (frozen.row_number[left] != frozen.row_number[right]) {
      return frozen.row_number[left] > frozen.row_number[right];
    }
    if (frozen.row_own[left] != frozen.row_own[right]) {
      return frozen.row_own[left] > frozen.row_own[right];
    }
    return pupil_of(frozen, left) < pupil_of(frozen, right);
  });
}

}  // namespace mengpaneel::verify
