// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Deferred acceptance (Gale and Shapley 1962), pupils proposing, in rounds: everybody who holds no seat
// proposes to the next programme on the list; each programme that has new proposals chooses anew from all it
// holds and all new ones, going through its pools in order (decision 17). Such a choice is substitutable, so
// the result is the best stable placement for every pupil and does not depend on the order of proposals.
// Serial dictatorship is the same on keys without class and order.

#include <cstdint>
#include <span>
#include <vector>

#include "verify/replay.hpp"

namespace mengpaneel::verify {

/// One stage's market, while it is being settled. May be copied, to go on from the same point twice.
class DeferredAcceptance {
 public:
  /// `pools` are those of the table with the seats that this stage has; they must outlive this.
  DeferredAcceptance(const FrozenTable& frozen, const SeatsTable& seats, const KeyOrder& keys,
                     std::uint32_t stage, const std::vector<Pool>& pools);

  /// Before run(): each pupil proposes at `count` of her choices only, after the first `skipped`.
  void limit(std::uint32_t skipped, std::uint32_t count);

  /// These pupils propose, from where they stand in their lists, until nobody is refused who could go on.
  /// Cost: each proposal may cost a scan of its programme's seats.
  void run(std::vector<std::uint32_t> free);

  /// These choices, of one programme, are proposed together, and all settles; their pupils do not go on when
  /// they are refused, but end up in stopped().
  void insert(std::span<const std::uint32_t> choices);

  /// Would the programme choose all of these choices out of those it holds and them?
  [[nodiscard]] bool would_choose_all(std::span<const std::uint32_t> choices) const;

  /// Who was inserted and refused, once each time, since the last insert() began.
  [[nodiscard]] const std::vector<std::uint32_t>& stopped() const { return stopped_; }

  /// Sets the row of everybody who holds a seat.
  void write_to(Placement& placement) const;

 private:
  /// The pupils before a programme, held and new, with their places in each of its pools beside each other:
  /// choosing goes over them again and again.
  struct Candidates {
    std::vector<std::uint32_t> choices;
    std::vector<std::uint32_t> places;  ///< base::none: not eligible [choices * pools of the programme]
    std::vector<std::uint32_t> taken;   ///< the place by which each is held; base::none: not (yet) [choices]
  };
  struct Interested {
    std::uint32_t place;
    std::uint32_t index;
  };

  void add(Candidates& candidates, std::uint32_t choice) const;
  void propose(std::uint32_t pupil);
  void propose_at(std::uint32_t choice);
  void settle(std::vector<std::uint32_t> free);
  void choose(std::uint32_t programme, Candidates& candidates) const;
  void reject_others(Candidates& candidates, std::size_t pool_count, std::vector<std::uint32_t>& free);

  const FrozenTable& frozen_;
  const SeatsTable& seats_;
  const KeyOrder& keys_;
  const std::vector<Pool>& pools_;
  std::vector<Candidates> candidates_;  ///< [programmes]
  std::vector<bool> has_new_;
  std::vector<std::uint32_t> with_new_;
  std::vector<std::uint32_t> next_choice_;  ///< [pupils]
  std::vector<std::uint32_t> end_choice_;   ///< [pupils]
  std::vector<std::uint32_t> stopped_;
};

}  // namespace mengpaneel::verify
