// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <numeric>

#include "base/ids.hpp"
#include "verify/replay.hpp"

namespace mengpaneel::verify {

namespace {

/// The pupils before a programme, held and new, with their places in each of its pools beside each other:
/// choosing goes over them again and again.
struct Candidates {
  std::vector<std::uint32_t> choices;
  std::vector<std::uint32_t> places;  ///< base::none: not eligible [choices * pools of the programme]
  std::vector<std::uint32_t> taken;   ///< the place by which each is held; base::none: not (yet) [choices]
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
    for (const Candidates& held : candidates_) {
      for (std::size_t index = 0; index < held.choices.size(); ++index) {
        placement[frozen_.choice_pupil[held.choices[index]]] = keys_.rows[held.taken[index]];
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
    Candidates& candidates = candidates_[programme];
    candidates.choices.push_back(choice);
    candidates.taken.push_back(base::none);
    for (std::uint32_t pool = seats_.programmes[programme].first_pool;
         pool < seats_.programmes[programme].end_pool; ++pool) {
      const std::uint32_t row = frozen_.find_row(choice, pool);
      candidates.places.push_back(row == base::none ? base::none : keys_.place[row]);
    }
    if (!has_new_[programme]) {
      has_new_[programme] = true;
      with_new_.push_back(programme);
    }
  }

  /// Goes through the pools in order; each takes its smallest keys among those who are left. Who is left over
  /// at the end is rejected and joins `free`.
  void choose(std::uint32_t programme, std::vector<std::uint32_t>& free) {
    Candidates& candidates = candidates_[programme];
    const Programme& here = seats_.programmes[programme];
    const std::size_t pool_count = here.end_pool - here.first_pool;
    std::ranges::fill(candidates.taken, base::none);
    SeatFlow flow;
    for (std::size_t position = 0; position < pool_count; ++position) {
      const Pool& pool = seats_.pools[here.first_pool + position];
      interested_.clear();
      for (std::uint32_t index = 0; index < candidates.choices.size(); ++index) {
        const std::uint32_t place = candidates.places[index * pool_count + position];
        if (candidates.taken[index] == base::none && place != base::none) {
          interested_.push_back({place, index});
        }
      }
      keep_smallest(flow.available(pool));
      for (const Interested& chosen : interested_) {
        candidates.taken[chosen.index] = chosen.place;
      }
      flow.fill(pool, interested_.size());
    }
    reject_others(candidates, pool_count, free);
  }

  void keep_smallest(std::uint64_t available) {
    if (available < interested_.size()) {
      const auto end = interested_.begin() + static_cast<std::ptrdiff_t>(available);
      std::ranges::nth_element(interested_, end, {}, &Interested::place);
      interested_.erase(end, interested_.end());
    }
  }

  void reject_others(Candidates& candidates, std::size_t pool_count, std::vector<std::uint32_t>& free) {
    std::size_t kept = 0;
    for (std::size_t index = 0; index < candidates.choices.size(); ++index) {
      if (candidates.taken[index] == base::none) {
        free.push_back(frozen_.choice_pupil[candidates.choices[index]]);
        continue;
      }
      candidates.choices[kept] = candidates.choices[index];
      candidates.taken[kept] = candidates.taken[index];
      std::copy_n(candidates.places.begin() + static_cast<std::ptrdiff_t>(index * pool_count), pool_count,
                  candidates.places.begin() + static_cast<std::ptrdiff_t>(kept * pool_count));
      ++kept;
    }
    candidates.choices.resize(kept);
    candidates.taken.resize(kept);
    candidates.places.resize(kept * pool_count);
  }

  struct Interested {
    std::uint32_t place;
    std::uint32_t index;
  };

  const FrozenTable& frozen_;
  const SeatsTable& seats_;
  const KeyOrder& keys_;
  std::vector<Candidates> candidates_;
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
