// SPDX-License-Identifier: EUPL-1.2
//
// The idea. Each pool has one line of all who want a seat in it more than what they have, sorted once. What a
// pupil has only gets better until she accepts or leaves, so whoever was passed at the head of a line need
// never be looked at again: all chains together walk each line once. Who enters later stands at the end of
// every line, in the order of entering; who is still to come stops the walk.
//
// Programmes with something to give stand on a stack: the seat that came free last goes first, so a chain is
// followed to its end before the next seat is looked at, and moves.csv reads as a story.

#include "place/waiting/waiting_round.hpp"

#include <algorithm>

#include "place/mechanisms/mechanisms.hpp"
#include "place/waiting/free_seats.hpp"

namespace mengpaneel::place {

WaitingRound::WaitingRound(const Frozen& frozen, const Outcome& start, const base::Digest& seed,
                           std::span<const std::uint32_t> entered)
    : frozen_(frozen),
      start_(start),
      order_(frozen, start.numbers, seed, mechanism_entry(frozen.seats.mechanism).key_parts),
      entered_(entered),
      seats_(frozen.seats),
      programme_of_pool_(frozen.seats.pools.size()),
      filled_(frozen.seats.pools.size(), 0),
      lines_(frozen.seats.pools.size()),
      placed_row_(start.placed_row) {
  for (std::uint32_t programme = 0; programme + 1 < seats_.pool_begin.size(); ++programme) {
    std::fill(programme_of_pool_.begin() + seats_.pool_begin[programme],
              programme_of_pool_.begin() + seats_.pool_begin[programme + 1], programme);
  }
  const FrozenTable& table = frozen.table;
  for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
    state_.push_back(entered[pupil] == 0 ? State::waits : State::not_entered);
    if (placed_row_[pupil] != base::none) {
      ++filled_[table.row_pool[placed_row_[pupil]]];
    }
    const std::uint32_t end = std::min(placed_row_[pupil], table.row_begin[table.choice_begin[pupil + 1]]);
    for (std::uint32_t row = table.row_begin[table.choice_begin[pupil]]; row < end; ++row) {
      lines_[table.row_pool[row]].applicants.push_back({row, pupil});
    }
  }
  for (Line& line : lines_) {
    std::ranges::sort(line.applicants,
                      [this](Applicant left, Applicant right) { return goes_before(left, right, true); });
  }
}

bool WaitingRound::goes_before(Applicant left, Applicant right, bool in_waiting_order) const {
  if (entered_[left.pupil] != entered_[right.pupil]) {
    return entered_[left.pupil] < entered_[right.pupil];
  }
  return in_waiting_order && frozen_.seats.waiting == WaitingOrder::reversed_lottery
             ? order_.before_reversed(left, right)
             : order_.before(left, right);
}

std::optional<EventFault> WaitingRound::apply(const Event& event) {
  if (const std::optional<EventFault> fault = fault_of(event)) {
    return fault;
  }
  step_ = 0;
  switch (event.kind) {
    case EventKind::withdraw:
      withdraw(event);
      break;
    case EventKind::accept:
      state_[event.pupil] = State::accepted;
      break;
    case EventKind::enter:
      enter(event);
      break;
    case EventKind::seat:
    case EventKind::capacity:
      change_seats(event);
      break;
  }
  return std::nullopt;
}

std::optional<EventFault> WaitingRound::fault_of(const Event& event) const {
  if (event.kind == EventKind::seat || event.kind == EventKind::capacity) {
    return fault_of_seats(event);
  }
  const FrozenTable& table = frozen_.table;
  const bool has_rows = table.row_begin[table.choice_begin[event.pupil]] !=
                        table.row_begin[table.choice_begin[event.pupil + 1]];
  const State state = state_[event.pupil];
  if (!has_rows) {
    return EventFault::not_in_round;
  }
  if (event.kind == EventKind::enter) {
    return state == State::not_entered ? std::nullopt : std::optional(EventFault::in_round_before);
  }
  if (state == State::not_entered) {
    return EventFault::not_in_round;
  }
  if (state == State::withdrawn) {
    return EventFault::withdrawn_before;
  }
  if (event.kind == EventKind::withdraw) {
    return std::nullopt;
  }
  if (state == State::accepted) {
    return EventFault::accepted_before;
  }
  const std::uint32_t row = placed_row_[event.pupil];
  if (row == base::none) {
    return EventFault::not_placed;
  }
  return programme_of(row) == event.programme ? std::nullopt : std::optional(EventFault::placed_elsewhere);
}

std::optional<EventFault> WaitingRound::fault_of_seats(const Event& event) const {
  if (event.kind == EventKind::capacity) {
    return std::nullopt;
  }
  const std::uint32_t last = seats_.pools[seats_.pool_begin[event.programme + 1] - 1].seats;
  const std::uint32_t capacity = seats_.capacity[event.programme];
  if (last == base::no_limit) {
    return EventFault::no_limit;
  }
  const std::uint32_t most = std::max(last, capacity == base::no_limit ? 0 : capacity);
  return event.seats < base::no_limit - most ? std::nullopt : std::optional(EventFault::too_many_seats);
}

