// SPDX-License-Identifier: EUPL-1.2
// Top trading cycles in rounds: everybody asks, every programme that is asked points, and all circles trade
// at once (decision 41).

#include <vector>

#include "base/ids.hpp"
#include "verify/replay.hpp"
#include "verify/seat_stock.hpp"

namespace mengpaneel::verify {

namespace {

class TradingCycles {
 public:
  TradingCycles(const FrozenTable& frozen, const SeatsTable& seats, const KeyOrder& keys, std::uint32_t stage,
                const std::vector<Pool>& pools, Placement& placement)
      : frozen_(frozen),
        seats_(seats),
        keys_(keys),
        stage_(stage),
        placement_(placement),
        stock_(seats, pools),
        points_at_(seats.programmes.size(), base::none),
        is_left_(frozen.pupils.size(), false),
        first_waiting_(pools.size(), 0) {
    for (std::uint32_t pupil = 0; pupil < frozen.pupils.size(); ++pupil) {
      asks_.push_back(frozen.choices_of(pupil, stage).first);
      if (placement[pupil] == base::none) {
        is_left_[pupil] = true;
        left_.push_back(pupil);
      }
    }
  }

  void run() {
    while (ask()) {
      points_at_.assign(points_at_.size(), base::none);
      std::vector<std::uint32_t> walk(frozen_.pupils.size(), base::none);  // who came by, by whose walk
      for (const std::uint32_t pupil : left_) {
        std::uint32_t at = pupil;
        while (walk[at] == base::none) {
          walk[at] = pupil;
          at = after(at);
        }
        if (walk[at] == pupil) {
          find_circle(at);
        }
      }
      trade();
    }
  }

 private:
  /// Everybody finds the best programme with a seat left; who finds none is done. False when nobody is left.
  bool ask() {
    std::erase_if(left_, [this](std::uint32_t pupil) {
      const std::uint32_t end = frozen_.choices_of(pupil, stage_).second;
      while (is_left_[pupil] && asks_[pupil] != end && seat_for(asks_[pupil]) == base::none) {
        ++asks_[pupil];
      }
      is_left_[pupil] = is_left_[pupil] && asks_[pupil] != end;
      return !is_left_[pupil];
    });
    return !left_.empty();
  }

  std::uint32_t after(std::uint32_t pupil) {
    const std::uint32_t programme = frozen_.choice_programme[asks_[pupil]];
    if (points_at_[programme] == base::none) {
      points_at_[programme] = point(programme);
    }
    return points_at_[programme];
  }

  /// Keeps what the circle through this pupil trades, until all have been found.
  void find_circle(std::uint32_t pupil) {
    std::uint32_t at = pupil;
    do {
      trades_.push_back(asks_[at]);
      at = after(at);
    } while (at != pupil);
  }

  void trade() {
    for (const std::uint32_t choice : trades_) {
      const std::uint32_t row = seat_for(choice);
      stock_.take(frozen_.row_pool[row], 1);
      placement_[frozen_.choice_pupil[choice]] = row;
      is_left_[frozen_.choice_pupil[choice]] = false;
    }
    trades_.clear();
  }

  /// The row by which a choice gets a seat that is left; base::none: there is none, and never will be.
  [[nodiscard]] std::uint32_t seat_for(std::uint32_t choice) const {
    const Programme& here = seats_.programmes[frozen_.choice_programme[choice]];
    for (std::uint32_t pool = here.first_pool; pool < here.end_pool; ++pool) {
      const std::uint32_t row = frozen_.find_row(choice, pool);
      if (row != base::none && stock_.has(pool)) {
        return row;
      }
    }
    return base::none;
  }

  std::uint32_t point(std::uint32_t programme) {
    const Programme& here = seats_.programmes[programme];
    for (std::uint32_t pool = here.first_pool; pool < here.end_pool; ++pool) {
      const std::uint32_t pupil = stock_.has(pool) ? first_of(pool) : base::none;
      if (pupil != base::none) {
        return pupil;
      }
    }
    return base::none;  // does not happen: somebody asks
  }

  /// The smallest key of a pool among who is left.
  std::uint32_t first_of(std::uint32_t pool) {
    for (std::uint32_t& skipped = first_waiting_[pool];
         keys_.pool_begin[pool] + skipped < keys_.pool_begin[pool + 1]; ++skipped) {
      const std::uint32_t choice = frozen_.row_choice[keys_.rows[keys_.pool_begin[pool] + skipped]];
      const std::uint32_t pupil = frozen_.choice_pupil[choice];
      if (frozen_.stage_of(choice) == stage_ && is_left_[pupil]) {
        return pupil;
      }
    }
    return base::none;
  }

  const FrozenTable& frozen_;
  const SeatsTable& seats_;
  const KeyOrder& keys_;
  std::uint32_t stage_;
  Placement& placement_;
  SeatStock stock_;
  std::vector<std::uint32_t> points_at_;  ///< in this round [programmes]
  std::vector<bool> is_left_;             ///< [pupils]
  std::vector<std::uint32_t> left_;
  std::vector<std::uint32_t> trades_;         ///< choices
  std::vector<std::uint32_t> asks_;           ///< choice [pupils]
  std::vector<std::uint32_t> first_waiting_;  ///< how many of the queue are done with [pools]
};

}  // namespace

void replay_trading_cycles(const FrozenTable& frozen, const SeatsTable& seats, const KeyOrder& keys,
                           std::uint32_t stage, const std::vector<Pool>& pools, Placement& placement) {
  TradingCycles(frozen, seats, keys, stage, pools, placement).run();
}

}  // namespace mengpaneel::verify
