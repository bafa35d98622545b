// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The order of the pupils within each pool: (stage, class, order, number, own number, pupil_id), smallest
// first; in a stage of serial dictatorship without class and order (decisions 19 and 37). Who entered after
// the draw goes behind all others (decision 62).

#include <cstdint>
#include <vector>

#include "verify/frozen_table.hpp"
#include "verify/seats_table.hpp"

namespace mengpaneel::verify {

struct KeyOrder {
  std::vector<std::uint32_t> pool_begin;  ///< [pools + 1]
  std::vector<std::uint32_t> rows;        ///< by pool, then key [rows]
  std::vector<std::uint32_t>
      place;  ///< position in `rows` of each row: within a pool, smaller goes first [rows]
};

/// O(n log n).
[[nodiscard]] KeyOrder order_by_key(const FrozenTable& frozen, const SeatsTable& seats);

/// Sorts rows of one pool for a waiting list with reversed lottery (decision 10): class and order as before,
/// numbers descending, pupil_id ascending.
void sort_reversed(std::vector<std::uint32_t>& rows, const FrozenTable& frozen, const SeatsTable& seats);

}  // namespace mengpaneel::verify
