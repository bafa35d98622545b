// SPDX-License-Identifier: EUPL-1.2
//
// A redraw changes the number bits of the words and nothing else, so the market is packed once with the
// numbers left out, and a draw costs one pass to fill them in and one run of the mechanism. Siblings who
// share a number are told apart by a number of their own, from a stream of its own.

#include "place/chances/plain_redraws.hpp"

namespace mengpaneel::place {

PlainRedraws::PlainRedraws(const Frozen& frozen, const base::Digest& seed)
    : frozen_(frozen),
      entry_(mechanism_entry(frozen.seats.mechanism)),
      streams_(seed, "redraw"),
      pools_(market_pools(frozen.seats)),
      deferred_(pools_),
      unit_of_pupil_(units_of_draw(frozen.table)),
      row_of_pupil_(frozen.table.pupil_count()),
      placed_(frozen.table.choice_rank.size(), 0) {
  const FrozenTable& table = frozen.table;
  LotteryNumbers zero;
  zero.of_choice = table.given ? table.choice_given : std::vector<std::uint64_t>(table.choice_rank.size(), 0);
  packed_ = pack_rows(frozen, zero, entry_.key_parts);
  standing_ = packed_.words;
  for (std::uint32_t choice = 0; choice < table.choice_rank.size(); ++choice) {
    choice_of_row_.resize(table.row_begin[choice + 1], choice);
  }
  number_.resize(table.per_programme ? table.choice_rank.size() : unit_count(table));
}

void PlainRedraws::draw(std::uint64_t redraw) {
  redraw_ = redraw;
  fill_words();
  const TieBreak tie_break{[](const void* context, Applicant left, Applicant right) {
                             return static_cast<const PlainRedraws*>(context)->before(left, right);
                           },
                           this};
  const Market market{packed_.row_begin, packed_.words, pools_, packed_.layout.pool_bits, tie_break};
  if (entry_.kind == MechanismKind::deferred_acceptance ||
      entry_.kind == MechanismKind::serial_dictatorship) {
    deferred_.run(market, row_of_pupil_);  // with the memory of the run before
  } else {
    row_of_pupil_ = entry_.compute(market, frozen_);
  }
  for (const std::uint32_t row : row_of_pupil_) {
    if (row != base::none) {
      ++placed_[choice_of_row_[row]];
    }
  }
}

void PlainRedraws::fill_words() {
  const FrozenTable& table = frozen_.table;
  if (table.given) {
    return;
  }
  if (table.per_programme) {
    fill_words_by_programme();
    return;
  }
  streams_.everywhere.fill(redraw_, number_);
  for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
    const std::uint64_t part = packed_.layout.number_part(number_[unit_of_pupil_[pupil]]);
    for (std::uint32_t row = packed_.row_begin[pupil]; row < packed_.row_begin[pupil + 1]; ++row) {
      packed_.words[row] = standing_[row] | part;
    }
  }
}

void PlainRedraws::fill_words_by_programme() {
  const FrozenTable& table = frozen_.table;
  const std::uint32_t programme_count = frozen_.seats.programmes.size();
  for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
    for (std::uint32_t choice = table.choice_begin[pupil]; choice < table.choice_begin[pupil + 1]; ++choice) {
      number_[choice] = streams_.at_programme(redraw_, unit_of_pupil_[pupil], programme_count,
                                              static_cast<std::uint32_t>(table.choice_programme[choice]));
      const std::uint64_t part = packed_.layout.number_part(number_[choice]);
      for (std::uint32_t row = table.row_begin[choice]; row < table.row_begin[choice + 1]; ++row) {
        packed_.words[row] = standing_[row] | part;
      }
    }
  }
}

std::uint64_t PlainRedraws::number(Applicant applicant) const {
  const FrozenTable& table = frozen_.table;
  if (table.given) {
    return table.choice_given[choice_of_row_[applicant.row]];
  }
  return table.per_programme ? number_[choice_of_row_[applicant.row]]
                             : number_[unit_of_pupil_[applicant.pupil]];
}

/// As OwnNumbers has it: where numbers are per programme, the own number is too.
std::uint64_t PlainRedraws::own_number(Applicant applicant) const {
  if (!frozen_.table.per_programme) {
    return streams_.own.bits(redraw_, applicant.pupil);
  }
  const auto programme = base::to_size(frozen_.table.choice_programme[choice_of_row_[applicant.row]]);
  return streams_.own_by_programme.bits(
      redraw_, applicant.pupil * std::uint64_t{frozen_.seats.programmes.size()} + programme);
}

bool PlainRedraws::before(Applicant left, Applicant right) const {
  const FrozenTable& table = frozen_.table;
  if (packed_.layout.order_bits == 0 && entry_.key_parts == KeyParts::all &&
      table.row_order[left.row] != table.row_order[right.row]) {
    return table.row_order[left.row] < table.row_order[right.row];
  }
  const std::uint64_t number_left = number(left);
  const std::uint64_t number_right = number(right);
  if (number_left != number_right) {
    return number_left < number_right;
  }
  const std::uint64_t own_left = own_number(left);
  const std::uint64_t own_right = own_number(right);
  return own_left != own_right ? own_left < own_right : left.pupil < right.pupil;
}

}  // namespace mengpaneel::place