void WaitingRound::leave(std::uint32_t pupil) {
  if (placed_row_[pupil] != base::none) {
    --filled_[frozen_.table.row_pool[placed_row_[pupil]]];
  }
}

void WaitingRound::withdraw(const Event& event) {
  const std::uint32_t row = placed_row_[event.pupil];
  state_[event.pupil] = State::withdrawn;
  if (row == base::none) {
    return;
  }
  leave(event.pupil);
  placed_row_[event.pupil] = base::none;
  moves_.push_back({event.seq, ++step_, event.pupil, row, base::none, MoveCause::withdraw, 0});
  run_chain(event.seq, {programme_of(row), MoveCause::vacancy, step_});
}

void WaitingRound::enter(const Event& event) {
  const FrozenTable& table = frozen_.table;
  state_[event.pupil] = State::waits;
  for (std::uint32_t row = table.row_begin[table.choice_begin[event.pupil]];
       row < table.row_begin[table.choice_begin[event.pupil + 1]]; ++row) {
    const std::uint32_t programme = programme_of(row);
    if (free_at(programme)[table.row_pool[row] - seats_.pool_begin[programme]] != 0) {
      move(event.seq, {row, event.pupil}, MoveCause::enter, 0);
      return;
    }
  }
}

void WaitingRound::change_seats(const Event& event) {
  const std::uint32_t begin = seats_.pool_begin[event.programme];
  const std::uint32_t end = seats_.pool_begin[event.programme + 1];
  std::uint32_t& capacity = seats_.capacity[event.programme];
  if (event.kind == EventKind::capacity) {
    for (std::uint32_t pool = begin; pool < end; ++pool) {
      seats_.pools[pool].seats = event.pool_seats[pool - begin];
    }
    capacity = event.seats;
  } else {
    seats_.pools[end - 1].seats += event.seats;
    capacity += capacity == base::no_limit ? 0 : event.seats;
  }
  SeatChange change{event.seq, event.programme, capacity, {}};
  for (std::uint32_t pool = begin; pool < end; ++pool) {
    change.pool_seats.push_back(seats_.pools[pool].seats);
  }
  seat_changes_.push_back(std::move(change));
  run_chain(event.seq,
            {event.programme, event.kind == EventKind::seat ? MoveCause::seat : MoveCause::capacity, 0});
}

void WaitingRound::run_chain(std::uint32_t seq, Opened opened) {
  std::vector<Opened> open{opened};
  while (!open.empty()) {
    const Opened now = open.back();
    const std::optional<Applicant> next = next_in(now.programme);
    if (!next) {
      open.pop_back();
      continue;
    }
    const std::uint32_t left = placed_row_[next->pupil];
    move(seq, *next, now.cause, now.cause_step);
    if (left != base::none) {
      open.push_back({programme_of(left), MoveCause::vacancy, step_});
    }
  }
}

/// Who gets a seat at this programme now, if there is one to give.
std::optional<Applicant> WaitingRound::next_in(std::uint32_t programme) {
  const std::vector<std::uint64_t> free = free_at(programme);
  for (std::size_t position = 0; position < free.size(); ++position) {
    if (free[position] == 0) {
      continue;
    }
    Line& line = lines_[seats_.pool_begin[programme] + position];
    for (; line.first < line.applicants.size(); ++line.first) {
      const Applicant applicant = line.applicants[line.first];
      if (state_[applicant.pupil] == State::not_entered) {
        break;
      }
      if (wants(applicant)) {
        return applicant;
      }
    }
  }
  return std::nullopt;
}

bool WaitingRound::wants(Applicant applicant) const {
  return state_[applicant.pupil] == State::waits && applicant.row < placed_row_[applicant.pupil];
}

void WaitingRound::move(std::uint32_t seq, Applicant applicant, MoveCause cause, std::uint32_t cause_step) {
  leave(applicant.pupil);
  moves_.push_back(
      {seq, ++step_, applicant.pupil, placed_row_[applicant.pupil], applicant.row, cause, cause_step});
  placed_row_[applicant.pupil] = applicant.row;
  ++filled_[frozen_.table.row_pool[applicant.row]];
}

std::vector<std::uint64_t> WaitingRound::free_at(std::uint32_t programme) const {
  const std::uint32_t begin = seats_.pool_begin[programme];
  const std::uint32_t count = seats_.pool_begin[programme + 1] - begin;
  return free_seats(std::span(seats_.pools).subspan(begin, count), std::span(filled_).subspan(begin, count));
}

}  // namespace mengpaneel::place
