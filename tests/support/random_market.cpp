// SPDX-License-Identifier: EUPL-1.2
#include "tests/support/random_market.hpp"

#include <algorithm>
#include <string>

#include "base/random.hpp"

namespace mengpaneel::place::testing {

namespace {

struct Standing {
  bool eligible;
  std::uint32_t order;
};

class Builder {
 public:
  Builder(std::uint64_t index, const SmallShape& shape)
      : index_(index), shape_(shape), stream_(base::Digest{}, "small markets") {
    add_seats();
    add_standings();
  }

  Frozen build(bool full_lists) {
    FrozenTable& table = frozen_.table;
    table.choice_begin.push_back(0);
    table.row_begin.push_back(0);
    for (std::uint32_t pupil = 0; pupil < shape_.pupils; ++pupil) {
      table.pupils.intern("p" + std::to_string(pupil));
      table.draw_kind.push_back(DrawKind::pupil);
      table.draw_id.push_back(base::none);
      const std::vector<std::uint32_t> order = shuffled(shape_.programmes, 1000 + pupil);
      const std::uint64_t wanted = full_lists ? order.size() : next_below(order.size() + 1, 2000 + pupil);
      std::uint32_t rank = 0;
      for (std::size_t position = 0; position < wanted; ++position) {
        table.choice_rank.push_back(++rank);
        table.choice_programme.push_back(base::ProgrammeIndex{order[position]});
        add_rows(pupil, order[position]);
      }
      table.choice_begin.push_back(static_cast<std::uint32_t>(table.choice_rank.size()));
    }
    return std::move(frozen_);
  }

 private:
  [[nodiscard]] std::uint64_t next_below(std::uint64_t bound, std::uint64_t purpose) const {
    return stream_.below(bound, index_, purpose);
  }

  [[nodiscard]] std::vector<std::uint32_t> shuffled(std::uint32_t count, std::uint64_t purpose) const {
    std::vector<std::uint32_t> order(count);
    for (std::uint32_t position = 0; position < count; ++position) {
      order[position] = position;
      const auto other = static_cast<std::uint32_t>(next_below(position + 1, purpose * 64 + position));
      std::swap(order[position], order[other]);
    }
    return order;
  }

  void add_seats() {
    SeatTable& seats = frozen_.seats;
    seats.pool_begin.push_back(0);
    for (std::uint32_t programme = 0; programme < shape_.programmes; ++programme) {
      seats.programmes.intern("S" + std::to_string(programme));
      const std::uint64_t kind = shape_.several_pools ? next_below(8, 10 + programme) : 0;
      if ((kind & 1U) != 0) {
        add_pool("as-needed", 0, true, Unfilled::next);
      }
      if ((kind & 2U) != 0) {
        add_pool("reserve", next_below(3, 20 + programme), false,
                 next_below(3, 30 + programme) == 0 ? Unfilled::empty : Unfilled::next);
      }
      if ((kind & 4U) != 0) {
        add_pool("second", next_below(3, 40 + programme), false, Unfilled::next);
      }
      add_pool("rest", next_below(3, 50 + programme), false, Unfilled::next);
      seats.capacity.push_back(100);
      seats.pool_begin.push_back(static_cast<std::uint32_t>(seats.pools.size()));
    }
  }

  void add_pool(std::string_view name, std::uint64_t count, bool as_needed, Unfilled unfilled) {
    frozen_.seats.pools.push_back({frozen_.seats.pool_names.intern(name).index,
                                   static_cast<std::uint32_t>(count), as_needed, unfilled});
    frozen_.class_names.push_back({std::string(other_class)});
  }

  void add_standings() {
    standing_.resize(frozen_.seats.pools.size());
    for (std::uint32_t pool = 0; pool < standing_.size(); ++pool) {
      const std::vector<std::uint32_t> order = shuffled(shape_.pupils, 3000 + pool);
      standing_[pool].resize(shape_.pupils);
      for (std::uint32_t position = 0; position < shape_.pupils; ++position) {
        const std::uint32_t pupil = order[position];
        const bool as_needed = frozen_.seats.pools[pool].as_needed;
        const std::uint64_t chance = next_below(12, 4000 + pool * std::uint64_t{64} + pupil);
        standing_[pool][pupil] = {as_needed ? chance < 2 : chance < 8, position + 1};
      }
    }
  }

  void add_rows(std::uint32_t pupil, std::uint32_t programme) {
    FrozenTable& table = frozen_.table;
    for (std::uint32_t pool = frozen_.seats.pool_begin[programme];
         pool < frozen_.seats.pool_begin[programme + 1]; ++pool) {
      if (standing_[pool][pupil].eligible) {
        table.row_pool.push_back(pool);
        table.row_class.push_back(0);
        table.row_order.push_back(standing_[pool][pupil].order);
      }
    }
    table.row_begin.push_back(static_cast<std::uint32_t>(table.row_pool.size()));
  }

