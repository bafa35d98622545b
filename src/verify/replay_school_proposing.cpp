// SPDX-License-Identifier: EUPL-1.2
// Rounds: every programme that was refused chooses anew out of all who have not refused it; then every pupil
// keeps the best of what she holds and what is new, and refuses the rest.

#include <algorithm>
#include <utility>

#include "base/ids.hpp"
#include "verify/replay.hpp"

namespace mengpaneel::verify {

namespace {

class ProgrammesPropose {
 public:
  ProgrammesPropose(const FrozenTable& frozen, const SeatsTable& seats, const KeyOrder& keys,
                    std::uint32_t stage, const std::vector<Pool>& pools, const Placement& placement)
      : frozen_(frozen), seats_(seats), keys_(keys), pools_(pools), stage_(stage) {
    for (const std::uint32_t row : placement) {
      best_.push_back(row == base::none ? base::none : 0);  // who has a place refuses everything
    }
  }

  void run() {
    std::vector<bool> refused(seats_.programmes.size(), true);
    while (std::ranges::find(refused, true) != refused.end()) {
      std::vector<std::uint32_t> offers;
      for (std::uint32_t programme = 0; programme < refused.size(); ++programme) {
        if (refused[programme]) {
          const std::vector<std::uint32_t> chosen = choose(programme);
          offers.insert(offers.end(), chosen.begin(), chosen.end());
        }
      }
      refused.assign(refused.size(), false);
      for (const std::uint32_t row : offers) {
        answer(frozen_.row_choice[row], refused);
      }
    }
  }

  void write_to(Placement& placement) const {
    for (std::uint32_t programme = 0; programme < seats_.programmes.size(); ++programme) {
      for (const std::uint32_t row : choose(programme)) {
        placement[frozen_.choice_pupil[frozen_.row_choice[row]]] = row;
      }
    }
  }

 private:
  /// The rows of whom a programme chooses, pool by pool, out of those who have not refused it.
  [[nodiscard]] std::vector<std::uint32_t> choose(std::uint32_t programme) const {
    const Programme& here = seats_.programmes[programme];
    std::vector<std::uint32_t> chosen;
    std::vector<std::uint32_t> pupils;  // sorted
    SeatFlow flow;
    for (std::uint32_t pool = here.first_pool; pool < here.end_pool; ++pool) {
      const std::uint64_t available = flow.available(pools_[pool]);
      const std::size_t before = chosen.size();
      for (std::uint32_t at = keys_.pool_begin[pool]; at < keys_.pool_begin[pool + 1]; ++at) {
        if (chosen.size() - before == available) {
          break;
        }
        const std::uint32_t choice = frozen_.row_choice[keys_.rows[at]];
        const std::uint32_t pupil = frozen_.choice_pupil[choice];
        const bool is_willing = frozen_.stage_of(choice) == stage_ && choice <= best_[pupil];
        if (is_willing && !std::ranges::binary_search(pupils, pupil)) {
          chosen.push_back(keys_.rows[at]);
        }
      }
      for (std::size_t index = before; index < chosen.size(); ++index) {
        pupils.push_back(frozen_.choice_pupil[frozen_.row_choice[chosen[index]]]);
      }
      std::ranges::sort(pupils);
      flow.fill(pools_[pool], chosen.size() - before);
    }
    return chosen;
  }

  void answer(std::uint32_t choice, std::vector<bool>& refused) {
    std::uint32_t& best = best_[frozen_.choice_pupil[choice]];
    if (choice == best) {
      return;
    }
    const std::uint32_t worse = std::max(choice, best);
    best = std::min(choice, best);
    if (worse != base::none) {
      refused[frozen_.choice_programme[worse]] = true;
    }
  }

  const FrozenTable& frozen_;
  const SeatsTable& seats_;
  const KeyOrder& keys_;
  const std::vector<Pool>& pools_;
  std::uint32_t stage_;
  std::vector<std::uint32_t> best_;  ///< the choice that each holds [pupils]
};

}  // namespace

void replay_school_proposing(const FrozenTable& frozen, const SeatsTable& seats, const KeyOrder& keys,
                             std::uint32_t stage, const std::vector<Pool>& pools, Placement& placement) {
  ProgrammesPropose market(frozen, seats, keys, stage, pools, placement);
  market.run();
  market.write_to(placement);
}

}  // namespace mengpaneel::verify
