// SPDX-License-Identifier: EUPL-1.2
#include "markets.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <numbers>
#include <set>

#include "app/large_memory.hpp"
#include "base/random.hpp"

namespace mengpaneel::bench {

namespace {

double normal(const base::RandomStream& stream, std::uint64_t index) {
  const double radius = std::sqrt(-2.0 * std::log(1.0 - stream.uniform(index, 0)));
  return radius * std::cos(2.0 * std::numbers::pi * stream.uniform(index, 1));
}

/// Draws programmes in proportion to a weight: Walker's alias method.
class WeightedDraw {
 public:
  explicit WeightedDraw(const std::vector<double>& weights) : keep_(weights.size()), other_(weights.size()) {
    double total = 0;
    for (const double weight : weights) {
      total += weight;
    }
    std::vector<std::uint32_t> small;
    std::vector<std::uint32_t> large;
    for (std::uint32_t index = 0; index < weights.size(); ++index) {
      keep_[index] = weights[index] * static_cast<double>(weights.size()) / total;
      other_[index] = index;
      (keep_[index] < 1.0 ? small : large).push_back(index);
    }
    while (!small.empty() && !large.empty()) {
      const std::uint32_t low = small.back();
      small.pop_back();
      other_[low] = large.back();
      keep_[large.back()] -= 1.0 - keep_[low];
      if (keep_[large.back()] < 1.0) {
        small.push_back(large.back());
        large.pop_back();
      }
    }
  }
  [[nodiscard]] std::uint32_t operator()(std::uint64_t bits) const {
    const auto index = static_cast<std::uint32_t>(((bits >> 32U) * keep_.size()) >> 32U);
    return static_cast<double>(bits & 0xffffffffU) * 0x1.0p-32 < keep_[index] ? index : other_[index];
  }

