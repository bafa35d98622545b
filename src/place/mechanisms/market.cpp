// SPDX-License-Identifier: EUPL-1.2
#include "place/mechanisms/market.hpp"

#include <algorithm>
#include <bit>

namespace mengpaneel::place {

std::uint32_t pool_bits_for(std::size_t pool_count) {
  return std::max<std::uint32_t>(1, static_cast<std::uint32_t>(std::bit_width(pool_count)));
}

std::vector<MarketPool> market_pools(const SeatTable& seats) {
  std::vector<MarketPool> pools(seats.pools.size());
  for (std::size_t programme = 0; programme + 1 < seats.pool_begin.size(); ++programme) {
    const std::uint32_t begin = seats.pool_begin[programme];
    const std::uint32_t end = seats.pool_begin[programme + 1];
    std::uint32_t passing = base::none;
    for (std::uint32_t pool = begin; pool < end; ++pool) {
      const PoolSeats& source = seats.pools[pool];
      MarketPool& target = pools[pool];
      target.as_needed = source.as_needed;
      target.seats = source.as_needed ? base::no_limit : source.seats;
      if (source.as_needed) {
        target.pays_for_as_needed = end - 1;  // decision 3: the last pool is the rest
        continue;
      }
      if (passing != base::none && source.seats != base::no_limit) {
        pools[passing].passes_to = pool;
      }
      passing = source.unfilled == Unfilled::next && source.seats != base::no_limit ? pool : base::none;
    }
  }
  return pools;
}

std::vector<std::uint32_t> seats_after_overflow(std::span<const MarketPool> pools,
                                                std::span<const std::uint32_t> filled) {
  std::vector<std::uint32_t> seats(pools.size());
  std::vector<std::uint32_t> reduction(pools.size(), 0);
  std::vector<std::uint32_t> inflow(pools.size(), 0);
  for (std::size_t pool = 0; pool < pools.size(); ++pool) {
    const MarketPool& source = pools[pool];
    if (source.as_needed) {
      seats[pool] = base::no_limit;
      reduction[source.pays_for_as_needed] += filled[pool];
      continue;
    }
    if (source.seats == base::no_limit) {
      seats[pool] = base::no_limit;
      continue;
    }
    seats[pool] = source.seats - std::min(source.seats, reduction[pool]) + inflow[pool];
    if (source.passes_to != base::none) {
      inflow[source.passes_to] = seats[pool] - std::min(seats[pool], filled[pool]);
    }
  }
  return seats;
}

std::vector<std::uint32_t> seats_left(std::span<const MarketPool> pools,
                                      std::span<const std::uint32_t> filled) {
  std::vector<std::uint32_t> left(pools.size());
  std::vector<std::uint32_t> lender(pools.size(), base::none);
  for (std::uint32_t pool = 0; pool < pools.size(); ++pool) {
    left[pool] = pools[pool].seats;
    if (pools[pool].passes_to != base::none) {
      lender[pools[pool].passes_to] = pool;
    }
  }
  for (std::size_t pool = 0; pool < pools.size(); ++pool) {
    const std::uint32_t payer = pools[pool].as_needed ? pools[pool].pays_for_as_needed : base::none;
    if (payer != base::none && left[payer] != base::no_limit) {
      left[payer] -= std::min(left[payer], filled[pool]);
    }
  }
  for (std::uint32_t pool = 0; pool < pools.size(); ++pool) {
    std::uint32_t needed = pools[pool].seats == base::no_limit ? 0 : filled[pool];
    for (std::uint32_t source = pool; needed != 0 && source != base::none; source = lender[source]) {
      const std::uint32_t taken = std::min(needed, left[source]);
      left[source] -= taken;
      needed -= taken;
    }
  }
  return left;
}

KeyOrder::KeyOrder(const Frozen& frozen, const LotteryNumbers& numbers, const OwnNumbers& own, KeyParts parts)
    : frozen_(frozen), numbers_(numbers), own_(own), parts_(parts) {}

std::uint64_t KeyOrder::number(Applicant applicant) const {
  return numbers_.of_choice.empty() ? numbers_.of_pupil[applicant.pupil]
                                    : numbers_.of_choice[choice_of_row(frozen_.table, applicant)];
}

std::uint64_t KeyOrder::own_number(Applicant applicant) const {
  if (!frozen_.table.per_programme) {
    return own_.everywhere(frozen_.table, applicant.pupil);
  }
  const std::uint32_t choice = choice_of_row(frozen_.table, applicant);
  const auto programme = static_cast<std::uint32_t>(frozen_.table.choice_programme[choice]);
  return own_.at_programme(frozen_.table, frozen_.seats.programmes, applicant.pupil, programme);
}

bool KeyOrder::compare(Applicant left, Applicant right, bool reversed) const {
  const FrozenTable& table = frozen_.table;
  if (parts_ == KeyParts::all) {
    if (table.row_class[left.row] != table.row_class[right.row]) {
      return table.row_class[left.row] < table.row_class[right.row];
    }
    if (table.row_order[left.row] != table.row_order[right.row]) {
      return table.row_order[left.row] < table.row_order[right.row];
    }
  }
  const std::uint64_t number_left = number(left);
  const std::uint64_t number_right = number(right);
  if (number_left != number_right) {
    return reversed ? number_left > number_right : number_left < number_right;
  }
  const auto drawn_for_pupil = [&table](std::uint32_t pupil) {
    return table.draw_kind[pupil] == DrawKind::pupil && table.groups.of_pupil(pupil) == base::none;
  };
  const bool drawn_for_pupils = !table.given && drawn_for_pupil(left.pupil) && drawn_for_pupil(right.pupil);
  if (!drawn_for_pupils) {
    const std::uint64_t own_left = own_number(left);
    const std::uint64_t own_right = own_number(right);
    if (own_left != own_right) {
      return reversed ? own_left > own_right : own_left < own_right;
    }
  }
  return left.pupil < right.pupil;
}

bool KeyOrder::before(Applicant left, Applicant right) const { return compare(left, right, false); }

bool KeyOrder::before_reversed(Applicant left, Applicant right) const { return compare(left, right, true); }

TieBreak KeyOrder::tie_break() const {
  return {[](const void* context, Applicant left, Applicant right) {
            return static_cast<const KeyOrder*>(context)->before(left, right);
          },
          this};
}

KeyLayout KeyLayout::of(const Frozen& frozen, KeyParts parts, std::uint32_t number_bits) {
  KeyLayout layout;
  layout.pool_bits = pool_bits_for(frozen.seats.pools.size());
  if (parts == KeyParts::all) {
    std::uint16_t class_max = 0;
    for (const std::uint16_t class_index : frozen.table.row_class) {
      class_max = std::max(class_max, class_index);
    }
    std::uint32_t order_max = 0;
    for (const std::uint32_t order : frozen.table.row_order) {
      order_max = std::max(order_max, order);
    }
    layout.class_bits = static_cast<std::uint32_t>(std::bit_width(class_max));
    layout.order_bits = static_cast<std::uint32_t>(std::bit_width(order_max));
  }
  const std::uint32_t used = 1 + layout.pool_bits + layout.class_bits + layout.order_bits;
  // At most 1 + 31 + 5 + 32 bits could be asked for; the order then loses its place in the word to the
  // tie-breaker, never the other way round.
  if (used > 63) {
    layout.order_bits = 0;
    layout.number_bits_kept = 0;
  } else {
    layout.number_bits_kept = std::min(number_bits, 64 - used);
  }
  layout.number_bits = number_bits;
  return layout;
}

std::vector<std::uint32_t> pupil_row_begin(const FrozenTable& table) {
  std::vector<std::uint32_t> begin(table.choice_begin.size());
  for (std::size_t pupil = 0; pupil < begin.size(); ++pupil) {
    begin[pupil] = table.row_begin[table.choice_begin[pupil]];
  }
  return begin;
}

std::uint32_t choice_of_row(const FrozenTable& table, Applicant applicant) {
  const auto first =
      table.row_begin.begin() + static_cast<std::ptrdiff_t>(table.choice_begin[applicant.pupil]) + 1;
  const auto last =
      table.row_begin.begin() + static_cast<std::ptrdiff_t>(table.choice_begin[applicant.pupil + 1]) + 1;
  const auto found = std::upper_bound(first, last, applicant.row);
  return table.choice_begin[applicant.pupil] + static_cast<std::uint32_t>(found - first);
}

PackedRows pack_rows(const Frozen& frozen, const LotteryNumbers& numbers, KeyParts parts,
                     std::span<const std::uint32_t> group_of) {
  const FrozenTable& table = frozen.table;
  std::uint32_t number_bits = 64;
  if (table.given) {
    std::uint64_t largest = 0;
    for (const std::uint64_t number : numbers.of_choice) {
      largest = std::max(largest, number);
    }
    number_bits = static_cast<std::uint32_t>(std::bit_width(largest));
  }
  PackedRows packed;
  packed.layout = KeyLayout::of(frozen, parts, number_bits);
  packed.row_begin = pupil_row_begin(table);
  packed.words.resize(table.row_pool.size());
  for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
    const bool in_group = !group_of.empty() && group_of[pupil] != base::none;
    for (std::uint32_t choice = table.choice_begin[pupil]; choice < table.choice_begin[pupil + 1]; ++choice) {
      const std::uint64_t number = packed.layout.number_part(numbers.number(pupil, choice));
      const std::uint32_t row_end = in_group ? table.row_begin[choice + 1] : packed.row_begin[pupil + 1];
      for (std::uint32_t row = table.row_begin[choice]; row < table.row_begin[choice + 1]; ++row) {
        packed.words[row] = number | packed.layout.standing(table.row_class[row], table.row_order[row],
                                                            table.row_pool[row], row + 1 == row_end);
      }
    }
  }
  return packed;
}

}  // namespace mengpaneel::place
