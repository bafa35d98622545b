// SPDX-License-Identifier: EUPL-1.2
#include "place/chance.hpp"

#include "place/chances/general_redraws.hpp"
#include "place/chances/plain_redraws.hpp"
#include "place/chances/sampled_others.hpp"

namespace mengpaneel::place {

namespace {

/// Shares the draws among workers that `make_worker` makes. A worker is asked to stop after
/// `draws_at_a_time`.
Chances run(const Frozen& frozen, const ChanceOptions& options, std::uint64_t draws_at_a_time,
            const auto& make_worker) {
  const std::size_t tasks = options.tasks == 0 ? 1 : options.tasks;
  std::vector<std::vector<std::uint32_t>> placed(tasks);
  std::vector<std::uint64_t> done(tasks, 0);
  options.run_tasks(tasks, [&](std::size_t task) {
    auto worker = make_worker();
    for (std::uint64_t draw = task; draw < options.draws; draw += tasks) {
      worker.draw(draw);
      ++done[task];
      if (options.progress && done[task] % draws_at_a_time == 0 && !options.progress(done[task])) {
        break;
      }
    }
    placed[task] = worker.placed();
  });
  Chances total;
  total.placed.assign(frozen.table.choice_rank.size(), 0);
  for (std::size_t task = 0; task < tasks; ++task) {
    total.draws += done[task];
    for (std::size_t choice = 0; choice < total.placed.size(); ++choice) {
      total.placed[choice] += placed[task][choice];
    }
  }
  return total;
}

}  // namespace

Chances chances(const Frozen& frozen, const base::Digest& seed, const ChanceOptions& options) {
  if (options.others.resampled || options.others.last_year != nullptr) {
    return run(frozen, options, 1, [&] { return SampledOthers(frozen, options.others, seed); });
  }
  if (!frozen.stages.empty() || !frozen.table.groups.empty()) {
    return run(frozen, options, 1, [&] { return GeneralRedraws(frozen, seed); });
  }
  return run(frozen, options, 64, [&] { return PlainRedraws(frozen, seed); });
}

}  // namespace mengpaneel::place
