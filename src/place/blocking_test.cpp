// SPDX-License-Identifier: EUPL-1.2
// The counts against the definitions, written out slowly, on the outcomes of the mechanisms and on spoilt
// ones.
#include "place/blocking.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>

#include "place/mechanisms/mechanisms.hpp"
#include "tests/support/random_rounds.hpp"

namespace mengpaneel::place {
namespace {

using Key = std::tuple<std::uint32_t, std::uint32_t, std::uint64_t, std::uint64_t, std::uint32_t>;

struct SlowPool {
  std::uint64_t own = 0;  ///< less what as-needed pools took
  std::uint64_t filled = 0;
  bool unlimited = false;
  bool passes_on = false;
};

/// Everything again, from the contract: no packed words, no links between pools.
class Slow {
 public:
  Slow(const Frozen& frozen, const Outcome& outcome, const base::Digest& seed)
      : frozen_(frozen), table_(frozen.table), outcome_(outcome), seed_(base::as_bytes(seed)) {
    pools_.resize(frozen.seats.pools.size());
    for (const std::uint32_t row : outcome.placed_row) {
      if (row != base::none) {
        ++pools_[table_.row_pool[row]].filled;
      }
    }
    for (std::uint32_t programme = 0; programme < frozen.seats.programmes.size(); ++programme) {
      std::uint64_t taken = 0;
      for (std::uint32_t pool = frozen.seats.pool_begin[programme];
           pool < frozen.seats.pool_begin[programme + 1]; ++pool) {
        const PoolSeats& source = frozen.seats.pools[pool];
        pools_[pool].unlimited = source.as_needed || source.seats == base::no_limit;
        pools_[pool].passes_on = source.unfilled == Unfilled::next && !pools_[pool].unlimited;
        pools_[pool].own = source.seats;
        taken += source.as_needed ? pools_[pool].filled : 0;
      }
      SlowPool& rest = pools_[frozen.seats.pool_begin[programme + 1] - 1];
      rest.own -= std::min(rest.own, taken);
    }
  }

  [[nodiscard]] std::uint64_t pairs() const {
    std::uint64_t count = 0;
    for_each_wish([&](std::uint32_t pupil, std::uint32_t choice) {
      bool blocks = false;
      for (std::uint32_t row = table_.row_begin[choice]; row < table_.row_begin[choice + 1]; ++row) {
        blocks = blocks || pool_owes(pupil, choice, row);
      }
      count += blocks ? 1U : 0U;
    });
    return count;
  }

  /// The largest number of pupils that the pools which refused somebody could take more, or, without limit,
  /// did refuse.
  [[nodiscard]] std::uint64_t wasted() const {
    std::vector<std::uint64_t> refused(pools_.size(), 0);
    for_each_wish([&](std::uint32_t, std::uint32_t choice) {
      for (std::uint32_t row = table_.row_begin[choice]; row < table_.row_begin[choice + 1]; ++row) {
        ++refused[table_.row_pool[row]];
      }
    });
    std::uint64_t total = 0;
    for (std::uint32_t programme = 0; programme < frozen_.seats.programmes.size(); ++programme) {
      std::vector<SlowPool> pools(pools_.begin() + frozen_.seats.pool_begin[programme],
                                  pools_.begin() + frozen_.seats.pool_begin[programme + 1]);
      const std::uint64_t* refused_here = refused.data() + frozen_.seats.pool_begin[programme];
      for (std::size_t pool = 0; pool < pools.size(); ++pool) {
        if (pools[pool].unlimited) {
          total += refused_here[pool];
        }
      }
      total += most_added(pools, refused_here, 0);
    }
    return total;
  }

 private:
  template <typename Visit>
  void for_each_wish(const Visit& visit) const {
    for (std::uint32_t pupil = 0; pupil < table_.pupil_count(); ++pupil) {
      for (std::uint32_t choice = table_.choice_begin[pupil]; choice < table_.choice_begin[pupil + 1];
           ++choice) {
        if (choice == outcome_.placed_choice[pupil]) {
          break;
        }
        visit(pupil, choice);
      }
    }
  }

  [[nodiscard]] Key key(std::uint32_t pupil, std::uint32_t choice, std::uint32_t row) const {
    const bool number_only = frozen_.seats.mechanism == Mechanism::serial_dictatorship;
    const std::string_view programme =
        frozen_.seats.programmes.name(static_cast<std::uint32_t>(table_.choice_programme[choice]));
    const std::optional<std::string_view> at = table_.per_programme ? std::optional(programme) : std::nullopt;
    const std::uint64_t number =
        table_.given ? table_.choice_given[choice]
                     : draw_number(seed_, table_.draw_kind[pupil], table_.draw_id_of(pupil), at);
    return {number_only ? 0 : table_.row_class[row], number_only ? 0 : table_.row_order[row], number,
            draw_number(seed_, DrawKind::pupil, table_.pupils.name(pupil), at), pupil};
  }