 private:
  std::vector<double> keep_;
  std::vector<std::uint32_t> other_;
};

}  // namespace

OwnedMarket random_market(const MarketShape& shape) {
  app::link_large_memory();
  base::Digest seed{};
  const base::RandomStream popularity(seed, "popularity");
  const base::RandomStream sizes(seed, "sizes");
  const base::RandomStream lists(seed, "lists");
  const base::RandomStream numbers(seed, "numbers");
  std::vector<double> weight(shape.programmes);
  std::vector<double> size(shape.programmes);
  double size_total = 0;
  for (std::uint32_t programme = 0; programme < shape.programmes; ++programme) {
    weight[programme] = std::exp(normal(popularity, programme));
    size[programme] = std::exp(0.5 * normal(sizes, programme));
    size_total += size[programme];
  }
  OwnedMarket market;
  const std::uint32_t pools_each = shape.two_pools ? 2 : 1;
  market.pool_bits = place::pool_bits_for(shape.programmes * std::size_t{pools_each});
  for (std::uint32_t programme = 0; programme < shape.programmes; ++programme) {
    const auto seats = static_cast<std::uint32_t>(
        std::max(1.0, std::round(size[programme] / size_total * static_cast<double>(shape.pupils))));
    if (shape.two_pools) {
      const std::uint32_t rest = programme * 2 + 1;
      market.pools.push_back({seats / 5, false, base::none, rest});
      market.pools.push_back({seats - seats / 5, false, base::none, base::none});
    } else {
      market.pools.push_back({seats, false, base::none, base::none});
    }
  }
  const WeightedDraw draw(weight);
  const std::uint32_t key_shift = market.pool_bits + 1;
  const std::uint64_t rows_each =
      static_cast<std::uint64_t>(shape.choices) + (shape.two_pools ? shape.choices / 3 : 0);
  market.row_begin.reserve(shape.pupils + std::size_t{1});
  market.words.reserve(shape.pupils * rows_each);
  market.row_begin.push_back(0);
  std::vector<std::uint32_t> list;
  for (std::uint32_t pupil = 0; pupil < shape.pupils; ++pupil) {
    list.clear();
    for (std::uint64_t attempt = 0; list.size() < shape.choices; ++attempt) {
      const std::uint32_t programme = draw(lists.bits(pupil, attempt));
      if (std::ranges::find(list, programme) == list.end()) {
        list.push_back(programme);
      }
    }
    const bool reserve = shape.two_pools && pupil % 3 == 0;
    for (std::uint32_t position = 0; position < list.size(); ++position) {
      const std::uint64_t bits = numbers.bits(pupil, shape.number_per_programme ? position : 0);
      const std::uint64_t luck = lists.bits(pupil, 1'000'000 + position);
      const std::uint64_t priority = position == 0 && luck % 100 < 15 ? 0 : luck % 3 == 0 ? 1 : 2;
      const std::uint64_t key = (priority << 62U | bits >> 2U) >> key_shift << key_shift;
      const std::uint32_t first_pool = list[position] * pools_each;
      if (reserve) {
        market.words.push_back(key | static_cast<std::uint64_t>(first_pool) << 1U);
      }
      market.words.push_back(key | static_cast<std::uint64_t>(first_pool + pools_each - 1) << 1U);
    }
    market.words.back() |= 1U;
    market.row_begin.push_back(static_cast<std::uint32_t>(market.words.size()));
  }
  return market;
}

place::Frozen frozen_of(const OwnedMarket& market, std::uint32_t pupils) {
  place::Frozen frozen;
  for (std::uint32_t programme = 0; programme < market.pools.size(); ++programme) {
    frozen.seats.programmes.intern("S" + std::to_string(100'000 + programme));
    frozen.seats.pool_begin.push_back(programme);
    frozen.seats.pools.push_back(
        {frozen.seats.pool_names.intern("open").index, market.pools[programme].seats});
    frozen.seats.capacity.push_back(market.pools[programme].seats);
  }
  frozen.seats.pool_begin.push_back(static_cast<std::uint32_t>(market.pools.size()));
  place::FrozenTable& table = frozen.table;
  table.choice_begin = market.row_begin;
  for (std::uint32_t pupil = 0; pupil < pupils; ++pupil) {
    table.pupils.intern("P" + std::to_string(10'000'000 + pupil));
    for (std::uint32_t row = market.row_begin[pupil]; row < market.row_begin[pupil + 1]; ++row) {
      const std::uint32_t pool = market.view().pool_of(market.words[row]);
      table.choice_rank.push_back(row - market.row_begin[pupil] + 1);
      table.choice_programme.push_back(base::ProgrammeIndex{pool});
      table.row_begin.push_back(row);
      table.row_pool.push_back(pool);
      table.row_class.push_back(static_cast<std::uint16_t>(market.words[row] >> 62U));
      table.row_order.push_back(0);
    }
  }
  table.row_begin.push_back(static_cast<std::uint32_t>(market.words.size()));
  table.draw_kind.assign(pupils, place::DrawKind::pupil);
  table.draw_id.assign(pupils, base::none);
  return frozen;
}

std::vector<std::uint32_t> textbook_deferred_acceptance(const place::Market& market) {
  struct Pupil {
    std::uint32_t next;
    std::uint32_t end;
  };
  using Held = std::pair<std::uint64_t, std::uint32_t>;  // word, row
  std::vector<Pupil> pupils;
  std::vector<std::uint32_t> pupil_of_row(market.words.size());
  std::deque<std::uint32_t> queue;
  for (std::uint32_t pupil = 0; pupil < market.pupil_count(); ++pupil) {
    pupils.push_back({market.row_begin[pupil], market.row_begin[pupil + 1]});
    for (std::uint32_t row = market.row_begin[pupil]; row < market.row_begin[pupil + 1]; ++row) {
      pupil_of_row[row] = pupil;
    }
    queue.push_back(pupil);
  }
  std::vector<std::set<Held>> held(market.pools.size());
  std::vector<std::uint32_t> row_of_pupil(market.pupil_count(), base::none);
  while (!queue.empty()) {
    const std::uint32_t pupil = queue.front();
    queue.pop_front();
    row_of_pupil[pupil] = base::none;
    if (pupils[pupil].next == pupils[pupil].end) {
      continue;
    }
    const std::uint32_t row = pupils[pupil].next++;
    const std::uint64_t word = market.words[row] | 1U;
    const std::uint32_t pool = market.pool_of(word);
    held[pool].emplace(word, row);
    row_of_pupil[pupil] = row;
    if (held[pool].size() > market.pools[pool].seats) {
      const auto worst = std::prev(held[pool].end());
      queue.push_back(pupil_of_row[worst->second]);
      row_of_pupil[pupil_of_row[worst->second]] = base::none;
      held[pool].erase(worst);
    }
  }
  return row_of_pupil;
}

std::uint64_t peak_memory_bytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

}  // namespace mengpaneel::bench
