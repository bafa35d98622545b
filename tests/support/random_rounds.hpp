// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Small random rounds, already frozen, with everything that a round can have: classes, distances and lists
// that tie, pools that overflow or do not, as-needed pools, no limit, households that share a number, numbers
// for each programme and given numbers. Deterministic by `index`.

#include <algorithm>
#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "place/explain/context.hpp"
#include "place/frozen.hpp"

namespace mengpaneel::test {

struct RandomRoundShape {
  std::uint32_t pupils_max = 12;
  std::uint32_t programmes_max = 4;
  bool plain_pools = false;  ///< one or two pools that keep their own seats, no more and no less
};

struct RandomRound {
  place::Frozen frozen;
  place::ExplainContext context;
};

class RandomRoundMaker {
 public:
  RandomRoundMaker(std::uint64_t index, const RandomRoundShape& shape) : shape_(shape), random_(index) {}

  RandomRound make() {
    place::SeatTable& seats = round_.frozen.seats;
    seats.mechanism = mechanism_of(random_());
    seats.waiting = static_cast<place::WaitingOrder>(below(3));
    seats.pool_begin.push_back(0);
    const std::uint32_t programmes = 1 + below(shape_.programmes_max);
    for (std::uint32_t programme = 0; programme < programmes; ++programme) {
      seats.programmes.intern("S" + std::to_string(programme));
      add_pools();
    }
    add_pupils(1 + below(shape_.pupils_max));
    fill_context();
    return std::move(round_);
  }

 private:
  /// Stable improvement cycles share the rounds of top trading cycles, so that the others keep theirs.
  static place::Mechanism mechanism_of(std::uint64_t draw) {
    using place::Mechanism;
    constexpr std::array drawn{
        Mechanism(Mechanism::deferred_acceptance),  Mechanism(Mechanism::school_proposing),
        Mechanism(Mechanism::immediate_acceptance), Mechanism(Mechanism::parallel, 2),
        Mechanism(Mechanism::top_trading_cycles),   Mechanism(Mechanism::serial_dictatorship)};
    const Mechanism mechanism = drawn[draw % drawn.size()];
    return mechanism == Mechanism::top_trading_cycles && draw / drawn.size() % 2 == 0
               ? Mechanism::stable_improvement_cycles
               : mechanism;
  }

  std::uint32_t below(std::size_t bound) { return static_cast<std::uint32_t>(random_() % bound); }

  void add_pool(std::string_view name, std::uint32_t seats, bool as_needed) {
    place::SeatTable& table = round_.frozen.seats;
    const bool passes_on = !shape_.plain_pools && below(4) != 0;
    table.pools.push_back({table.pool_names.intern(name).index, as_needed ? 0 : seats, as_needed,
                           passes_on ? place::Unfilled::next : place::Unfilled::empty});
    std::vector<std::string> classes;
    const std::uint32_t count = below(3);
    for (std::uint32_t index = 0; index < count; ++index) {
      classes.emplace_back(index == 0 ? "sibling" : "preschool & !nearby | eigen-regel");
    }
    classes.emplace_back(place::other_class);
    round_.frozen.class_names.push_back(std::move(classes));
    within_class_.push_back(static_cast<place::WithinClass>(below(3)));
  }

  void add_pools() {
    place::SeatTable& table = round_.frozen.seats;
    const std::size_t first = table.pools.size();
    if (!shape_.plain_pools && below(4) == 0) {
      add_pool("recht", 0, true);
    }
    const std::uint32_t reserves = below(3);
    for (std::uint32_t reserve = 0; reserve < reserves && !(shape_.plain_pools && reserve > 0); ++reserve) {
      add_pool("reserve" + std::to_string(reserve), below(3), false);
    }
    const bool limited = shape_.plain_pools || below(12) != 0;
    add_pool("open", limited ? below(4) : base::no_limit, false);
    std::uint32_t capacity = limited ? 0 : base::no_limit;
    for (std::size_t pool = first; limited && pool < table.pools.size(); ++pool) {
      capacity += table.pools[pool].seats;
    }
    table.capacity.push_back(capacity);
    table.pool_begin.push_back(static_cast<std::uint32_t>(table.pools.size()));
  }

