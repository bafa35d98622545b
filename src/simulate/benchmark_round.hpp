// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Large plain rounds for measuring speed: pupils, programmes and lists, nothing else.

#include <cstdint>
#include <vector>

#include "base/error.hpp"
#include "base/hash.hpp"

namespace mengpaneel::simulate {

struct BenchmarkRoundOptions {
  base::Digest seed{};
  std::uint32_t pupils = 100'000;    ///< 1 to 50,000,000
  std::uint32_t programmes = 1'000;  ///< 1 to 1,000,000
  std::uint32_t preferences = 10;    ///< of every pupil, 1 to 64 and at most the programmes
};

struct BenchmarkRound {
  std::uint32_t pupils = 0;
  std::uint32_t preferences = 0;
  std::vector<std::uint32_t> capacity;    ///< [programmes]; they add up to the pupils
  std::vector<std::uint32_t> preference;  ///< [pupils x preferences], different programmes, most wanted first
};

/// The random market of the literature on school choice: popularity exp(N(0, 1)), each next wish drawn by
/// popularity among the programmes that are not on the list yet; capacities exp(N(0, 1/2)), scaled to as many
/// seats as pupils. Errors: out_of_range. Cost: about 50 ns a wish (alias method: M. D. Vose, 1991).
[[nodiscard]] base::Result<BenchmarkRound> benchmark_round(const BenchmarkRoundOptions& options);

}  // namespace mengpaneel::simulate
