// SPDX-License-Identifier: EUPL-1.2
#include "verify/deferred_acceptance.hpp"

#include <algorithm>

#include "base/ids.hpp"

namespace mengpaneel::verify {

DeferredAcceptance::DeferredAcceptance(const FrozenTable& frozen, const SeatsTable& seats,
                                       const KeyOrder& keys, std::uint32_t stage,
                                       const std::vector<Pool>& pools)
    : frozen_(frozen),
      seats_(seats),
      keys_(keys),
      pools_(pools),
      candidates_(seats.programmes.size()),
      has_new_(seats.programmes.size(), false) {
  for (std::uint32_t pupil = 0; pupil < frozen.pupils.size(); ++pupil) {
    const auto [begin, end] = frozen.choices_of(pupil, stage);
    next_choice_.push_back(begin);
    end_choice_.push_back(end);
  }
}

void DeferredAcceptance::limit(std::uint32_t skipped, std::uint32_t count) {
  for (std::size_t pupil = 0; pupil < next_choice_.size(); ++pupil) {
    next_choice_[pupil] += std::min(skipped, end_choice_[pupil] - next_choice_[pupil]);
    end_choice_[pupil] = next_choice_[pupil] + std::min(count, end_choice_[pupil] - next_choice_[pupil]);
  }
}

void DeferredAcceptance::run(std::vector<std::uint32_t> free) { settle(std::move(free)); }

void DeferredAcceptance::insert(std::span<const std::uint32_t> choices) {
  stopped_.clear();
  for (const std::uint32_t choice : choices) {
    next_choice_[frozen_.choice_pupil[choice]] = end_choice_[frozen_.choice_pupil[choice]];
    propose_at(choice);
  }
  settle({});
}

bool DeferredAcceptance::would_choose_all(std::span<const std::uint32_t> choices) const {
  const std::uint32_t programme = frozen_.choice_programme[choices.front()];
  Candidates candidates = candidates_[programme];
  const std::size_t held = candidates.choices.size();
  for (const std::uint32_t choice : choices) {
    add(candidates, choice);
  }
  choose(programme, candidates);
  return std::all_of(candidates.taken.begin() + static_cast<std::ptrdiff_t>(held), candidates.taken.end(),
                     [](std::uint32_t place) { return place != base::none; });
}

void DeferredAcceptance::write_to(Placement& placement) const {
  for (const Candidates& held : candidates_) {
    for (std::size_t index = 0; index < held.choices.size(); ++index) {
      placement[frozen_.choice_pupil[held.choices[index]]] = keys_.rows[held.taken[index]];
    }
  }
}

void DeferredAcceptance::settle(std::vector<std::uint32_t> free) {
  while (!free.empty() || !with_new_.empty()) {
    for (const std::uint32_t pupil : free) {
      propose(pupil);
    }
    free.clear();
    for (const std::uint32_t programme : with_new_) {
      has_new_[programme] = false;
      choose(programme, candidates_[programme]);
      const Programme& here = seats_.programmes[programme];
      reject_others(candidates_[programme], here.end_pool - here.first_pool, free);
    }
    with_new_.clear();
  }
}

void DeferredAcceptance::propose(std::uint32_t pupil) {
  if (next_choice_[pupil] != end_choice_[pupil]) {
    propose_at(next_choice_[pupil]++);
  }
}

void DeferredAcceptance::propose_at(std::uint32_t choice) {
  const std::uint32_t programme = frozen_.choice_programme[choice];
  add(candidates_[programme], choice);
  if (!has_new_[programme]) {
    has_new_[programme] = true;
    with_new_.push_back(programme);
  }
}

void DeferredAcceptance::add(Candidates& candidates, std::uint32_t choice) const {
  const Programme& here = seats_.programmes[frozen_.choice_programme[choice]];
  candidates.choices.push_back(choice);
  candidates.taken.push_back(base::none);
  for (std::uint32_t pool = here.first_pool; pool < here.end_pool; ++pool) {
    const std::uint32_t row = frozen_.find_row(choice, pool);
    candidates.places.push_back(row == base::none ? base::none : keys_.place[row]);
  }
}

/// Goes through the pools in order; each takes its smallest keys among those who are left.
void DeferredAcceptance::choose(std::uint32_t programme, Candidates& candidates) const {
  const Programme& here = seats_.programmes[programme];
  const std::size_t pool_count = here.end_pool - here.first_pool;
  std::ranges::fill(candidates.taken, base::none);
  SeatFlow flow;
  std::vector<Interested> interested;
  for (std::size_t position = 0; position < pool_count; ++position) {
    const Pool& pool = pools_[here.first_pool + position];
    interested.clear();
    for (std::uint32_t index = 0; index < candidates.choices.size(); ++index) {
      const std::uint32_t place = candidates.places[index * pool_count + position];
      if (candidates.taken[index] == base::none && place != base::none) {
        interested.push_back({place, index});
      }
    }
    if (const std::uint64_t available = flow.available(pool); available < interested.size()) {
      const auto end = interested.begin() + static_cast<std::ptrdiff_t>(available);
      std::ranges::nth_element(interested, end, {}, &Interested::place);
      interested.erase(end, interested.end());
    }
    for (const Interested& chosen : interested) {
      candidates.taken[chosen.index] = chosen.place;
    }
    flow.fill(pool, interested.size());
  }
}

/// Who is left over joins `free`, or stopped_ when there is nothing to go on with.
void DeferredAcceptance::reject_others(Candidates& candidates, std::size_t pool_count,
                                       std::vector<std::uint32_t>& free) {
  std::size_t kept = 0;
  for (std::size_t index = 0; index < candidates.choices.size(); ++index) {
    if (candidates.taken[index] == base::none) {
      const std::uint32_t pupil = frozen_.choice_pupil[candidates.choices[index]];
      (next_choice_[pupil] == end_choice_[pupil] ? stopped_ : free).push_back(pupil);
      continue;
    }
    candidates.choices[kept] = candidates.choices[index];
    candidates.taken[kept] = candidates.taken[index];
    std::copy_n(candidates.places.begin() + static_cast<std::ptrdiff_t>(index * pool_count), pool_count,
                candidates.places.begin() + static_cast<std::ptrdiff_t>(kept * pool_count));
    ++kept;
  }
  candidates.choices.resize(kept);
  candidates.taken.resize(kept);
  candidates.places.resize(kept * pool_count);
}

}  // namespace mengpaneel::verify
