// SPDX-License-Identifier: EUPL-1.2
#include "verify/replay_events.hpp"

#include <algorithm>
#include <string>

#include "base/ids.hpp"
#include "verify/deferred_acceptance.hpp"
#include "verify/new_seats.hpp"

namespace mengpaneel::verify {

namespace {

constexpr std::string_view moves_header =
    "seq,step,pupil_id,from_programme_id,from_pool,to_programme_id,to_pool,cause,cause_step\n";

Placement place_the_drawn(const FrozenTable& frozen, const SeatsTable& seats, const KeyOrder& keys) {
  Placement placement(frozen.pupils.size(), base::none);
  DeferredAcceptance market(frozen, seats, keys, 0, seats.pools);
  std::vector<std::uint32_t> free;
  for (std::uint32_t pupil = 0; pupil < placement.size(); ++pupil) {
    if (frozen.after.entered[pupil] == 0) {
      free.push_back(pupil);
    }
  }
  market.run(std::move(free));
  market.write_to(placement);
  return placement;
}

class Town {
 public:
  Town(FrozenTable& frozen, SeatsTable& seats, const KeyOrder& keys, std::string_view moves_csv,
       std::string_view new_seats_csv, Findings& findings)
      : frozen_(frozen),
        seats_(seats),
        placement_(place_the_drawn(frozen, seats, keys)),
        at_the_draw_(placement_),
        is_here_(frozen.pupils.size()),
        filled_(seats.pools.size(), 0),
        moves_csv_(moves_csv),
        new_seats_(new_seats_csv, seats, findings),
        findings_(findings) {
    frozen_.after.withdrawn.assign(frozen.pupils.size(), false);
    frozen_.after.accepted.assign(frozen.pupils.size(), false);
    for (std::uint32_t pupil = 0; pupil < is_here_.size(); ++pupil) {
      is_here_[pupil] = frozen.after.entered[pupil] == 0;
      if (placement_[pupil] != base::none) {
        ++filled_[frozen.row_pool[placement_[pupil]]];
      }
    }
    line_up(keys);
    moves_right_ = moves_csv_.take_header(moves_header);
    if (!moves_right_) {
      findings.add({.code = FindingCode::header_wrong,
                    .file = "moves.csv",
                    .line = 1,
                    .expected = std::string(moves_header.substr(0, moves_header.size() - 1))});
    }
  }

  void happen(const Event& event) {
    step_ = 0;
    seq_ = event.seq;
    if (!can_be(event)) {
      findings_.add({.code = FindingCode::event_impossible,
                     .file = "events.csv",
                     .line = event.line,
                     .pupil_id = event.pupil == base::none ? "" : std::string(frozen_.pupils[event.pupil]),
                     .found = std::string(name_of(event.word))});
      return;
    }
    ++counts_.events;
    switch (event.word) {
      case EventWord::withdraw:
        return withdraw(event.pupil);
      case EventWord::accept:
        frozen_.after.accepted[event.pupil] = true;
        return;
      case EventWord::enter:
        return enter(event.pupil);
      case EventWord::seat:
      case EventWord::capacity:
        new_seats_.change(event);
        return give(event.programme, name_of(event.word), 0);
    }
  }

  AfterEvents finish() {
    new_seats_.finish();
    if (moves_right_ && !moves_csv_.at_end()) {
      findings_.add({.code = FindingCode::moves_wrong,
                     .file = "moves.csv",
                     .line = moves_csv_.next_line(),
                     .expected = "-"});
    }
    check_promises();
    for (std::size_t pupil = 0; pupil < is_here_.size(); ++pupil) {
      counts_.accepted += frozen_.after.accepted[pupil] && !frozen_.after.withdrawn[pupil] ? 1U : 0U;
    }
    findings_.checked(Claim::events_followed, counts_.events + counts_.moves);
    return {std::move(placement_), counts_};
  }

 private:
  /// The rows of each pool as its waiting list would have them.
  void line_up(const KeyOrder& keys) {
    for (std::size_t pool = 0; pool < seats_.pools.size(); ++pool) {
      lines_.emplace_back(keys.rows.begin() + keys.pool_begin[pool],
                          keys.rows.begin() + keys.pool_begin[pool + 1]);
      if (seats_.waiting_order == WaitingOrder::reversed_lottery) {
        sort_reversed(lines_.back(), frozen_, seats_);
      }
    }
  }

  [[nodiscard]] bool can_be(const Event& event) const {
    if (event.word == EventWord::capacity) {
      return true;
    }
    if (event.word == EventWord::seat) {
      const Pool& last = seats_.pools[seats_.programmes[event.programme].end_pool - 1];
      return last.kind == SeatKind::number;
    }
    if (event.word == EventWord::enter) {
      return !is_here_[event.pupil] && !frozen_.after.withdrawn[event.pupil];
    }
    if (!is_here_[event.pupil] || event.word == EventWord::withdraw) {
      return is_here_[event.pupil];
    }
    const std::uint32_t row = placement_[event.pupil];
    return !frozen_.after.accepted[event.pupil] && row != base::none && programme_of(row) == event.programme;
  }