  void add_pupils(std::uint32_t count) {
    place::FrozenTable& table = round_.frozen.table;
    const std::uint32_t numbers = below(4);
    table.given = numbers == 0 || shape_.plain_pools;
    table.per_programme = numbers == 1 && !table.given &&
                          round_.frozen.seats.mechanism != place::Mechanism::serial_dictatorship;
    const bool households = below(2) == 0;
    table.choice_begin.push_back(0);
    table.row_begin.push_back(0);
    for (std::uint32_t pupil = 0; pupil < count; ++pupil) {
      table.pupils.intern("P" + std::to_string(1000 + pupil));
      const bool shares = households && below(2) == 0;
      table.draw_kind.push_back(shares ? place::DrawKind::household : place::DrawKind::pupil);
      table.draw_id.push_back(shares ? table.draw_ids.intern("H" + std::to_string(below(3))).index
                                     : base::none);
      add_list(1 + below(6));
    }
  }

  void add_list(std::uint32_t given) {
    place::FrozenTable& table = round_.frozen.table;
    std::vector<std::uint32_t> programmes;
    for (std::uint32_t programme = 0; programme < round_.frozen.seats.programmes.size(); ++programme) {
      programmes.push_back(programme);
    }
    std::shuffle(programmes.begin(), programmes.end(), random_);
    programmes.resize(below(programmes.size() + 1));
    std::uint32_t rank = 0;
    for (const std::uint32_t programme : programmes) {
      rank += below(5) == 0 ? 2U : 1U;
      table.choice_rank.push_back(rank);
      table.choice_programme.push_back(base::ProgrammeIndex{programme});
      if (table.given) {
        table.choice_given.push_back(given);
      }
      add_rows(programme);
      table.row_begin.push_back(static_cast<std::uint32_t>(table.row_pool.size()));
    }
    table.choice_begin.push_back(static_cast<std::uint32_t>(table.choice_rank.size()));
  }

  void add_rows(std::uint32_t programme) {
    place::FrozenTable& table = round_.frozen.table;
    const place::SeatTable& seats = round_.frozen.seats;
    const std::uint32_t eligible_in_ten = below(8) == 0 ? 0 : 7;
    for (std::uint32_t pool = seats.pool_begin[programme]; pool < seats.pool_begin[programme + 1]; ++pool) {
      if (below(10) >= eligible_in_ten) {
        continue;
      }
      table.row_pool.push_back(pool);
      table.row_class.push_back(static_cast<std::uint16_t>(below(round_.frozen.class_names[pool].size())));
      table.row_order.push_back(within_class_[pool] == place::WithinClass::lottery ? 0 : 1 + below(3));
    }
  }

  void fill_context() {
    place::ExplainContext& context = round_.context;
    const place::SeatTable& seats = round_.frozen.seats;
    context.mechanism = seats.mechanism;
    context.waiting = seats.waiting;
    context.given_numbers = round_.frozen.table.given;
    for (std::uint32_t programme = 0; programme < seats.programmes.size(); ++programme) {
      place::ProgrammeContext& entry = context.programmes[std::string(seats.programmes.name(programme))];
      entry.name = "School " + std::to_string(programme);
      for (std::uint32_t pool = seats.pool_begin[programme]; pool < seats.pool_begin[programme + 1]; ++pool) {
        entry.pools[std::string(seats.pool_name(pool))] = {pool - seats.pool_begin[programme],
                                                           seats.pools[pool].as_needed, within_class_[pool],
                                                           round_.frozen.class_names[pool]};
      }
    }
  }

  RandomRoundShape shape_;
  std::mt19937_64 random_;
  std::vector<place::WithinClass> within_class_;
  RandomRound round_;
};

[[nodiscard]] inline RandomRound random_round(std::uint64_t index, const RandomRoundShape& shape = {}) {
  return RandomRoundMaker(index, shape).make();
}

}  // namespace mengpaneel::test