  [[nodiscard]] bool pool_owes(std::uint32_t pupil, std::uint32_t choice, std::uint32_t row) const {
    const std::uint32_t wanted = table_.row_pool[row];
    for (std::uint32_t other = 0; other < table_.pupil_count(); ++other) {
      const std::uint32_t held = outcome_.placed_row[other];
      if (held != base::none && table_.row_pool[held] == wanted &&
          key(pupil, choice, row) < key(other, outcome_.placed_choice[other], held)) {
        return true;
      }
    }
    return pools_[wanted].unlimited || pools_[wanted].filled < available(wanted);
  }

  [[nodiscard]] std::uint64_t available(std::uint32_t wanted) const {
    std::uint32_t begin = wanted;
    while (std::ranges::find(frozen_.seats.pool_begin, begin) == frozen_.seats.pool_begin.end()) {
      --begin;
    }
    std::uint64_t inflow = 0;
    for (std::uint32_t pool = begin;; ++pool) {
      const SlowPool& here = pools_[pool];
      if (frozen_.seats.pools[pool].as_needed) {
        continue;  // overflow passes through
      }
      const std::uint64_t seats = here.own + inflow;
      if (pool == wanted) {
        return seats;
      }
      inflow = here.passes_on && seats > here.filled ? seats - here.filled : 0;
    }
  }

  [[nodiscard]] bool fits(const std::vector<SlowPool>& pools, const std::vector<std::uint64_t>& added) const {
    std::uint64_t inflow = 0;
    for (std::size_t pool = 0; pool < pools.size(); ++pool) {
      const SlowPool& here = pools[pool];
      if (here.unlimited) {
        continue;
      }
      const std::uint64_t seats = here.own + inflow;
      const std::uint64_t used = here.filled + added[pool];
      if (used > seats) {
        return false;
      }
      inflow = here.passes_on ? seats - used : 0;
    }
    return true;
  }

  /// The most that can be added in pools that refused somebody, tried one by one.
  [[nodiscard]] std::uint64_t most_added(const std::vector<SlowPool>& pools, const std::uint64_t* refused,
                                         std::size_t first) const {
    std::uint64_t most = 0;
    std::vector<std::uint64_t> added(pools.size(), 0);
    const auto search = [&](const auto& self, std::size_t pool, std::uint64_t sum) -> void {
      if (!fits(pools, added)) {
        return;
      }
      most = std::max(most, sum);
      for (std::size_t next = pool; next < pools.size(); ++next) {
        if (!pools[next].unlimited && refused[next] != 0) {
          ++added[next];
          self(self, next, sum + 1);
          --added[next];
        }
      }
    };
    search(search, first, 0);
    return most;
  }

  const Frozen& frozen_;
  const FrozenTable& table_;
  const Outcome& outcome_;
  base::HmacSha256 seed_;
  std::vector<SlowPool> pools_;
};

TEST(Blocking, IsWhatTheDefinitionsSayOnRandomRounds) {
  const base::Digest seed{7};
  std::uint64_t pairs_in_rounds = 0;
  for (std::uint64_t index = 0; index < 6000; ++index) {
    const test::RandomRound round = test::random_round(index);
    const Outcome outcome = place(round.frozen, seed);
    const Blocking blocking = count_blocking(round.frozen, outcome, seed);
    const Slow slow(round.frozen, outcome, seed);
    ASSERT_EQ(blocking.pairs, slow.pairs()) << "round " << index;
    if (mechanism_entry(round.frozen.seats.mechanism).no_justified_envy) {
      ASSERT_EQ(blocking.pairs, 0U) << "round " << index;
      ASSERT_EQ(slow.wasted(), 0U) << "round " << index;
    }
    ASSERT_EQ(blocking.wasted_seats, 0U) << "no mechanism leaves a seat that somebody wants; round " << index;
    pairs_in_rounds += blocking.pairs;
  }
  EXPECT_GT(pairs_in_rounds, 100U) << "immediate acceptance passes over priorities somewhere";
}

TEST(Blocking, FindsEverySeatThatAnOutcomeLosesOnTheWay) {
  const base::Digest seed{9};
  std::uint64_t wasted = 0;
  for (std::uint64_t index = 0; index < 3000; ++index) {
    test::RandomRound round = test::random_round(index);
    Outcome outcome = place(round.frozen, seed);
    for (std::uint32_t pupil = 0; pupil < outcome.placed_row.size(); pupil += 2) {
      outcome.placed_row[pupil] = base::none;
      outcome.placed_choice[pupil] = base::none;
    }
    const Blocking blocking = count_blocking(round.frozen, outcome, seed);
    const Slow slow(round.frozen, outcome, seed);
    ASSERT_EQ(blocking.pairs, slow.pairs()) << "round " << index;
    if (!round.frozen.seats.mechanism.gives_for_good()) {
      ASSERT_EQ(blocking.wasted_seats, slow.wasted()) << "round " << index;
    }
    wasted += blocking.wasted_seats;
  }
  EXPECT_GT(wasted, 1000U);
}

}  // namespace
}  // namespace mengpaneel::place