  [[nodiscard]] std::uint32_t pupil_of(std::uint32_t row) const {
    return frozen_.choice_pupil[frozen_.row_choice[row]];
  }
  [[nodiscard]] std::uint32_t programme_of(std::uint32_t row) const {
    return seats_.pools[frozen_.row_pool[row]].programme;
  }
  /// Rows of a choice stand by the names of their pools; what counts is the order of the pools.
  [[nodiscard]] bool is_better(std::uint32_t row, std::uint32_t than) const {
    return than == base::none || frozen_.row_choice[row] < frozen_.row_choice[than] ||
           (frozen_.row_choice[row] == frozen_.row_choice[than] &&
            frozen_.row_pool[row] < frozen_.row_pool[than]);
  }
  [[nodiscard]] bool wants(std::uint32_t row) const {
    const std::uint32_t pupil = pupil_of(row);
    return is_here_[pupil] && !frozen_.after.accepted[pupil] && is_better(row, placement_[pupil]);
  }

  [[nodiscard]] std::uint64_t used_of_rest(const Programme& here) const {
    std::uint64_t used = 0;
    for (std::uint32_t pool = here.first_pool; pool < here.end_pool; ++pool) {
      used += seats_.pools[pool].kind == SeatKind::as_needed ? filled_[pool] : 0;
    }
    return std::min(used, seats_.pools[here.end_pool - 1].seats);
  }

  /// Seats less pupils of all pools with a number.
  [[nodiscard]] std::int64_t free_together(const Programme& here) const {
    std::int64_t free = -static_cast<std::int64_t>(used_of_rest(here));
    for (std::uint32_t pool = here.first_pool; pool < here.end_pool; ++pool) {
      if (seats_.pools[pool].kind == SeatKind::number) {
        free +=
            static_cast<std::int64_t>(seats_.pools[pool].seats) - static_cast<std::int64_t>(filled_[pool]);
      }
    }
    return free;
  }

  /// Can the pool give a seat that nobody has to leave?
  [[nodiscard]] bool has_free_seat(std::uint32_t pool) const {
    if (seats_.pools[pool].kind != SeatKind::number) {
      return true;
    }
    const Programme& here = seats_.programmes[seats_.pools[pool].programme];
    if (free_together(here) <= 0) {
      return false;
    }
    SeatFlow flow;
    bool is_on_the_way = false;  // from this pool to where its free seats are lent
    for (std::uint32_t index = here.first_pool; index < here.end_pool; ++index) {
      const Pool& next = seats_.pools[index];
      is_on_the_way = (is_on_the_way && next.kind != SeatKind::no_limit) || index == pool;
      if (is_on_the_way && next.kind == SeatKind::number) {
        if (filled_[index] >= flow.available(next)) {
          return false;
        }
        is_on_the_way = !next.keeps_unfilled;
      }
      flow.fill(next, filled_[index]);
    }
    return true;
  }

  void withdraw(std::uint32_t pupil) {
    ++counts_.withdrawn;
    is_here_[pupil] = false;
    frozen_.after.withdrawn[pupil] = true;
    if (const std::uint32_t row = placement_[pupil]; row != base::none) {
      move(pupil, base::none, "withdraw", 0);
      give(programme_of(row), "vacancy", step_);
    }
  }

  void enter(std::uint32_t pupil) {
    ++counts_.entered;
    is_here_[pupil] = true;
    std::uint32_t best = base::none;
    for (std::uint32_t row = frozen_.first_row[frozen_.first_choice[pupil]];
         row < frozen_.first_row[frozen_.first_choice[pupil + 1]]; ++row) {
      if (is_better(row, best) && has_free_seat(frozen_.row_pool[row])) {
        best = row;
      }
    }
    if (best != base::none) {
      move(pupil, best, "enter", 0);
    }
  }

  struct Opened {
    std::uint32_t programme;
    std::string_view cause;
    std::uint32_t cause_step;
  };

  void give(std::uint32_t programme, std::string_view cause, std::uint32_t cause_step) {
    std::vector<Opened> open{{programme, cause, cause_step}};
    while (!open.empty()) {
      const Opened now = open.back();
      const std::uint32_t row = next_at(now.programme);
      if (row == base::none) {
        open.pop_back();
        continue;
      }
      const std::uint32_t left = placement_[pupil_of(row)];
      move(pupil_of(row), row, now.cause, now.cause_step);
      if (left != base::none) {
        open.push_back({programme_of(left), "vacancy", step_});
      }
    }
  }

