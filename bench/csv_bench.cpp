// SPDX-License-Identifier: EUPL-1.2
// Reading preferences.csv of 100,000 pupils x 10 over 1,000 programmes, in bytes a second, beside two
// references in the same run: a loop over lines and memchr as one would write it by hand (no quotes, no
// checks, no places of faults), and merely looking at every byte.
#include <benchmark/benchmark.h>

#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>

#include "base/id_table.hpp"
#include "io/csv/reader.hpp"
#include "io/round_reader.hpp"

namespace {

using namespace mengpaneel;

constexpr unsigned pupil_count = 100'000;
constexpr unsigned programme_count = 1'000;
constexpr unsigned list_length = 10;

template <typename... Arguments>
void append_line(std::string& out, const char* format, Arguments... arguments) {
  char line[128];
  out.append(line, static_cast<std::size_t>(std::snprintf(line, sizeof line, format, arguments...)));
}

const std::string& preferences() {
  static const std::string bytes = [] {
    std::string out = "pupil_id,rank,programme_id\n";
    for (unsigned pupil = 0; pupil < pupil_count; ++pupil) {
      for (unsigned rank = 1; rank <= list_length; ++rank) {
        append_line(out, "L%06u,%u,P%04u\n", pupil, rank, (pupil * 7 + rank * 131) % programme_count);
      }
    }
    return out;
  }();
  return bytes;
}

std::string programmes() {
  std::string out = "programme_id,capacity,latitude,longitude,name,board_id\n";
  for (unsigned programme = 0; programme < programme_count; ++programme) {
    append_line(out, "P%04u,110,52.%05u,4.%05u,School %u,B%u\n", programme, programme * 37 % 100'000,
                programme * 91 % 100'000, programme, programme % 20);
  }
  return out;
}

std::string pupils() {
  std::string out = "pupil_id,household_id,latitude,longitude,postcode,ses,vve\n";
  for (unsigned pupil = 0; pupil < pupil_count; ++pupil) {
    append_line(out, "L%06u,H%05u,52.%05u,4.%05u,%04uAB,%s,%s\n", pupil, pupil * 7 % 70'000,
                pupil * 37 % 100'000, pupil * 91 % 100'000, 1000 + pupil % 500,
                pupil % 3 == 0 ? "low" : "high", pupil % 5 == 0 ? "yes" : "no");
  }
  return out;
}

void count_bytes(benchmark::State& state, std::size_t bytes) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(bytes));
}

void csv_memory_bound(benchmark::State& state) {
  const std::string& bytes = preferences();
  for (auto _ : state) {
    std::uint64_t sum = 0;
    for (std::size_t offset = 0; offset + 8 <= bytes.size(); offset += 8) {
      std::uint64_t word;
      std::memcpy(&word, bytes.data() + offset, sizeof word);
      sum += word;
    }
    benchmark::DoNotOptimize(sum);
  }
  count_bytes(state, bytes.size());
}

void csv_plain_memchr_loop(benchmark::State& state) {
  const std::string& bytes = preferences();
  for (auto _ : state) {
    std::uint64_t sum = 0;
    const char* at = std::strchr(bytes.data(), '\n') + 1;
    const char* const end = bytes.data() + bytes.size();
    while (at < end) {
      const auto left = [&] { return static_cast<std::size_t>(end - at); };
      const char* const line_end = static_cast<const char*>(std::memchr(at, '\n', left()));
      const char* const first = static_cast<const char*>(std::memchr(at, ',', left()));
      const char* const second =
          static_cast<const char*>(std::memchr(first + 1, ',', static_cast<std::size_t>(end - first - 1)));
      std::uint64_t rank = 0;
      std::from_chars(first + 1, second, rank);
      sum += rank + static_cast<std::uint64_t>(first - at) + static_cast<std::uint64_t>(line_end - second);
      at = line_end + 1;
    }
    benchmark::DoNotOptimize(sum);
  }
  count_bytes(state, bytes.size());
}

void csv_tokens_and_numbers(benchmark::State& state) {
  const std::string& bytes = preferences();
  for (auto _ : state) {
    base::ErrorList errors;
    io::csv::Reader reader(bytes, "preferences.csv", errors);
    const io::csv::Column pupil = reader.required("pupil_id");
    const io::csv::Column rank = reader.required("rank");
    const io::csv::Column programme = reader.required("programme_id");
    std::uint64_t sum = 0;
    while (reader.next()) {
      sum += reader.whole_number(rank, 1, 1'000'000).value_or(0) + reader.text(pupil).size() +
             reader.text(programme).size();
    }
    benchmark::DoNotOptimize(sum);
  }
  count_bytes(state, bytes.size());
}

void csv_with_identifiers_interned(benchmark::State& state) {
  const std::string& bytes = preferences();
  for (auto _ : state) {
    base::ErrorList errors;
    base::IdTable pupil_ids;
    base::IdTable programme_ids;
    io::csv::Reader reader(bytes, "preferences.csv", errors);
    const io::csv::Column pupil = reader.required("pupil_id");
    const io::csv::Column rank = reader.required("rank");
    const io::csv::Column programme = reader.required("programme_id");
    std::uint64_t sum = 0;
    while (reader.next()) {
      sum += reader.whole_number(rank, 1, 1'000'000).value_or(0) +
             pupil_ids.intern(reader.identifier(pupil).value_or("")).index +
             programme_ids.intern(reader.identifier(programme).value_or("")).index;
    }
    benchmark::DoNotOptimize(sum);
  }
  count_bytes(state, bytes.size());
}

void csv_whole_round(benchmark::State& state) {
  const std::string programme_bytes = programmes();
  const std::string pupil_bytes = pupils();
  io::RoundFiles files;
  files.programmes.bytes = programme_bytes;
  files.pupils.bytes = pupil_bytes;
  files.preferences.bytes = preferences();
  for (auto _ : state) {
    const base::Result<place::Round> round = io::parse_round(files);
    benchmark::DoNotOptimize(round.has_value());
  }
  count_bytes(state, programme_bytes.size() + pupil_bytes.size() + preferences().size());
}

BENCHMARK(csv_memory_bound)->Unit(benchmark::kMillisecond);
BENCHMARK(csv_plain_memchr_loop)->Unit(benchmark::kMillisecond);
BENCHMARK(csv_tokens_and_numbers)->Unit(benchmark::kMillisecond);
BENCHMARK(csv_with_identifiers_interned)->Unit(benchmark::kMillisecond);
BENCHMARK(csv_whole_round)->Unit(benchmark::kMillisecond);

}  // namespace
