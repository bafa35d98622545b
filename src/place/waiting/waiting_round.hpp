// SPDX-License-Identifier: EUPL-1.2
#pragma once
// A placed round whose waiting lists live: events come in, and each vacancy goes along the lists until its
// chain ends.
//
// Source: Blum, Roth & Rothblum (1997), J. Econ. Theory 76: from a placement without justified envy such
// chains end, nobody who has a place gets a worse one, and nobody who waits is passed over.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/hash.hpp"
#include "place/mechanisms/market.hpp"
#include "place/outcome.hpp"
#include "place/waiting/events.hpp"

namespace mengpaneel::place {

class WaitingRound {
 public:
  /// `start` is the outcome before any event, in which those who enter later took no part. `entered`: 0 for
  /// who was in the round that was drawn, else the place in the order of those who enter, from 1. [n]
  /// `frozen`, `start` and `entered` must outlive this. O(rows log rows).
  WaitingRound(const Frozen& frozen, const Outcome& start, const base::Digest& seed,
               std::span<const std::uint32_t> entered);

  /// Changes nothing when the event cannot be. Over all events together O(rows + moves x pools of a
  /// programme).
  [[nodiscard]] std::optional<EventFault> apply(const Event& event);

  [[nodiscard]] const std::vector<Move>& moves() const { return moves_; }
  [[nodiscard]] const std::vector<SeatChange>& seat_changes() const { return seat_changes_; }
  [[nodiscard]] std::span<const std::uint32_t> placed_row() const { return placed_row_; }
  /// With the seats and capacities of now; else as frozen.
  [[nodiscard]] const SeatTable& seats() const { return seats_; }
  [[nodiscard]] std::uint64_t accepted() const;

  /// The outcome as it is now, without the draw of the mechanism: pools, waiting lists, who withdrew.
  [[nodiscard]] Outcome outcome() const;

  /// What decision 65 promises not to be there: pairs of a pupil who waits and a programme, and free seats
  /// that somebody waits for.
  struct Broken {
    std::uint64_t passed_over = 0;
    std::uint64_t wasted_seats = 0;
  };
  [[nodiscard]] Broken broken_promises() const;

  /// Pupils above the seats that the programmes have now.
  [[nodiscard]] std::uint64_t over_seats() const;

 private:
  enum class State : std::uint8_t { not_entered, waits, accepted, withdrawn };
  /// A pool's rows that were wanted at the start, first to be served first.
  struct Line {
    std::vector<Applicant> applicants;
    std::size_t first = 0;  ///< whoever is before it will never want it again
  };
  /// A programme with something to give, and why.
  struct Opened {
    std::uint32_t programme;
    MoveCause cause;
    std::uint32_t cause_step;
  };

  [[nodiscard]] std::optional<EventFault> fault_of(const Event& event) const;
  [[nodiscard]] std::optional<EventFault> fault_of_seats(const Event& event) const;
  void withdraw(const Event& event);
  void enter(const Event& event);
  void change_seats(const Event& event);
  void run_chain(std::uint32_t seq, Opened opened);
  [[nodiscard]] std::optional<Applicant> next_in(std::uint32_t programme);
  void move(std::uint32_t seq, Applicant applicant, MoveCause cause, std::uint32_t cause_step);
  void leave(std::uint32_t pupil);
  [[nodiscard]] bool wants(Applicant applicant) const;
  [[nodiscard]] std::vector<std::uint64_t> free_at(std::uint32_t programme) const;
  [[nodiscard]] std::uint32_t programme_of(std::uint32_t row) const {
    return programme_of_pool_[frozen_.table.row_pool[row]];
  }
  [[nodiscard]] bool goes_before(Applicant left, Applicant right, bool in_waiting_order) const;
  void fill_pools(Outcome& outcome) const;
  void fill_waiting(Outcome& outcome) const;

  const Frozen& frozen_;
  const Outcome& start_;
  KeyOrder order_;
  std::span<const std::uint32_t> entered_;
  SeatTable seats_;
  std::vector<std::uint32_t> programme_of_pool_;
  std::vector<std::uint32_t> filled_;      ///< [pools]
  std::vector<Line> lines_;                ///< [pools]
  std::vector<std::uint32_t> placed_row_;  ///< [n]
  std::vector<State> state_;               ///< [n]
  std::vector<Move> moves_;
  std::vector<SeatChange> seat_changes_;
  std::uint32_t step_ = 0;  ///< of the event that is going on
};

}  // namespace mengpaneel::place