  [[nodiscard]] std::uint32_t next_at(std::uint32_t programme) const {
    const Programme& here = seats_.programmes[programme];
    for (std::uint32_t pool = here.first_pool; pool < here.end_pool; ++pool) {
      const auto first =
          has_free_seat(pool)
              ? std::ranges::find_if(lines_[pool], [this](std::uint32_t row) { return wants(row); })
              : lines_[pool].end();
      if (first != lines_[pool].end()) {
        return *first;
      }
    }
    return base::none;
  }

  void move(std::uint32_t pupil, std::uint32_t row, std::string_view cause, std::uint32_t cause_step) {
    std::string line = std::to_string(seq_) + "," + std::to_string(++step_) + ",";
    append_field(line, frozen_.pupils[pupil]);
    for (const std::uint32_t place : {placement_[pupil], row}) {
      line.push_back(',');
      append_field(line, place == base::none ? "" : seats_.programmes[programme_of(place)].name);
      line.push_back(',');
      append_field(line, place == base::none ? "" : seats_.pools[frozen_.row_pool[place]].name);
    }
    line.append(",").append(cause).append(",");
    line.append(cause_step == 0 ? "" : std::to_string(cause_step)).append("\n");
    ++counts_.moves;
    if (moves_right_ && !moves_csv_.take(line)) {
      moves_right_ = false;  // the lines after it would all be called wrong
      findings_.add({.code = FindingCode::moves_wrong,
                     .file = "moves.csv",
                     .line = moves_csv_.next_line(),
                     .pupil_id = std::string(frozen_.pupils[pupil]),
                     .expected = line.substr(0, line.size() - 1)});
    }
    if (placement_[pupil] != base::none) {
      --filled_[frozen_.row_pool[placement_[pupil]]];
    }
    if (row != base::none) {
      ++filled_[frozen_.row_pool[row]];
    }
    placement_[pupil] = row;
  }

  /// Decision 65, looked at without the chains.
  void check_promises() {
    std::uint64_t cases = 0;
    for (std::uint32_t pool = 0; pool < lines_.size(); ++pool) {
      const bool is_free = has_free_seat(pool);
      std::uint32_t last_in = base::none;
      for (const std::uint32_t row : lines_[pool]) {
        const std::uint32_t pupil = pupil_of(row);
        last_in = placement_[pupil] == row && at_the_draw_[pupil] != row ? pupil : last_in;
      }
      for (const std::uint32_t row : lines_[pool]) {
        const std::uint32_t pupil = pupil_of(row);
        if (pupil == last_in) {
          last_in = base::none;  // from here on everybody stands behind
        }
        if (wants(row)) {
          ++cases;
          if (is_free) {
            add(FindingCode::wasted_seat, row, {});
          }
          if (last_in != base::none) {
            add(FindingCode::justified_envy, row, frozen_.pupils[last_in]);
          }
        }
      }
    }
    for (const Programme& programme : seats_.programmes) {
      counts_.over_seats += static_cast<std::uint64_t>(std::max<std::int64_t>(0, -free_together(programme)));
    }
    findings_.checked(Claim::no_waste, cases);
    findings_.checked(Claim::no_justified_envy, cases);
  }

  void add(FindingCode code, std::uint32_t row, std::string_view found) {
    const Pool& pool = seats_.pools[frozen_.row_pool[row]];
    findings_.add({.code = code,
                   .file = "placements.csv",
                   .pupil_id = std::string(frozen_.pupils[pupil_of(row)]),
                   .programme_id = std::string(seats_.programmes[pool.programme].name),
                   .pool = std::string(pool.name),
                   .found = std::string(found)});
  }

  FrozenTable& frozen_;
  SeatsTable& seats_;
  Placement placement_;
  Placement at_the_draw_;
  std::vector<bool> is_here_;
  std::vector<std::uint64_t> filled_;              ///< [pools]
  std::vector<std::vector<std::uint32_t>> lines_;  ///< rows in the order of the waiting list [pools]
  CanonicalCsv moves_csv_;
  bool moves_right_ = false;
  NewSeats new_seats_;
  Findings& findings_;
  EventCounts counts_;
  std::uint32_t seq_ = 0;
  std::uint32_t step_ = 0;
};

}  // namespace

AfterEvents replay_events(FrozenTable& frozen, SeatsTable& seats, const KeyOrder& keys,
                          const std::vector<Event>& events, std::string_view moves_csv,
                          std::string_view new_seats_csv, Findings& findings) {
  Town town(frozen, seats, keys, moves_csv, new_seats_csv, findings);
  for (const Event& event : events) {
    town.happen(event);
  }
  return town.finish();
}

}  // namespace mengpaneel::verify