  std::uint64_t index_;
  SmallShape shape_;
  base::RandomStream stream_;
  Frozen frozen_;
  std::vector<std::vector<Standing>> standing_;
};

/// The choice in which `pupil` lists `programme`, or base::none.
std::uint32_t choice_of(const FrozenTable& table, std::uint32_t pupil, std::uint32_t programme) {
  for (std::uint32_t choice = table.choice_begin[pupil]; choice < table.choice_begin[pupil + 1]; ++choice) {
    if (table.choice_programme[choice] == base::ProgrammeIndex{programme}) {
      return choice;
    }
  }
  return base::none;
}

/// Order of a pupil in a pool of a programme that she lists; base::none when not eligible.
std::uint32_t order_in_pool(const FrozenTable& table, std::uint32_t pupil, std::uint32_t programme,
                            std::uint32_t pool) {
  const std::uint32_t choice = choice_of(table, pupil, programme);
  for (std::uint32_t row = table.row_begin[choice]; row < table.row_begin[choice + 1]; ++row) {
    if (table.row_pool[row] == pool) {
      return table.row_order[row];
    }
  }
  return base::none;
}

}  // namespace

Frozen random_frozen(std::uint64_t index, const SmallShape& shape) {
  return Builder(index, shape).build(false);
}

Frozen random_frozen_with_full_lists(std::uint64_t index, const SmallShape& shape) {
  return Builder(index, shape).build(true);
}

Frozen with_list(const Frozen& frozen, const Frozen& eligible, std::uint32_t changed,
                 const std::vector<std::uint32_t>& programmes) {
  Frozen result;
  result.seats = frozen.seats;
  result.class_names = frozen.class_names;
  FrozenTable& table = result.table;
  table.pupils = frozen.table.pupils;
  table.draw_kind = frozen.table.draw_kind;
  table.draw_id = frozen.table.draw_id;
  table.choice_begin.push_back(0);
  table.row_begin.push_back(0);
  for (std::uint32_t pupil = 0; pupil < table.pupils.size(); ++pupil) {
    std::vector<std::uint32_t> list;
    if (pupil == changed) {
      list = programmes;
    } else {
      for (std::uint32_t choice = frozen.table.choice_begin[pupil];
           choice < frozen.table.choice_begin[pupil + 1]; ++choice) {
        list.push_back(static_cast<std::uint32_t>(frozen.table.choice_programme[choice]));
      }
    }
    std::uint32_t rank = 0;
    for (const std::uint32_t programme : list) {
      table.choice_rank.push_back(++rank);
      table.choice_programme.push_back(base::ProgrammeIndex{programme});
      const std::uint32_t source = choice_of(eligible.table, pupil, programme);
      for (std::uint32_t row = eligible.table.row_begin[source]; row < eligible.table.row_begin[source + 1];
           ++row) {
        table.row_pool.push_back(eligible.table.row_pool[row]);
        table.row_class.push_back(eligible.table.row_class[row]);
        table.row_order.push_back(eligible.table.row_order[row]);
      }
      table.row_begin.push_back(static_cast<std::uint32_t>(table.row_pool.size()));
    }
    table.choice_begin.push_back(static_cast<std::uint32_t>(table.choice_rank.size()));
  }
  return result;
}

std::vector<std::uint32_t> choose(const Frozen& frozen, std::uint32_t programme,
                                  const std::vector<std::uint32_t>& applicants) {
  std::vector<std::uint32_t> left = applicants;
  std::vector<std::uint32_t> chosen;
  std::uint32_t carried = 0;
  std::uint32_t as_needed_taken = 0;
  const std::uint32_t end = frozen.seats.pool_begin[programme + 1];
  for (std::uint32_t pool = frozen.seats.pool_begin[programme]; pool < end; ++pool) {
    const PoolSeats& seats = frozen.seats.pools[pool];
    std::vector<std::uint32_t> eligible;
    for (const std::uint32_t pupil : left) {
      if (order_in_pool(frozen.table, pupil, programme, pool) != base::none) {
        eligible.push_back(pupil);
      }
    }
    std::ranges::sort(eligible, {}, [&](std::uint32_t pupil) {
      return order_in_pool(frozen.table, pupil, programme, pool);
    });
    std::uint32_t room = static_cast<std::uint32_t>(eligible.size());
    if (!seats.as_needed) {
      const std::uint32_t own =
          pool + 1 == end ? seats.seats - std::min(seats.seats, as_needed_taken) : seats.seats;
      room = own + carried;
      carried = seats.unfilled == Unfilled::next
                    ? room - std::min(room, static_cast<std::uint32_t>(eligible.size()))
                    : 0;
    } else {
      as_needed_taken += room;
    }
    eligible.resize(std::min<std::size_t>(eligible.size(), room));
    for (const std::uint32_t pupil : eligible) {
      chosen.push_back(pupil);
      std::erase(left, pupil);
    }
  }
  std::ranges::sort(chosen);
  return chosen;
}

std::uint32_t position_in_list(const Frozen& frozen, std::uint32_t pupil, std::uint32_t programme) {
  const std::uint32_t choice = choice_of(frozen.table, pupil, programme);
  if (choice == base::none || frozen.table.row_begin[choice] == frozen.table.row_begin[choice + 1]) {
    return base::none;
  }
  return choice - frozen.table.choice_begin[pupil];
}

}  // namespace mengpaneel::place::testing
