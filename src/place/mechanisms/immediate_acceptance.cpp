// SPDX-License-Identifier: EUPL-1.2
#include "place/mechanisms/immediate_acceptance.hpp"

#include <algorithm>
#include <tuple>

#include "place/mechanisms/free_seats.hpp"

namespace mengpaneel::place {

namespace {

/// A choice that is dealt with in one round at one programme.
struct RoundChoice {
  std::uint32_t rank;
  std::uint32_t programme;
  std::uint32_t pupil;
  std::uint32_t choice;
};

std::vector<RoundChoice> choices_by_round(const Market& market, const FrozenTable& table) {
  std::vector<RoundChoice> choices;
  for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
    if (!market.takes_part(pupil)) {
      continue;
    }
    for (std::uint32_t choice = table.choice_begin[pupil]; choice < table.choice_begin[pupil + 1]; ++choice) {
      if (table.row_begin[choice] != table.row_begin[choice + 1]) {
        choices.push_back({table.choice_rank[choice],
                           static_cast<std::uint32_t>(table.choice_programme[choice]), pupil, choice});
      }
    }
  }
  std::ranges::sort(choices, [](const RoundChoice& left, const RoundChoice& right) {
    return std::tie(left.rank, left.programme, left.pupil) <
           std::tie(right.rank, right.programme, right.pupil);
  });
  return choices;
}

}  // namespace

std::vector<std::uint32_t> immediate_acceptance(const Market& market, const FrozenTable& table) {
  std::vector<std::uint32_t> row_of_pupil(table.pupil_count(), base::none);
  FreeSeats free_seats(market.pools);
  const std::vector<RoundChoice> choices = choices_by_round(market, table);
  std::vector<Applicant> rows;
  for (std::size_t begin = 0; begin < choices.size();) {
    std::size_t end = begin;
    rows.clear();
    for (; end < choices.size() && choices[end].rank == choices[begin].rank &&
           choices[end].programme == choices[begin].programme;
         ++end) {
      if (row_of_pupil[choices[end].pupil] == base::none) {
        for (std::uint32_t row = table.row_begin[choices[end].choice];
             row < table.row_begin[choices[end].choice + 1]; ++row) {
          rows.push_back({row, choices[end].pupil});
        }
      }
    }
    // Pool by pool, within a pool by key.
    std::ranges::sort(rows, [&](Applicant left, Applicant right) {
      if (table.row_pool[left.row] != table.row_pool[right.row]) {
        return table.row_pool[left.row] < table.row_pool[right.row];
      }
      const std::uint64_t word_left = market.words[left.row] | 1U;
      const std::uint64_t word_right = market.words[right.row] | 1U;
      return word_left != word_right ? word_left < word_right : market.tie_break(left, right);
    });
    for (const Applicant applicant : rows) {
      if (row_of_pupil[applicant.pupil] == base::none && free_seats.take(table.row_pool[applicant.row])) {
        row_of_pupil[applicant.pupil] = applicant.row;
      }
    }
    begin = end;
  }
  return row_of_pupil;
}

}  // namespace mengpaneel::place
