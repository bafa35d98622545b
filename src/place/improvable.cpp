// SPDX-License-Identifier: EUPL-1.2
//
// Left out from the start: pupils without a seat, and pupils at the first programme of their list for which
// they are eligible. Whenever such a pupil is asked for her seat she takes it herself, so she changes nothing
// for others. A pupil who trades is always the first of her programme's pupils that are left, so one counter
// a programme says who is left; the walk touches a few bytes a wish.

#include "place/improvable.hpp"

#include <vector>

namespace mengpaneel::place {

namespace {

class TradingCycles {
 public:
  TradingCycles(const Frozen& frozen, const Outcome& outcome) : seats_(frozen.seats.programmes.size()) {
    collect_traders(frozen.table, outcome);
    line_up_holders();
  }

  std::uint64_t run() {
    for (std::uint32_t trader = 0; trader < traders_.size(); ++trader) {
      while (!traders_[trader].traded) {
        trade_a_cycle(trader);
      }
    }
    return gained_;
  }

 private:
  struct Trader {
    std::uint32_t programme;  ///< of her seat
    std::uint32_t wish;       ///< into wishes_; only moves on, and ends at her own programme
    bool traded = false;
  };
  /// The seats that a programme's traders bring, in holders_.
  struct Seats {
    std::uint32_t next = 0;  ///< the first that is left
    std::uint32_t end = 0;
    bool on_path = false;  ///< somebody of the path asks for it
  };

  void collect_traders(const FrozenTable& table, const Outcome& outcome) {
    for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
      const std::uint32_t placed = outcome.placed_choice[pupil];
      if (placed == base::none) {
        continue;
      }
      const auto begin = static_cast<std::uint32_t>(wishes_.size());
      for (std::uint32_t choice = table.choice_begin[pupil]; choice <= placed; ++choice) {
        if (table.row_begin[choice] != table.row_begin[choice + 1]) {
          wishes_.push_back(static_cast<std::uint32_t>(table.choice_programme[choice]));
        }
      }
      if (wishes_.size() == begin + 1) {
        wishes_.pop_back();
      } else {
        traders_.push_back({wishes_.back(), begin});
      }
    }
  }

  void line_up_holders() {
    for (const Trader& trader : traders_) {
      ++seats_[trader.programme].end;
    }
    std::uint32_t begin = 0;
    for (Seats& seats : seats_) {
      const std::uint32_t count = seats.end;
      seats.next = begin;
      seats.end = begin;
      begin += count;
    }
    holders_.resize(begin);
    for (std::uint32_t trader = 0; trader < traders_.size(); ++trader) {
      holders_[seats_[traders_[trader].programme].end++] = trader;
    }
  }

  /// The programme that `trader` asks for. Hers still has a seat, her own, so there is one.
  std::uint32_t wish(std::uint32_t trader) {
    std::uint32_t& position = traders_[trader].wish;
    while (seats_[wishes_[position]].next == seats_[wishes_[position]].end) {
      ++position;
    }
    return wishes_[position];
  }

  /// Follows wishes from the end of the path until a programme comes back, and trades that cycle. What is
  /// left of the path is followed on the next call, so every step is taken once.
  void trade_a_cycle(std::uint32_t start) {
    if (path_.empty()) {
      path_.push_back({start, base::none});
    }
    for (;;) {
      Step& step = path_.back();
      step.programme = wish(step.trader);
      Seats& seats = seats_[step.programme];
      if (seats.on_path) {
        break;
      }
      seats.on_path = true;
      path_.push_back({holders_[seats.next], base::none});
    }
    const Seats& closing = seats_[path_.back().programme];
    const std::uint32_t last = holders_[closing.next];
    for (bool complete = false; !complete;) {
      const Step step = path_.back();
      path_.pop_back();
      Trader& trader = traders_[step.trader];
      trader.traded = true;
      ++seats_[trader.programme].next;
      gained_ += step.programme != trader.programme ? 1U : 0U;
      complete = step.trader == last;
      if (!path_.empty()) {
        seats_[path_.back().programme].on_path =
            false;  // who asked for it asks again: it may have no seat left
      }
    }
    if (!path_.empty() && traders_[path_.back().trader].traded) {
      path_.pop_back();  // the start, who came back as a holder and traded
    }
  }

  struct Step {
    std::uint32_t trader;
    std::uint32_t programme;  ///< that she asks for
  };

  std::vector<Trader> traders_;
  std::vector<std::uint32_t> wishes_;   ///< programmes, best first, of one trader after another
  std::vector<Seats> seats_;            ///< [m]
  std::vector<std::uint32_t> holders_;  ///< traders by programme
  std::vector<Step> path_;
  std::uint64_t gained_ = 0;
};

}  // namespace

std::uint64_t count_improvable(const Frozen& frozen, const Outcome& outcome) {
  return TradingCycles(frozen, outcome).run();
}

}  // namespace mengpaneel::place
