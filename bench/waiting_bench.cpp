// SPDX-License-Identifier: EUPL-1.2
// Waiting lists that live: what an event costs, beside placing everybody anew in the same run.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <vector>

#include "base/hash.hpp"
#include "base/random.hpp"
#include "markets.hpp"
#include "place/outcome.hpp"
#include "place/waiting/waiting_round.hpp"

namespace mengpaneel::bench {
namespace {

double microseconds_of(const auto& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin).count();
}

/// Every tenth pupil withdraws, in random order. Arguments: pupils, programmes, choices.
void withdrawals(benchmark::State& state) {
  const auto pupils = static_cast<std::uint32_t>(state.range(0));
  const OwnedMarket market = random_market({pupils, static_cast<std::uint32_t>(state.range(1)),
                                            static_cast<std::uint32_t>(state.range(2)), false});
  const place::Frozen frozen = frozen_of(market, pupils);
  const base::Digest seed{};
  place::Outcome outcome;
  const double anew_us = microseconds_of([&] { outcome = place::place(frozen, seed); });
  const std::vector<std::uint32_t> entered(pupils, 0);
  const base::RandomStream random(seed, "withdrawals");
  double begin_us = 0;
  double sum_us = 0;
  double worst_us = 0;
  std::uint64_t events = 0;
  std::uint64_t moves = 0;
  for (auto _ : state) {
    std::optional<place::WaitingRound> round;
    begin_us = microseconds_of([&] { round.emplace(frozen, outcome, seed, entered); });
    for (std::uint32_t seq = 1; seq <= pupils / 10; ++seq) {
      place::Event event;
      event.seq = seq;
      event.pupil = static_cast<std::uint32_t>(random.bits(0, seq) % pupils);
      const double event_us = microseconds_of([&] { benchmark::DoNotOptimize(round->apply(event)); });
      sum_us += event_us;
      worst_us = std::max(worst_us, event_us);
      ++events;
    }
    moves += round->moves().size();
  }
  state.counters["event_us"] = sum_us / static_cast<double>(events);
  state.counters["event_us_worst"] = worst_us;
  state.counters["moves_per_event"] = static_cast<double>(moves) / static_cast<double>(events);
  state.counters["begin_ms"] = begin_us / 1e3;
  state.counters["anew_ms"] = anew_us / 1e3;
}
BENCHMARK(withdrawals)
    ->ArgNames({"pupils", "programmes", "choices"})
    ->Args({20'000, 250, 10})
    ->Args({20'000, 40, 20})
    ->Args({1'000'000, 7'000, 12})
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace mengpaneel::bench
