// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The chance of each placement before the draw: the same rules and seats, the numbers drawn again and again
// from Philox streams (base/random.hpp), the lists of the others kept, sampled, or those of last year
// (docs/chances.md).

#include <cstdint>
#include <functional>
#include <vector>

#include "base/hash.hpp"
#include "base/parallel.hpp"
#include "place/chances/others_source.hpp"
#include "place/frozen.hpp"

namespace mengpaneel::place {

struct ChanceOptions {
  std::uint64_t draws = 10'000;
  OthersSource others = {};
  unsigned tasks = 1;  ///< pieces of work for run_tasks; the result does not depend on it
  base::RunTasks run_tasks = base::run_in_turn;
  /// Called now and then with the draws done so far by one task; returning false stops early.
  std::function<bool(std::uint64_t done)> progress;
};

/// How often each choice became the placement, [choices] of the frozen table. chance = placed / draws,
/// standard error = sqrt(chance (1 - chance) / draws): of drawing numbers, and lists where they are sampled,
/// this often and no oftener.
struct Chances {
  std::uint64_t draws = 0;
  std::vector<std::uint32_t> placed;
};

/// Draw number d uses (seed, purpose, d), so any number of threads gives the same counts. Where a notary
/// gave the numbers and lists are kept there is nothing to draw: chances are 0 or 1. 10,000 draws of 10,000
/// pupils x 10 choices: about 5 core-seconds; sampled others about twice that, groups and stages more
/// (docs/performance.md).
[[nodiscard]] Chances chances(const Frozen& frozen, const base::Digest& seed, const ChanceOptions& options);

}  // namespace mengpaneel::place
