// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <numeric>
#include <span>
#include <tuple>

#include "base/ids.hpp"
#include "verify/replay.hpp"

namespace mengpaneel::verify {

namespace {

class ImmediateAcceptance {
 public:
  ImmediateAcceptance(const FrozenTable& frozen, const SeatsTable& seats, const KeyOrder& keys)
      : frozen_(frozen), seats_(seats), keys_(keys), placement_(frozen.pupils.size(), base::none) {
    for (const Pool& pool : seats.pools) {
      free_.push_back(pool.kind == SeatKind::no_limit ? SeatFlow::unlimited : pool.seats);
    }
  }

  Placement run() {
    std::vector<std::uint32_t> choices(frozen_.choice_pupil.size());
    std::iota(choices.begin(), choices.end(), 0U);
    std::ranges::sort(choices, [this](std::uint32_t left, std::uint32_t right) {
      return std::tie(frozen_.choice_rank[left], frozen_.choice_programme[left], left) <
             std::tie(frozen_.choice_rank[right], frozen_.choice_programme[right], right);
    });
    for (std::size_t begin = 0; begin < choices.size();) {
      std::size_t end = begin + 1;
      while (end < choices.size() &&
             frozen_.choice_rank[choices[end]] == frozen_.choice_rank[choices[begin]] &&
             frozen_.choice_programme[choices[end]] == frozen_.choice_programme[choices[begin]]) {
        ++end;
      }
      admit(frozen_.choice_programme[choices[begin]], std::span(choices).subspan(begin, end - begin));
      begin = end;
    }
    return placement_;
  }

 private:
  /// One programme in one round: through its pools in order.
  void admit(std::uint32_t programme, std::span<const std::uint32_t> choices) {
    const Programme& here = seats_.programmes[programme];
    for (std::uint32_t pool = here.first_pool; pool < here.end_pool; ++pool) {
      interested_.clear();
      for (const std::uint32_t choice : choices) {
        const std::uint32_t row = frozen_.find_row(choice, pool);
        if (row != base::none && placement_[frozen_.choice_pupil[choice]] == base::none) {
          interested_.push_back(keys_.place[row]);
        }
      }
      std::ranges::sort(interested_);
      const std::uint64_t taken = take_seats(here, pool, interested_.size());
      for (std::uint64_t index = 0; index < taken; ++index) {
        const std::uint32_t row = keys_.rows[interested_[static_cast<std::size_t>(index)]];
        placement_[frozen_.choice_pupil[frozen_.row_choice[row]]] = row;
      }
    }
  }

  /// Takes at most `wanted` seats: its own, then those that the pools before it pass on, nearest first.
  /// Returns how many.
  std::uint64_t take_seats(const Programme& here, std::uint32_t pool, std::uint64_t wanted) {
    if (seats_.pools[pool].kind == SeatKind::as_needed) {
      take_from(here.end_pool - 1, wanted);
      return wanted;
    }
    std::uint64_t taken = take_from(pool, wanted);
    for (std::uint32_t before = pool; before-- > here.first_pool;) {
      const Pool& source = seats_.pools[before];
      if (source.kind == SeatKind::no_limit || (source.kind == SeatKind::number && source.keeps_unfilled)) {
        break;
      }
      if (source.kind == SeatKind::number) {
        taken += take_from(before, wanted - taken);
      }
    }
    return taken;
  }

  std::uint64_t take_from(std::uint32_t pool, std::uint64_t wanted) {
    const std::uint64_t taken = std::min(free_[pool], wanted);
    if (free_[pool] != SeatFlow::unlimited) {
      free_[pool] -= taken;
    }
    return taken;
  }

  const FrozenTable& frozen_;
  const SeatsTable& seats_;
  const KeyOrder& keys_;
  Placement placement_;
  std::vector<std::uint64_t> free_;
  std::vector<std::uint32_t> interested_;
};

}  // namespace

Placement replay_immediate(const FrozenTable& frozen, const SeatsTable& seats, const KeyOrder& keys) {
  return ImmediateAcceptance(frozen, seats, keys).run();
}

}  // namespace mengpaneel::verify
