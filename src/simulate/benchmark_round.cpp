// SPDX-License-Identifier: EUPL-1.2
// Wishes are drawn from the whole market and drawn again when they are on the list already, which is the same
// as drawing among what is left. That stalls only where a few programmes hold nearly all popularity; after
// some tries the next programme in order that is not on the list is taken, so that the cost has a bound.
#include "simulate/benchmark_round.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>
#include <utility>

#include "base/random.hpp"

namespace mengpaneel::simulate {

namespace {

constexpr std::uint32_t preferences_max = 64;
constexpr std::uint32_t tries_per_wish = 64;

/// N(0, 1) by Box and Muller, from two draws.
double normal(const base::RandomStream& random, std::uint64_t number, std::uint64_t first) {
  const double inside = (static_cast<double>(random.bits(number, first) >> 12U) + 0.5) * 0x1.0p-52;
  return std::sqrt(-2.0 * std::log(inside)) *
         std::cos(2.0 * std::numbers::pi * random.uniform(number, first + 1));
}

/// Draws an index with probability in proportion to its weight in constant time.
class AliasTable {
 public:
  explicit AliasTable(const std::vector<double>& weights) : keep_(weights.size()), other_(weights.size()) {
    double sum = 0.0;
    for (const double weight : weights) {
      sum += weight;
    }
    std::vector<double> scaled;
    std::vector<std::uint32_t> small;
    std::vector<std::uint32_t> large;
    for (std::uint32_t index = 0; index < weights.size(); ++index) {
      scaled.push_back(weights[index] / sum * static_cast<double>(weights.size()));
      (scaled.back() < 1.0 ? small : large).push_back(index);
    }
    while (!small.empty() && !large.empty()) {
      const std::uint32_t poor = small.back();
      const std::uint32_t rich = large.back();
      small.pop_back();
      keep_[poor] = threshold(scaled[poor]);
      other_[poor] = rich;
      scaled[rich] -= 1.0 - scaled[poor];
      if (scaled[rich] < 1.0) {
        large.pop_back();
        small.push_back(rich);
      }
    }
    for (const std::uint32_t index : large) {
      keep_[index] = threshold(1.0);
    }
    for (const std::uint32_t index : small) {  // only rounding leaves one here
      keep_[index] = threshold(1.0);
    }
  }

  /// `bits`: 64 uniform bits; the upper half chooses the column, the lower half the side.
  [[nodiscard]] std::uint32_t operator()(std::uint64_t bits) const {
    const auto column = static_cast<std::uint32_t>(((bits >> 32U) * keep_.size()) >> 32U);
    return (bits & 0xffffffffU) < keep_[column] ? column : other_[column];
  }

 private:
  static std::uint64_t threshold(double probability) {
    return static_cast<std::uint64_t>(probability * 4294967296.0);
  }

  std::vector<std::uint64_t> keep_;  ///< below 2^32: keep this column; 2^32: always
  std::vector<std::uint32_t> other_;
};

/// Weights as seats that add up to `seats`, by largest remainder.
std::vector<std::uint32_t> shared_out(const std::vector<double>& weights, std::uint32_t seats) {
  double sum = 0.0;
  for (const double weight : weights) {
    sum += weight;
  }
  std::vector<std::uint32_t> out;
  std::vector<std::pair<double, std::uint32_t>> remainders;
  std::uint64_t given = 0;
  for (std::uint32_t index = 0; index < weights.size(); ++index) {
    const double share = weights[index] / sum * static_cast<double>(seats);
    out.push_back(static_cast<std::uint32_t>(share));
    remainders.emplace_back(static_cast<double>(out.back()) - share, index);
    given += out.back();
  }
  std::ranges::sort(remainders);
  for (std::size_t place = 0; given < seats; place = (place + 1) % out.size(), ++given) {
    ++out[remainders[place].second];
  }
  return out;
}

void draw_list(const AliasTable& market, const base::RandomStream& random, std::uint32_t pupil,
               std::uint32_t programmes, std::span<std::uint32_t> list) {
  std::uint64_t draw = 0;
  for (std::size_t rank = 0; rank < list.size(); ++rank) {
    const auto listed = list.first(rank);
    std::uint32_t programme = market(random.bits(pupil, draw++));
    for (std::uint32_t tries = 1; std::ranges::count(listed, programme) > 0; ++tries) {
      programme = tries < tries_per_wish ? market(random.bits(pupil, draw++)) : (programme + 1) % programmes;
    }
    list[rank] = programme;
  }
}

}  // namespace

base::Result<BenchmarkRound> benchmark_round(const BenchmarkRoundOptions& options) {
  base::ErrorList errors;
  const auto check = [&errors](std::string_view name, std::uint32_t value, std::uint32_t most) {
    if (value < 1 || value > most) {
      errors.add({.code = base::ErrorCode::out_of_range,
                  .field = std::string(name),
                  .value = std::to_string(value),
                  .expected = "1.." + std::to_string(most)});
    }
  };
  check("pupils", options.pupils, 50'000'000);
  check("programmes", options.programmes, 1'000'000);
  check("preferences", options.preferences, std::min(preferences_max, options.programmes));
  if (!errors.empty()) {
    return std::unexpected(std::move(errors));
  }
  const base::RandomStream market(options.seed, "benchmark market");
  const base::RandomStream wishes(options.seed, "benchmark wishes");
  std::vector<double> popularity;
  std::vector<double> size;
  for (std::uint32_t programme = 0; programme < options.programmes; ++programme) {
    popularity.push_back(std::exp(normal(market, programme, 0)));
    size.push_back(std::exp(0.5 * normal(market, programme, 2)));
  }
  BenchmarkRound round{.pupils = options.pupils,
                       .preferences = options.preferences,
                       .capacity = shared_out(size, options.pupils),
                       .preference = {}};
  round.preference.resize(std::size_t{options.pupils} * options.preferences);
  const AliasTable table(popularity);
  for (std::uint32_t pupil = 0; pupil < options.pupils; ++pupil) {
    draw_list(
        table, wishes, pupil, options.programmes,
        std::span(round.preference).subspan(std::size_t{pupil} * options.preferences, options.preferences));
  }
  return round;
}

}  // namespace mengpaneel::simulate
