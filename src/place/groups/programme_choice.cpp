// SPDX-License-Identifier: EUPL-1.2
#include "place/groups/programme_choice.hpp"

#include <algorithm>

namespace mengpaneel::place {

bool ProgrammeChoice::has_all(const DeferredAcceptance& engine, std::uint32_t programme,
                              std::span<const Applicant> asking) {
  const std::uint32_t begin = seats_.pool_begin[programme];
  const std::uint32_t end = seats_.pool_begin[programme + 1];
  inflow_.assign(end - begin, 0);
  as_needed_ = 0;
  moving_.clear();
  for (const Applicant applicant : asking) {
    moving_.push_back({applicant, true});
  }
  for (std::uint32_t pool = begin; pool < end; ++pool) {
    if (!pass_pool(engine, pool, end)) {
      return false;
    }
  }
  return std::ranges::none_of(moving_, &Candidate::asks);
}

/// Fills one pool; who finds no seat there moves on to her next row. False when one of those who ask has
/// none.
bool ProgrammeChoice::pass_pool(const DeferredAcceptance& engine, std::uint32_t pool,
                                std::uint32_t pool_end) {
  const MarketPool& rule = market_.pools[pool];
  const std::uint32_t first = pool_end - static_cast<std::uint32_t>(inflow_.size());
  here_.clear();
  std::erase_if(moving_, [&](const Candidate& candidate) {
    const bool is_here = market_.pool_of(market_.words[candidate.applicant.row]) == pool;
    if (is_here) {
      here_.push_back(candidate);
    }
    return is_here;
  });
  const std::uint32_t held = engine.load(pool).held;
  if (rule.seats == base::no_limit) {
    as_needed_ += rule.as_needed ? held + static_cast<std::uint32_t>(here_.size()) : 0;
    return true;
  }
  const bool pays = pool + 1 == pool_end;  // decision 3: the last pool is the rest
  const std::uint32_t seats =
      rule.seats - (pays ? std::min(rule.seats, as_needed_) : 0) + inflow_[pool - first];
  const std::size_t wanted = here_.size() + held;
  if (rule.passes_to != base::none) {
    inflow_[rule.passes_to - first] =
        seats - static_cast<std::uint32_t>(std::min<std::size_t>(seats, wanted));
  }
  if (wanted <= seats) {
    return true;
  }
  engine.for_each_held(pool, [&](Applicant applicant) { here_.push_back({applicant, false}); });
  const auto before = [&](const Candidate& left, const Candidate& right) {
    const std::uint64_t word_left = market_.words[left.applicant.row] | 1U;
    const std::uint64_t word_right = market_.words[right.applicant.row] | 1U;
    return word_left != word_right ? word_left < word_right
                                   : market_.tie_break(left.applicant, right.applicant);
  };
  std::ranges::nth_element(here_, here_.begin() + seats, before);
  for (auto refused = here_.begin() + seats; refused != here_.end(); ++refused) {
    const std::uint64_t word = market_.words[refused->applicant.row];
    const bool has_next = (word & 1U) == 0 &&
                          market_.pool_of(market_.words[refused->applicant.row + 1]) < pool_end &&
                          market_.pool_of(market_.words[refused->applicant.row + 1]) > pool;
    if (has_next) {
      moving_.push_back({{refused->applicant.row + 1, refused->applicant.pupil}, refused->asks});
    } else if (refused->asks) {
      return false;
    }
  }
  return true;
}

}  // namespace mengpaneel::place
