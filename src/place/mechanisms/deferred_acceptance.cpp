// SPDX-License-Identifier: EUPL-1.2
//
// The idea. Every pupil asks for the first seat on the list; a pool keeps the best who asked, as many as it
// has seats, and turns the others away, who ask for their next. What a pool holds only gets better, so who
// was turned away once need never be looked at again, and the order in which pupils ask does not matter: the
// end is the one placement that is stable and best for every pupil among all stable ones.
//
// A programme with several pools is a row of schools behind one door: a pupil asks for a seat in the first
// pool that is open to her, then the next, then the next programme. Seats that a pool leaves are lent to the
// next pool from the start and withdrawn one by one as they are needed, so a pool's seats only ever shrink,
// and again nobody turned away could come back: the choice stays substitutable (tested by enumeration).
//
// The speed. 1. A proposal is one comparison with the pool's cut-off, the word of the worst pupil held; only
// who beats it touches the heap. 2. A pool becomes a heap when it is full, not before. 3. A pupil who loses a
// seat waits in a short ring while her next rows travel from memory to the processor: on a large market that
// wait is most of the time, and 32 of them overlap. What is left out: threads (redraws run in parallel, one
// run does not need it) and sorting pupils by number (fewer displacements, but the sort costs more).

#include "place/mechanisms/deferred_acceptance.hpp"

#include <algorithm>
#include <limits>

