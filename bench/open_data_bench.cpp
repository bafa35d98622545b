// SPDX-License-Identifier: EUPL-1.2
// Reading DUO's 338 files of pupils by home postcode (26 MB), beside hashing the same bytes and a loop over
// their fields as one would write it by hand (no quotes, no names, no checks). Without the files beside the
// repository this bench has nothing to read and says so.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.hpp"
#include "io/open_data/import.hpp"
#include "tests/support/shared_data.hpp"

namespace {

using namespace mengpaneel;

struct Files {
  std::vector<std::string> bytes;
  std::vector<io::open_data::InputFile> views;
  std::int64_t total = 0;
};

const Files& files() {
  static const Files all = [] {
    Files out;
    const std::filesystem::path folder = test::shared_data() / "nl" / "duo-po-herkomst-pc4-20241001";
    std::vector<std::string> names;
    if (!test::shared_data().empty() && std::filesystem::exists(folder)) {
      for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        names.push_back(entry.path().filename().string());
        out.bytes.push_back(test::bytes_of(entry.path()));
        out.total += static_cast<std::int64_t>(out.bytes.back().size());
      }
    }
    for (std::size_t index = 0; index < names.size(); ++index) {
      out.views.push_back({names[index], out.bytes[index]});
    }
    return out;
  }();
  return all;
}

bool is_absent(benchmark::State& state) {
  if (files().views.empty()) {
    state.SkipWithError("the files of DUO are not beside the repository");
  }
  return files().views.empty();
}

void BM_AllTownsOfDuo(benchmark::State& state) {
  if (is_absent(state)) {
    return;
  }
  const io::open_data::KindRecord& kind = *io::open_data::find_kind("duo-po-pc4");
  for (auto _ : state) {
    auto import = io::open_data::import_files(kind, files().views, {.special_schools = true});
    benchmark::DoNotOptimize(import);
  }
  state.SetBytesProcessed(state.iterations() * files().total);
}
BENCHMARK(BM_AllTownsOfDuo)->Unit(benchmark::kMillisecond);

void BM_AllTownsOfDuoPlainLoop(benchmark::State& state) {
  if (is_absent(state)) {
    return;
  }
  for (auto _ : state) {
    std::uint64_t suppressed = 0;
    for (const std::string& bytes : files().bytes) {
      std::string_view rest = bytes;
      while (!rest.empty()) {
        const std::size_t end = std::min(rest.find_first_of(";\n"), rest.size());
        suppressed += static_cast<std::uint64_t>(rest.substr(0, end) == "\"<5\"");
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
    benchmark::DoNotOptimize(suppressed);
  }
  state.SetBytesProcessed(state.iterations() * files().total);
}
BENCHMARK(BM_AllTownsOfDuoPlainLoop)->Unit(benchmark::kMillisecond);

void BM_AllTownsOfDuoHashed(benchmark::State& state) {
  if (is_absent(state)) {
    return;
  }
  for (auto _ : state) {
    for (const std::string& bytes : files().bytes) {
      benchmark::DoNotOptimize(base::sha256(bytes));
    }
  }
  state.SetBytesProcessed(state.iterations() * files().total);
}
BENCHMARK(BM_AllTownsOfDuoHashed)->Unit(benchmark::kMillisecond);

}  // namespace
