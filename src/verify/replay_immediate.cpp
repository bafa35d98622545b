// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <span>
#include <tuple>

#include "base/ids.hpp"
#include "verify/replay.hpp"
#include "verify/seat_stock.hpp"

namespace mengpaneel::verify {

namespace {

class ImmediateAcceptance {
 public:
  ImmediateAcceptance(const FrozenTable& frozen, const SeatsTable& seats, const KeyOrder& keys,
                      const std::vector<Pool>& pools, Placement& placement)
      : frozen_(frozen), seats_(seats), keys_(keys), stock_(seats, pools), placement_(placement) {}

  void run(std::uint32_t stage) {
    std::vector<std::uint32_t> choices;
    for (std::uint32_t choice = 0; choice < frozen_.choice_pupil.size(); ++choice) {
      if (frozen_.stage_of(choice) == stage) {
        choices.push_back(choice);
      }
    }
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
      const std::uint64_t taken = stock_.take(pool, interested_.size());
      for (std::uint64_t index = 0; index < taken; ++index) {
        const std::uint32_t row = keys_.rows[interested_[static_cast<std::size_t>(index)]];
        placement_[frozen_.choice_pupil[frozen_.row_choice[row]]] = row;
      }
    }
  }

  const FrozenTable& frozen_;
  const SeatsTable& seats_;
  const KeyOrder& keys_;
  SeatStock stock_;
  Placement& placement_;
  std::vector<std::uint32_t> interested_;
};

}  // namespace

void replay_immediate(const FrozenTable& frozen, const SeatsTable& seats, const KeyOrder& keys,
                      std::uint32_t stage, const std::vector<Pool>& pools, Placement& placement) {
  ImmediateAcceptance(frozen, seats, keys, pools, placement).run(stage);
}

}  // namespace mengpaneel::verify
