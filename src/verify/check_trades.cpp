// SPDX-License-Identifier: EUPL-1.2
// A circle of pupils is a circle of pools: from the pool where somebody sits to a pool that she prefers and
// where somebody sits. So the pools are looked at, depth first: a way back to a pool on the path is a circle.

#include "verify/check_trades.hpp"

#include <string>

namespace mengpaneel::verify {

namespace {

class Trades {
 public:
  Trades(const FrozenTable& frozen, const SeatsTable& seats, const Placement& placement,
         const Standings& standings, std::uint32_t stage)
      : frozen_(frozen), wishes_(seats.pools.size()), is_taken_(seats.pools.size(), false) {
    for (std::uint32_t pupil = 0; pupil < placement.size(); ++pupil) {
      const std::uint32_t placed = standings.placed_choice[pupil];
      if (placement[pupil] == base::none || frozen.stage_of(placed) != stage) {
        continue;
      }
      ++pupils_;
      const std::uint32_t pool = frozen.row_pool[placement[pupil]];
      is_taken_[pool] = true;
      const std::uint32_t begin = frozen.choices_of(pupil, stage).first;
      for (std::uint32_t row = frozen.first_row[begin]; row < frozen.first_row[placed]; ++row) {
        wishes_[pool].push_back(row);
      }
    }
  }

  /// A row by which somebody would gain in a circle; base::none: there is none.
  [[nodiscard]] std::uint32_t find_circle() const {
    enum class State : std::uint8_t { fresh, on_path, done };
    std::vector<State> state(wishes_.size(), State::fresh);
    struct Step {
      std::uint32_t pool;
      std::size_t next;
    };
    std::vector<Step> path;
    for (std::uint32_t start = 0; start < wishes_.size(); ++start) {
      if (state[start] == State::fresh) {
        state[start] = State::on_path;
        path.push_back({start, 0});
      }
      while (!path.empty()) {
        Step& here = path.back();
        if (here.next == wishes_[here.pool].size()) {
          state[here.pool] = State::done;
          path.pop_back();
          continue;
        }
        const std::uint32_t row = wishes_[here.pool][here.next++];
        const std::uint32_t pool = frozen_.row_pool[row];
        if (is_taken_[pool] && state[pool] == State::on_path) {
          return row;
        }
        if (is_taken_[pool] && state[pool] == State::fresh) {
          state[pool] = State::on_path;
          path.push_back({pool, 0});
        }
      }
    }
    return base::none;
  }

  [[nodiscard]] std::uint64_t pupils() const { return pupils_; }

 private:
  const FrozenTable& frozen_;
  std::vector<std::vector<std::uint32_t>> wishes_;  ///< rows that those who sit in a pool prefer [pools]
  std::vector<bool> is_taken_;                      ///< somebody sits there [pools]
  std::uint64_t pupils_ = 0;
};

}  // namespace

void check_trades(const FrozenTable& frozen, const SeatsTable& seats, const Placement& placement,
                  const Standings& standings, Findings& findings) {
  for (std::uint32_t stage = 0; stage < seats.stages.size(); ++stage) {
    if (seats.stages[stage].mechanism != Mechanism::top_trading_cycles) {
      continue;
    }
    const Trades trades(frozen, seats, placement, standings, stage);
    if (const std::uint32_t row = trades.find_circle(); row != base::none) {
      const Pool& pool = seats.pools[frozen.row_pool[row]];
      findings.add({.code = FindingCode::trade_would_gain,
                    .file = "placements.csv",
                    .pupil_id = std::string(frozen.pupils[frozen.choice_pupil[frozen.row_choice[row]]]),
                    .programme_id = std::string(seats.programmes[pool.programme].name),
                    .pool = std::string(pool.name)});
    }
    findings.checked(Claim::no_gain_by_trade, trades.pupils());
  }
}

}  // namespace mengpaneel::verify
