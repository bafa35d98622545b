// SPDX-License-Identifier: EUPL-1.2
// `place --compare` on a town of 10,000 pupils and 250 schools, reading left out: all mechanisms placed and
// summarised. The goal is 1 s; beside it stands the cost of one deferred acceptance with its summary.

#include <benchmark/benchmark.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "app/compare_mechanisms.hpp"
#include "cli/round_folder.hpp"
#include "cli/run.hpp"

namespace mengpaneel::bench {
namespace {

void compare_mechanisms(benchmark::State& state) {
  std::string name = (std::filesystem::temp_directory_path() / "compare-bench-XXXXXX").string();
  const std::string folder = mkdtemp(name.data());
  const std::string round_folder = folder + "/round";
  const cli::Finished made =
      cli::run({"synthesise", "--out", round_folder, "--pupils", "10000", "--schools", "250"},
               {.environment = [](const char*) { return std::nullopt; }});
  const auto round = cli::load_round(round_folder);
  std::filesystem::remove_all(folder);
  if (made.code != 0 || !round) {
    state.SkipWithError("no round to compare on");
    return;
  }
  constexpr std::array<place::Mechanism, 1> one{place::Mechanism::deferred_acceptance};
  const bool all = state.range(0) != 0;
  for (auto _ : state) {
    auto comparison = app::compare_mechanisms(
        round->package, all ? std::span<const place::Mechanism>() : std::span<const place::Mechanism>(one),
        {});
    benchmark::DoNotOptimize(comparison);
    state.counters["mechanisms"] = static_cast<double>(comparison->rows.size());
  }
}
BENCHMARK(compare_mechanisms)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace mengpaneel::bench