namespace mengpaneel::place {

namespace {

constexpr std::uint64_t no_cutoff = std::numeric_limits<std::uint64_t>::max();
constexpr std::uint64_t last_row_bit = 1;
constexpr std::uint32_t look_ahead = 4;  ///< proposals

}  // namespace

void DeferredAcceptance::prepare(const Market& market) {
  states_.resize(pools_.size());
  std::vector<std::uint32_t> applicants;
  std::uint64_t seats_total = 0;
  for (std::size_t pool = 0; pool < pools_.size(); ++pool) {
    PoolState& state = states_[pool];
    state = {no_cutoff, 0, 0, pools_[pool].seats, pools_[pool].seats};
    seats_total += pools_[pool].seats == base::no_limit ? 0 : state.seats;
  }
  // Everything is free at the start, so everything that may be passed on is lent.
  for (std::size_t pool = 0; pool < pools_.size(); ++pool) {
    if (pools_[pool].passes_to != base::none) {
      states_[pools_[pool].passes_to].seats += states_[pool].seats;
      seats_total += states_[pool].seats;
    }
  }
  if (seats_total > market.words.size()) {
    applicants.resize(pools_.size(), 0);
    for (const std::uint64_t word : market.words) {
      ++applicants[market.pool_of(word)];
    }
  }
  std::uint64_t begin = 0;
  for (std::size_t pool = 0; pool < pools_.size(); ++pool) {
    PoolState& state = states_[pool];
    state.begin = static_cast<std::uint32_t>(begin) + 3;  // so that the children of a node share a line
    if (pools_[pool].seats == base::no_limit) {
      continue;
    }
    if (state.seats == 0) {
      state.cutoff = 0;
    }
    begin += applicants.empty() ? state.seats : std::min(state.seats, applicants[pool]);
    begin = (begin + 3) / 4 * 4;
  }
  if (held_.size() < begin + 3) {
    held_.resize(static_cast<std::size_t>(begin) + 3);
  }
  proposal_count_ = 0;
  ring_begin_ = 0;
  ring_count_ = 0;
}

void DeferredAcceptance::run(const Market& market, std::span<std::uint32_t> row_of_pupil) {
  prepare(market);
  const std::uint32_t pupil_count = market.pupil_count();
  for (std::uint32_t pupil = 0; pupil < pupil_count; ++pupil) {
    row_of_pupil[pupil] = base::none;
    if (market.row_begin[pupil] == market.row_begin[pupil + 1] || !market.takes_part(pupil)) {
      continue;
    }
    if (const std::uint32_t coming = pupil + look_ahead; coming < pupil_count) {
      prefetch_seats(market, market.row_begin[coming]);
    }
    propose(market, row_of_pupil, {market.row_begin[pupil], pupil});
    while (ring_count_ == ring_size) {  // a proposal displaces at most one: there is room for the next
      propose_displaced(market, row_of_pupil);
    }
  }
  while (ring_count_ != 0) {
    propose_displaced(market, row_of_pupil);
  }
}

void DeferredAcceptance::insert(const Market& market, std::span<std::uint32_t> row_of_pupil,
                                Applicant applicant) {
  propose(market, row_of_pupil, applicant);
  while (ring_count_ != 0) {
    propose_displaced(market, row_of_pupil);
  }
}

void DeferredAcceptance::propose_displaced(const Market& market, std::span<std::uint32_t> row_of_pupil) {
  Applicant applicant = ring_[ring_begin_];
  ring_begin_ = (ring_begin_ + 1) % ring_size;
  --ring_count_;
  if (ring_count_ > look_ahead) {
    prefetch_seats(market, ring_[(ring_begin_ + look_ahead) % ring_size].row + 1);
  }
  if ((market.words[applicant.row] & last_row_bit) != 0) {
    row_of_pupil[applicant.pupil] = base::none;
    return;
  }
  ++applicant.row;
  propose(market, row_of_pupil, applicant);
}

/// Has the seats of a row's pool fetched, where the row itself is at hand by now.
void DeferredAcceptance::prefetch_seats(const Market& market, std::uint32_t row) const {
  if (row < market.words.size()) {
    __builtin_prefetch(held_.data() + states_[market.pool_of(market.words[row])].begin);
  }
}

void DeferredAcceptance::propose(const Market& market, std::span<std::uint32_t> row_of_pupil,
                                 Applicant applicant) {
  for (;; ++applicant.row) {
    const std::uint64_t word = market.words[applicant.row];
    const std::uint64_t key = word | last_row_bit;
    const std::uint32_t pool = market.pool_of(word);
    const std::uint64_t cutoff = states_[pool].cutoff;
    ++proposal_count_;
    if (key < cutoff ||
        (key == cutoff && market.tie_break(applicant, held_[states_[pool].begin].applicant))) {
      row_of_pupil[applicant.pupil] = applicant.row;
      join(market, pool, key, applicant);
      return;
    }
    if ((word & last_row_bit) != 0) {
      row_of_pupil[applicant.pupil] = base::none;
      return;
    }
  }
}

void DeferredAcceptance::join(const Market& market, std::uint32_t pool, std::uint64_t word,
                              Applicant applicant) {
  PoolState& state = states_[pool];
  if (state.cutoff != no_cutoff) {
    replace_worst(market, state, {word, applicant});
    return;
  }
  if (pools_[pool].seats == base::no_limit) {
    ++state.count;
    const std::uint32_t payer = pools_[pool].pays_for_as_needed;
    if (payer != base::none && states_[payer].reducible != 0 && pools_[payer].seats != base::no_limit) {
      --states_[payer].reducible;
      lose_seat(market, payer);
    }
    return;
  }
  held_[state.begin + state.count] = {word, applicant};
  ++state.count;
  if (state.count == state.seats) {
    become_full(market, state);
  }
  if (pools_[pool].passes_to != base::none) {
    lose_seat(market, pools_[pool].passes_to);
  }
}

/// A seat lent to `pool` is needed elsewhere. The pool gives a free one, which it cannot pass on any more
/// either, or displaces the worst it holds.
void DeferredAcceptance::lose_seat(const Market& market, std::uint32_t pool) {
  while (pool != base::none) {
    PoolState& state = states_[pool];
    --state.seats;
    if (state.count > state.seats) {
      Held* heap = held_.data() + state.begin;
      const Held worst = heap[0];
      --state.count;
      if (state.count == 0) {
        state.cutoff = 0;
      } else {
        sift_down(market, heap, state.count, 0, heap[state.count]);
        state.cutoff = heap[0].word;
      }
      displace(market, worst.applicant);
      return;
    }
    if (state.count == state.seats) {
      become_full(market, state);
    }
    pool = pools_[pool].passes_to;
  }
}

void DeferredAcceptance::become_full(const Market& market, PoolState& state) {
  if (state.count == 0) {
    state.cutoff = 0;
    return;
  }
  Held* heap = held_.data() + state.begin;
  for (std::uint32_t position = (state.count + 2) / 4; position-- > 0;) {
    sift_down(market, heap, state.count, position, heap[position]);
  }
  state.cutoff = heap[0].word;
}

void DeferredAcceptance::replace_worst(const Market& market, PoolState& state, Held entry) {
  Held* heap = held_.data() + state.begin;
  const Held worst = heap[0];
  sift_down(market, heap, state.count, 0, entry);
  state.cutoff = heap[0].word;
  displace(market, worst.applicant);
}

/// Puts `entry` at `position` of a heap with the worst on top. Four children a node: they fill one cache
/// line.
void DeferredAcceptance::sift_down(const Market& market, Held* heap, std::uint32_t size,
                                   std::uint32_t position, Held entry) const {
  const auto worse = [&market](const Held& left, const Held& right) {
    return left.word != right.word ? left.word > right.word
                                   : market.tie_break(right.applicant, left.applicant);
  };
  for (std::uint32_t first = 4 * position + 1; first < size; first = 4 * position + 1) {
    const std::uint32_t end = std::min(first + 4, size);
    std::uint32_t worst = first;
    for (std::uint32_t child = first + 1; child < end; ++child) {
      worst = worse(heap[child], heap[worst]) ? child : worst;
    }
    if (!worse(heap[worst], entry)) {
      break;
    }
    heap[position] = heap[worst];
    position = worst;
  }
  heap[position] = entry;
}

void DeferredAcceptance::displace(const Market& market, Applicant applicant) {
  __builtin_prefetch(market.words.data() + applicant.row);
  ring_[(ring_begin_ + ring_count_) % ring_size] = applicant;
  ++ring_count_;
}

std::vector<std::uint32_t> deferred_acceptance(const Market& market) {
  std::vector<std::uint32_t> row_of_pupil(market.pupil_count());
  DeferredAcceptance(market.pools).run(market, row_of_pupil);
  return row_of_pupil;
}

}  // namespace mengpaneel::place
