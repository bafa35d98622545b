// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "verify/frozen_table.hpp"

namespace mengpaneel::verify {

namespace {

template <typename T>
void append(std::vector<T>& target, const std::vector<T>& source, std::uint32_t begin, std::uint32_t end) {
  target.insert(target.end(), source.begin() + begin, source.begin() + end);
}

/// The choices of one pupil of one stage, with their rows, after those that are there.
void append_pupil(FrozenRows& whole, const FrozenRows& part, std::uint32_t pupil, std::uint8_t stage) {
  const std::uint32_t begin = part.first_choice[pupil];
  const std::uint32_t end = part.first_choice[pupil + 1];
  append(whole.choice_programme, part.choice_programme, begin, end);
  append(whole.choice_rank, part.choice_rank, begin, end);
  for (std::uint32_t choice = begin; choice < end; ++choice) {
    whole.first_row.push_back(static_cast<std::uint32_t>(whole.row_pool.size()));
    const std::uint32_t first_row = part.first_row[choice];
    const std::uint32_t end_row = part.first_row[choice + 1];
    append(whole.row_pool, part.row_pool, first_row, end_row);
    append(whole.row_class_and_order, part.row_class_and_order, first_row, end_row);
    append(whole.row_number, part.row_number, first_row, end_row);
    append(whole.row_own, part.row_own, first_row, end_row);
    whole.row_choice.resize(whole.row_pool.size(), static_cast<std::uint32_t>(whole.choice_pupil.size()));
    whole.choice_pupil.push_back(static_cast<std::uint32_t>(whole.pupils.size() - 1));
    whole.choice_stage.push_back(stage);
  }
}

}  // namespace

FrozenRows join_stages(const std::vector<FrozenRows>& parts) {
  std::vector<std::string_view> pupils;
  for (const FrozenRows& part : parts) {
    pupils.insert(pupils.end(), part.pupils.begin(), part.pupils.end());
  }
  std::ranges::sort(pupils);
  const auto twice = std::ranges::unique(pupils);
  pupils.erase(twice.begin(), twice.end());
  FrozenRows whole;
  std::vector<std::uint32_t> next(parts.size(), 0);
  for (const std::string_view pupil : pupils) {
    whole.first_choice.push_back(static_cast<std::uint32_t>(whole.choice_pupil.size()));
    whole.pupils.push_back(pupil);
    for (std::size_t stage = 0; stage < parts.size(); ++stage) {
      if (next[stage] < parts[stage].pupils.size() && parts[stage].pupils[next[stage]] == pupil) {
        append_pupil(whole, parts[stage], next[stage]++, static_cast<std::uint8_t>(stage));
      }
    }
  }
  whole.first_choice.push_back(static_cast<std::uint32_t>(whole.choice_pupil.size()));
  whole.first_row.push_back(static_cast<std::uint32_t>(whole.row_choice.size()));
  return whole;
}

std::pair<std::uint32_t, std::uint32_t> FrozenRows::choices_of(std::uint32_t pupil,
                                                               std::uint32_t stage) const {
  std::uint32_t begin = first_choice[pupil];
  std::uint32_t end = first_choice[pupil + 1];
  while (begin < end && stage_of(begin) < stage) {
    ++begin;
  }
  while (end > begin && stage_of(end - 1) > stage) {
    --end;
  }
  return {begin, end};
}

std::uint32_t FrozenRows::find_row(std::uint32_t choice, std::uint32_t pool) const {
  for (std::uint32_t row = first_row[choice]; row < first_row[choice + 1]; ++row) {
    if (row_pool[row] == pool) {
      return row;
    }
  }
  return base::none;
}

std::uint32_t FrozenRows::find_choice(std::uint32_t pupil, std::uint32_t programme) const {
  for (std::uint32_t choice = first_choice[pupil]; choice < first_choice[pupil + 1]; ++choice) {
    if (choice_programme[choice] == programme) {
      return choice;
    }
  }
  return base::none;
}

}  // namespace mengpaneel::verify
