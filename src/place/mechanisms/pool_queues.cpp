// SPDX-License-Identifier: EUPL-1.2
#include "place/mechanisms/pool_queues.hpp"

#include <algorithm>

namespace mengpaneel::place {

PoolQueues::PoolQueues(const Market& market, const FrozenTable& table)
    : begin_(market.pools.size() + 1, 0), entries_() {
  const auto for_each = [&](const auto& visit) {
    for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
      if (!market.takes_part(pupil)) {
        continue;
      }
      for (std::uint32_t choice = table.choice_begin[pupil]; choice < table.choice_begin[pupil + 1];
           ++choice) {
        for (std::uint32_t row = table.row_begin[choice]; row < table.row_begin[choice + 1]; ++row) {
          visit(QueueEntry{row, pupil, choice});
        }
      }
    }
  };
  for_each([&](const QueueEntry& entry) { ++begin_[table.row_pool[entry.row] + 1]; });
  for (std::size_t pool = 0; pool + 1 < begin_.size(); ++pool) {
    begin_[pool + 1] += begin_[pool];
  }
  entries_.resize(begin_.back());
  std::vector<std::uint32_t> next(begin_.begin(), begin_.end() - 1);
  for_each([&](const QueueEntry& entry) { entries_[next[table.row_pool[entry.row]]++] = entry; });
  for (std::size_t pool = 0; pool + 1 < begin_.size(); ++pool) {
    std::sort(entries_.begin() + begin_[pool], entries_.begin() + begin_[pool + 1],
              [&market](const QueueEntry& left, const QueueEntry& right) {
                const std::uint64_t word_left = market.words[left.row] | 1U;
                const std::uint64_t word_right = market.words[right.row] | 1U;
                return word_left != word_right
                           ? word_left < word_right
                           : market.tie_break({left.row, left.pupil}, {right.row, right.pupil});
              });
  }
}

}  // namespace mengpaneel::place
