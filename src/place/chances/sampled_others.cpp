// SPDX-License-Identifier: EUPL-1.2
//
// The experiment that is meant: the others are as many families as there are others, drawn with replacement
// from this round (or those of last year); the pupil joins them with her own list and a number of her own;
// she gets what `place` gives her. To run it for n pupils apart costs n placements a redraw. Instead the
// others are placed once, and every pupil is held against the cut-offs that they leave: in deferred
// acceptance the order of asking does not matter, so she may ask last, and is taken where her key is within
// the cut-off. What is left out is whom she displaces, when the chain that begins there comes back to take
// her seat. So the number of others is one family less than the round has: with as many, the cut-off of a
// school would be that of a round with one family too many.

#include "place/chances/sampled_others.hpp"

#include <algorithm>
#include <numeric>

#include "place/chances/general_redraws.hpp"
#include "place/groups/group_numbers.hpp"

namespace mengpaneel::place {

namespace {

std::uint32_t largest_group(const FrozenTable& table) {
  std::size_t largest = 1;
  for (const FrozenGroup& group : table.groups.groups) {
    largest = std::max(largest, group.members.size());
  }
  return static_cast<std::uint32_t>(largest);
}

}  // namespace

OthersMarket::OthersMarket(const Frozen& round, const OthersSource& source, const base::Digest& seed)
    : resampled_(source.resampled),
      sample_stream_(seed, "others-sample"),
      streams_(seed, "others"),
      parts_(stage_parts(source.last_year == nullptr ? round : *source.last_year)),
      families_(families_of((source.last_year == nullptr ? round : *source.last_year).table)),
      sample_size_(families_.size()),
      together_(largest_group(round.table)),
      cut_offs_(parts_.size()) {
  if (source.last_year == nullptr && sample_size_ != 0) {
    --sample_size_;
  }
  for (const StagePart& part : parts_) {
    Frozen sampled;
    sampled.seats = part.frozen.seats;
    sampled_.push_back(std::move(sampled));
  }
  if (!resampled_) {
    chosen_.resize(sample_size_);
    std::iota(chosen_.begin(), chosen_.end(), 0U);
    for (std::size_t stage = 0; stage < parts_.size(); ++stage) {
      copy_families(parts_[stage].frozen.table, families_, chosen_, sampled_[stage].table, unit_of_pupil_);
    }
  }
}

void OthersMarket::sample(std::uint64_t redraw) {
  chosen_.resize(sample_size_);
  for (std::uint32_t index = 0; index < sample_size_; ++index) {
    chosen_[index] = static_cast<std::uint32_t>(sample_stream_.below(families_.size(), redraw, index));
  }
  for (std::size_t stage = 0; stage < parts_.size(); ++stage) {
    copy_families(parts_[stage].frozen.table, families_, chosen_, sampled_[stage].table, unit_of_pupil_);
  }
}

void OthersMarket::draw(std::uint64_t redraw) {
  if (resampled_) {
    sample(redraw);
  }
  StageStart start;
  const OwnNumbers own = streams_.own_numbers(redraw);
  for (std::size_t stage = 0; stage < sampled_.size(); ++stage) {
    StageNumbers drawn{{}, own};
    fill_redraw(sampled_[stage], unit_of_pupil_, streams_, redraw, drawn.numbers);
    const Outcome outcome = place_stage(sampled_[stage], std::move(drawn), start);
    cut_offs_[stage].set(sampled_[stage], outcome, start, own, together_);
    start = next_start(sampled_[stage], start, outcome);
  }
}

SampledOthers::SampledOthers(const Frozen& frozen, const OthersSource& source, const base::Digest& seed)
    : frozen_(frozen),
      streams_(seed, "redraw"),
      others_(frozen, source, seed),
      unit_of_pupil_(units_of_draw(frozen.table)),
      placed_(frozen.table.choice_rank.size(), 0) {}

void SampledOthers::draw(std::uint64_t redraw) {
  others_.draw(redraw);
  fill_redraw(frozen_, unit_of_pupil_, streams_, redraw, numbers_);
  const OwnNumbers own = streams_.own_numbers(redraw);
  const Groups& groups = frozen_.table.groups;
  for (std::uint32_t pupil = 0; pupil < frozen_.table.pupil_count(); ++pupil) {
    if (groups.of_pupil(pupil) == base::none) {
      send_alone(pupil, numbers_, own);
    }
  }
  if (groups.empty()) {
    return;
  }
  const std::vector<std::uint8_t> together(groups.groups.size(), 1);
  const LotteryNumbers combined = with_group_numbers(frozen_.table, numbers_, together);
  for (const FrozenGroup& group : groups.groups) {
    send_group(group, combined, numbers_, own);
  }
}

void SampledOthers::send_alone(std::uint32_t pupil, const LotteryNumbers& numbers, const OwnNumbers& own) {
  const FrozenTable& table = frozen_.table;
  taken_.clear();
  for (std::uint32_t choice = table.choice_begin[pupil]; choice < table.choice_begin[pupil + 1]; ++choice) {
    if (admitting_pool(pupil, choice, numbers, own) != base::none) {
      ++placed_[choice];
      return;
    }
  }
}

/// The whole group at the first programme that has a seat for each of it; else, where the rules separate the
/// group, each of them alone.
void SampledOthers::send_group(const FrozenGroup& group, const LotteryNumbers& combined,
                               const LotteryNumbers& numbers, const OwnNumbers& own) {
  const FrozenTable& table = frozen_.table;
  for (std::uint32_t position = 0; position < list_length(table, group); ++position) {
    if (all_admitted(group, position, combined, own)) {
      for (const std::uint32_t member : group.members) {
        ++placed_[table.choice_begin[member] + position];
      }
      return;
    }
  }
  if (!group.or_nothing) {
    for (const std::uint32_t member : group.members) {
      send_alone(member, numbers, own);
    }
  }
}

/// One after another, the best key first; a seat that one takes is not there for the next.
bool SampledOthers::all_admitted(const FrozenGroup& group, std::uint32_t position,
                                 const LotteryNumbers& numbers, const OwnNumbers& own) {
  const FrozenTable& table = frozen_.table;
  if (!all_eligible(table, group, position)) {
    return false;
  }
  asking_.clear();
  for (const std::uint32_t member : group.members) {
    const std::uint32_t choice = table.choice_begin[member] + position;
    const std::uint32_t row = table.row_begin[choice];
    asking_.emplace_back(
        admission_key(frozen_, 0, {row, member}, choice, numbers.number(member, choice), own), member);
  }
  std::ranges::sort(asking_);
  taken_.clear();
  return std::ranges::all_of(asking_, [&](const auto& asking) {
    const std::uint32_t member = asking.second;
    const std::uint32_t pool = admitting_pool(member, table.choice_begin[member] + position, numbers, own);
    taken_.push_back(pool);
    return pool != base::none;
  });
}

/// The first pool that has a seat for the pupil, beside those in taken_; base::none: there is none.
std::uint32_t SampledOthers::admitting_pool(std::uint32_t pupil, std::uint32_t choice,
                                            const LotteryNumbers& numbers, const OwnNumbers& own) const {
  const FrozenTable& table = frozen_.table;
  const std::uint32_t stage = table.stage_of(choice);
  const std::uint64_t number = numbers.number(pupil, choice);
  for (std::uint32_t row = table.row_begin[choice]; row < table.row_begin[choice + 1]; ++row) {
    const std::uint32_t pool = table.row_pool[row];
    const auto more = static_cast<std::uint32_t>(std::ranges::count(taken_, pool));
    if (others_.cut_offs()[stage].admit(
            pool, admission_key(frozen_, stage, {row, pupil}, choice, number, own), more)) {
      return pool;
    }
  }
  return base::none;
}

}  // namespace mengpaneel::place
