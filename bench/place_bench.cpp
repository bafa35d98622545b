// SPDX-License-Identifier: EUPL-1.2
// Placement: each engine beside the textbook in the same run, with the memory that the process needed. The
// bound "read" streams the rows once: no placement can be faster than looking at what is asked.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <numeric>
#include <span>
#include <string>

#include "base/hash.hpp"
#include "base/threads/threads.hpp"
#include "markets.hpp"
#include "place/chance.hpp"
#include "place/lottery/numbers.hpp"
#include "place/mechanisms/deferred_acceptance.hpp"

namespace mengpaneel::bench {
namespace {

double seconds_of(const auto& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// Deferred acceptance alone, numbers given. Arguments: pupils, programmes, choices, two pools.
void deferred_acceptance_alone(benchmark::State& state) {
  const MarketShape shape{static_cast<std::uint32_t>(state.range(0)),
                          static_cast<std::uint32_t>(state.range(1)),
                          static_cast<std::uint32_t>(state.range(2)), true, state.range(3) != 0};
  const OwnedMarket market = random_market(shape);
  std::vector<std::uint32_t> row_of_pupil(shape.pupils);
  std::uint64_t proposals = 0;
  double engine_s = 1e9;
  for (auto _ : state) {
    const double seconds = seconds_of([&] {
      place::DeferredAcceptance engine(market.pools);
      engine.run(market.view(), row_of_pupil);
      proposals = engine.proposal_count();
    });
    engine_s = std::min(engine_s, seconds);
    state.SetIterationTime(seconds);
  }
  state.counters["MB_peak"] = static_cast<double>(peak_memory_bytes()) / 1e6;
  state.counters["proposals_per_pupil"] = static_cast<double>(proposals) / shape.pupils;
  std::uint64_t sum = 0;
  const double read_s =
      seconds_of([&] { sum = std::accumulate(market.words.begin(), market.words.end(), sum); });
  benchmark::DoNotOptimize(sum);
  state.counters["times_read"] = engine_s / read_s;
  if (shape.pupils <= 1'000'000 &&
      !shape.two_pools) {  // the textbook knows no overflow, and its objects no end
    std::vector<std::uint32_t> textbook;
    const double textbook_s = seconds_of([&] { textbook = textbook_deferred_acceptance(market.view()); });
    state.counters["textbook_ratio"] = textbook_s / engine_s;
    if (textbook != row_of_pupil) {
      state.SkipWithError("the engine and the textbook differ");
    }
  }
}
BENCHMARK(deferred_acceptance_alone)
    ->ArgNames({"pupils", "programmes", "choices", "two_pools"})
    ->Args({100'000, 1'000, 10, 0})
    ->Args({100'000, 1'000, 10, 1})
    ->Args({1'000'000, 7'000, 12, 0})
    ->Args({10'000'000, 7'000, 12, 0})
    ->UseManualTime()
    ->Iterations(3)
    ->Unit(benchmark::kMillisecond);

void lottery_numbers(benchmark::State& state) {
  const base::Digest seed{};
  const base::HmacSha256 hmac(base::as_bytes(seed));
  std::uint64_t index = 0;
  for (auto _ : state) {
    const std::string id = "P" + std::to_string(100'000 + index++ % 900'000);
    benchmark::DoNotOptimize(place::draw_number(hmac, place::DrawKind::pupil, id, "SCHOOL-0042"));
  }
}
BENCHMARK(lottery_numbers)->Unit(benchmark::kMicrosecond);

/// Redraws of 10,000 pupils x 250 programmes x 10 choices. Arguments: draws, threads.
void redraws(benchmark::State& state) {
  const OwnedMarket market = random_market({10'000, 250, 10, true, false});
  const place::Frozen frozen = frozen_of(market, 10'000);
  const auto threads = static_cast<unsigned>(state.range(1));
  place::ChanceOptions options;
  options.draws = static_cast<std::uint64_t>(state.range(0));
  options.tasks = threads;
  options.run_tasks = base::run_on_threads(threads);
  for (auto _ : state) {
    benchmark::DoNotOptimize(place::chances(frozen, base::Digest{}, options));
  }
  const double textbook_s =
      seconds_of([&] { benchmark::DoNotOptimize(textbook_deferred_acceptance(market.view())); });
  state.counters["textbook_s_for_one_draw"] = textbook_s;
}
BENCHMARK(redraws)
    ->ArgNames({"draws", "threads"})
    ->Args({10'000, 2})
    ->Args({1'000, 1})
    ->Iterations(1)
    ->UseRealTime()
    ->Unit(benchmark::kSecond);

enum class RedrawKind : std::uint8_t { resampled, groups, stages };

/// The round of `redraws` with 300 pupils in pairs, or in two stages.
place::Frozen frozen_for(RedrawKind kind) {
  OwnedMarket market = random_market({10'000, 250, 10, true, false});
  constexpr std::uint32_t pairs = 150;
  const std::span words(market.words);
  for (std::uint32_t pair = 0; kind == RedrawKind::groups && pair < pairs; ++pair) {
    std::ranges::copy(words.subspan(std::size_t{20} * pair, 10),
                      words.begin() + std::ptrdiff_t{20} * pair + 10);
  }
  place::Frozen frozen = frozen_of(market, 10'000);
  place::Groups& groups = frozen.table.groups;
  if (kind == RedrawKind::groups) {
    groups.of.assign(10'000, base::none);
    for (std::uint32_t pair = 0; pair < pairs; ++pair) {
      groups.of[2 * pair] = groups.of[2 * pair + 1] = pair;
      groups.groups.push_back({groups.names.intern("twins/" + std::to_string(1000 + pair)).index,
                               {2 * pair, 2 * pair + 1},
                               false,
                               place::GroupNumber::best});
    }
  }
  if (kind == RedrawKind::stages) {
    frozen.stages = {{place::Mechanism::immediate_acceptance, true},
                     {place::Mechanism::deferred_acceptance, false}};
    for (const std::uint32_t rank : frozen.table.choice_rank) {
      frozen.table.choice_stage.push_back(rank == 1 ? 0 : 1);
    }
  }
  return frozen;
}

/// Redraws that need the engine of `place`, on one thread. Argument: RedrawKind.
void other_redraws(benchmark::State& state) {
  const auto kind = static_cast<RedrawKind>(state.range(0));
  const place::Frozen frozen = frozen_for(kind);
  place::ChanceOptions options;
  options.draws = 200;
  options.others.resampled = kind == RedrawKind::resampled;
  for (auto _ : state) {
    benchmark::DoNotOptimize(place::chances(frozen, base::Digest{}, options));
  }
}
BENCHMARK(other_redraws)->ArgName("kind")->DenseRange(0, 2)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace mengpaneel::bench
