// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <numeric>

#include "base/ids.hpp"
#include "verify/replay.hpp"

namespace mengpaneel::verify {

namespace {

/// A pupil before a programme: held by a row, or (base::none) waiting for the programme's choice.
struct Candidate {
  std::uint32_t choice;
  std::uint32_t row;
};

class DeferredAcceptance {
 public:
  DeferredAcceptance(const FrozenTable& frozen, const SeatsTable& seats, const KeyOrder& keys)
      : frozen_(frozen),
        seats_(seats),
        keys_(keys),
        candidates_(seats.programmes.size()),
        has_new_(seats.programmes.size(), false),
        next_choice_(frozen.first_choice.begin(), frozen.first_choice.end() - 1) {}

  Placement run() {
    std::vector<std::uint32_t> free(frozen_.pupils.size());
    std::iota(free.begin(), free.end(), 0U);
    while (!free.empty()) {
      for (const std::uint32_t pupil : free) {
        propose(pupil);
      }
      free.clear();
      for (const std::uint32_t programme : with_new_) {
        has_new_[programme] = false;
        choose(programme, free);
      }
      with_new_.clear();
    }
    Placement placement(frozen_.pupils.size(), base::none);
    for (const std::vector<Candidate>& held : candidates_) {
      for (const Candidate& candidate : held) {
        placement[frozen_.choice_pupil[candidate.choice]] = candidate.row;
      }
    }
    return placement;
  }

 private:
  void propose(std::uint32_t pupil) {
    if (next_choice_[pupil] == frozen_.first_choice[pupil + 1]) {
      return;
    }
    const std::uint32_t choice = next_choice_[pupil]++;
    const std::uint32_t programme = frozen_.choice_programme[choice];
    candidates_[programme].push_back({choice, base::none});
    if (!has_new_[programme]) {
      has_new_[programme] = true;
      with_new_.push_back(programme);
    }
  }

  /// Goes through the pools in order; each takes its smallest keys among those who are left. Who is left over
  /// at the end is rejected and joins `free`.
  void choose(std::uint32_t programme, std::vector<std::uint32_t>& free) {
    std::vector<Candidate>& candidates = candidates_[programme];
    for (Candidate& candidate : candidates) {
      candidate.row = base::none;
    }
    SeatFlow flow;
    for (std::uint32_t pool = seats_.programmes[programme].first_pool;
         pool < seats_.programmes[programme].end_pool; ++pool) {
      interested_.clear();
      for (std::uint32_t index = 0; index < candidates.size(); ++index) {
        if (candidates[index].row == base::none) {
          const std::uint32_t row = frozen_.find_row(candidates[index].choice, pool);
          if (row != base::none) {
            interested_.push_back({keys_.place[row], index});
          }
        }
      }
      const std::uint64_t available = flow.available(seats_.pools[pool]);
      if (available < interested_.size()) {
        const auto end = interested_.begin() + static_cast<std::ptrdiff_t>(available);
        std::nth_element(
            interested_.begin(), end, interested_.end(),
            [](const Interested& left, const Interested& right) { return left.place < right.place; });
        interested_.erase(end, interested_.end());
      }
      for (const Interested& taken : interested_) {
        candidates[taken.index].row = keys_.rows[taken.place];
      }
      flow.fill(seats_.pools[pool], interested_.size());
    }
    std::erase_if(candidates, [&](const Candidate& candidate) {
      if (candidate.row == base::none) {
        free.push_back(frozen_.choice_pupil[candidate.choice]);
      }
      return candidate.row == base::none;
    });
  }

  struct Interested {
    std::uint32_t place;
    std::uint32_t index;
  };

  const FrozenTable& frozen_;
  const SeatsTable& seats_;
  const KeyOrder& keys_;
  std::vector<std::vector<Candidate>> candidates_;
  std::vector<bool> has_new_;
  std::vector<std::uint32_t> with_new_;
  std::vector<std::uint32_t> next_choice_;
  std::vector<Interested> interested_;
};

}  // namespace

Placement replay_deferred(const FrozenTable& frozen, const SeatsTable& seats, const KeyOrder& keys) {
  return DeferredAcceptance(frozen, seats, keys).run();
}

}  // namespace mengpaneel::verify
