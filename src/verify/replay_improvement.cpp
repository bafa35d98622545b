// SPDX-License-Identifier: EUPL-1.2
// Stable improvement cycles as decision 44 has them: circle by circle, each found breadth first.

#include <cstddef>
#include <deque>
#include <utility>
#include <vector>

#include "base/ids.hpp"
#include "verify/replay.hpp"

namespace mengpaneel::verify {

namespace {

class Improvement {
 public:
  Improvement(const FrozenTable& frozen, const KeyOrder& keys, std::uint32_t stage, Placement& placement)
      : frozen_(frozen), placement_(placement), wanting_(keys.pool_begin.size() - 1) {
    for (std::uint32_t pool = 0; pool < wanting_.size(); ++pool) {
      for (std::uint32_t at = keys.pool_begin[pool]; at < keys.pool_begin[pool + 1]; ++at) {
        const std::uint32_t row = keys.rows[at];
        // Who has no seat cannot trade, but others with a larger class or order may not pass her by.
        if (frozen.stage_of(frozen.row_choice[row]) == stage && wants(row)) {
          wanting_[pool].push_back(row);
        }
      }
    }
  }

  void run() {
    const auto pool_count = static_cast<std::uint32_t>(wanting_.size());
    std::uint32_t without = 0;  // pools in a row at which no circle closes
    for (std::uint32_t pool = 0; without < pool_count; pool = (pool + 1) % pool_count) {
      ++without;
      for (std::vector<std::uint32_t> circle; !(circle = circle_at(pool)).empty();) {
        for (const std::uint32_t row : circle) {
          placement_[pupil_of(row)] = row;
        }
        without = 0;
      }
    }
  }

 private:
  [[nodiscard]] std::uint32_t pupil_of(std::uint32_t row) const {
    return frozen_.choice_pupil[frozen_.row_choice[row]];
  }
  [[nodiscard]] bool wants(std::uint32_t row) const {
    const std::uint32_t placed = placement_[pupil_of(row)];
    return placed == base::none || frozen_.row_choice[row] < frozen_.row_choice[placed];
  }

  /// The rows of who has the smallest class and order among those who want a seat in the pool, by key.
  std::vector<std::uint32_t> first_of(std::uint32_t pool) {
    std::vector<std::uint32_t>& all = wanting_[pool];
    std::erase_if(all, [this](std::uint32_t row) { return !wants(row); });
    std::size_t count = 0;
    while (count < all.size() &&
           frozen_.row_class_and_order[all[count]] == frozen_.row_class_and_order[all.front()]) {
      ++count;
    }
    return {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count)};
  }

  /// The rows to which the pupils of a shortest circle through the pool go; empty: there is none.
  std::vector<std::uint32_t> circle_at(std::uint32_t start) {
    std::vector<std::uint32_t> goes_to(wanting_.size(), base::none);  // row of who leaves each pool
    std::deque<std::uint32_t> pools{start};
    while (!pools.empty() && goes_to[start] == base::none) {
      for (const std::uint32_t row : first_of(pools.front())) {
        const std::uint32_t seat = placement_[pupil_of(row)];
        if (seat != base::none && goes_to[frozen_.row_pool[seat]] == base::none) {
          goes_to[frozen_.row_pool[seat]] = row;
          pools.push_back(frozen_.row_pool[seat]);
        }
      }
      pools.pop_front();
    }
    std::vector<std::uint32_t> circle;
    if (goes_to[start] != base::none) {
      std::uint32_t pool = start;
      do {
        circle.push_back(goes_to[pool]);
        pool = frozen_.row_pool[goes_to[pool]];
      } while (pool != start);
    }
    return circle;
  }

  const FrozenTable& frozen_;
  Placement& placement_;
  std::vector<std::vector<std::uint32_t>> wanting_;  ///< rows by key [pools]
};

}  // namespace

void improve(const FrozenTable& frozen, const KeyOrder& keys, std::uint32_t stage, Placement& placement) {
  Improvement(frozen, keys, stage, placement).run();
}

}  // namespace mengpaneel::verify
