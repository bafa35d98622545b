// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Who may take a seat in each pool, best key first: for the mechanisms in which programmes look at their
// pupils.

#include <cstdint>
#include <span>
#include <vector>

#include "place/frozen.hpp"
#include "place/mechanisms/market.hpp"

namespace mengpaneel::place {

/// A row, its pupil and the choice to which it belongs.
struct QueueEntry {
  std::uint32_t row;
  std::uint32_t pupil;
  std::uint32_t choice;
};

class PoolQueues {
 public:
  /// The rows of all pupils who take part. O(rows log rows).
  PoolQueues(const Market& market, const FrozenTable& table);

  [[nodiscard]] std::span<const QueueEntry> of(std::uint32_t pool) const {
    return std::span(entries_).subspan(begin_[pool], begin_[pool + 1] - begin_[pool]);
  }

 private:
  std::vector<std::uint32_t> begin_;  ///< [pools+1]
  std::vector<QueueEntry> entries_;
};

}  // namespace mengpaneel::place
