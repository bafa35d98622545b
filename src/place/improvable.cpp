// SPDX-License-Identifier: EUPL-1.2
#include "place/improvable.hpp"

#include <vector>

namespace mengpaneel::place {

namespace {

class TradingCycles {
 public:
  TradingCycles(const Frozen& frozen, const Outcome& outcome)
      : table_(frozen.table),
        outcome_(outcome),
        wish_(table_.choice_begin.begin(), table_.choice_begin.end() - 1),
        traded_(table_.pupil_count(), false),
        holder_begin_(frozen.seats.programmes.size() + 1, 0),
        on_path_(frozen.seats.programmes.size(), false) {
    for (std::uint32_t pupil = 0; pupil < table_.pupil_count(); ++pupil) {
      if (outcome.placed_choice[pupil] != base::none) {
        ++holder_begin_[programme_of(outcome.placed_choice[pupil]) + 1];
      }
    }
    for (std::size_t programme = 0; programme + 1 < holder_begin_.size(); ++programme) {
      holder_begin_[programme + 1] += holder_begin_[programme];
    }
    holders_.resize(holder_begin_.back());
    next_holder_.assign(holder_begin_.begin(), holder_begin_.end() - 1);
    for (std::uint32_t pupil = 0; pupil < table_.pupil_count(); ++pupil) {
      if (outcome.placed_choice[pupil] != base::none) {
        holders_[next_holder_[programme_of(outcome.placed_choice[pupil])]++] = pupil;
      }
    }
    next_holder_.assign(holder_begin_.begin(), holder_begin_.end() - 1);
  }

  std::uint64_t run() {
    for (const std::uint32_t pupil : holders_) {
      while (!traded_[pupil]) {
        follow(pupil);
      }
    }
    return gained_;
  }

 private:
  [[nodiscard]] std::uint32_t programme_of(std::uint32_t choice) const {
    return static_cast<std::uint32_t>(table_.choice_programme[choice]);
  }

  /// The first pupil with a seat at `programme` that is not traded yet, or base::none.
  std::uint32_t holder(std::uint32_t programme) {
    std::uint32_t& next = next_holder_[programme];
    while (next < holder_begin_[programme + 1] && traded_[holders_[next]]) {
      ++next;
    }
    return next < holder_begin_[programme + 1] ? holders_[next] : base::none;
  }

  /// The programme that `pupil` asks for. Hers still has a seat, her own, so there is one.
  std::uint32_t wish(std::uint32_t pupil) {
    std::uint32_t& choice = wish_[pupil];
    while (table_.row_begin[choice] == table_.row_begin[choice + 1] ||
           holder(programme_of(choice)) == base::none) {
      ++choice;
    }
    return programme_of(choice);
  }

  /// Follows wishes from the end of the path until a programme comes back, and trades that cycle. What is
  /// left of the path is followed on the next call, so every step is taken once.
  void follow(std::uint32_t start) {
    if (path_.empty()) {
      path_.push_back({start, base::none});
    }
    for (;;) {
      Step& step = path_.back();
      step.programme = wish(step.pupil);
      if (on_path_[step.programme]) {
        break;
      }
      on_path_[step.programme] = true;
      path_.push_back({holder(step.programme), base::none});
    }
    const std::uint32_t closing = path_.back().programme;
    const std::uint32_t last = holder(closing);
    for (bool complete = false; !complete;) {
      const Step step = path_.back();
      path_.pop_back();
      traded_[step.pupil] = true;
      gained_ += wish_[step.pupil] < outcome_.placed_choice[step.pupil] ? 1U : 0U;
      complete = step.pupil == last;
      if (!complete) {
        on_path_[path_.back().programme] = false;
      }
    }
    if (!path_.empty()) {
      on_path_[path_.back().programme] =
          false;  // her wish is asked again: the programme may have no seat left
    }
    if (!path_.empty() && traded_[path_.back().pupil]) {
      path_.pop_back();  // the start, who came back as a holder and traded
    }
  }

  struct Step {
    std::uint32_t pupil;
    std::uint32_t programme;  ///< that she asks for
  };

  const FrozenTable& table_;
  const Outcome& outcome_;
  std::vector<std::uint32_t> wish_;          ///< [n], choice; only moves on
  std::vector<bool> traded_;                 ///< [n]
  std::vector<std::uint32_t> holder_begin_;  ///< [m+1]
  std::vector<std::uint32_t> holders_;       ///< placed pupils by programme
  std::vector<std::uint32_t> next_holder_;   ///< [m]
  std::vector<bool> on_path_;                ///< [m], some pupil of the path asks for it
  std::vector<Step> path_;
  std::uint64_t gained_ = 0;
};

}  // namespace

std::uint64_t count_improvable(const Frozen& frozen, const Outcome& outcome) {
  return TradingCycles(frozen, outcome).run();
}

}  // namespace mengpaneel::place
