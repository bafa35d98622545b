// SPDX-License-Identifier: EUPL-1.2
#include "place/chances/general_redraws.hpp"

#include <numeric>

namespace mengpaneel::place {

std::vector<StagePart> stage_parts(const Frozen& frozen) {
  std::vector<StagePart> parts;
  if (frozen.stages.empty()) {
    parts.push_back({frozen, std::vector<std::uint32_t>(frozen.table.choice_rank.size())});
    std::iota(parts.front().choice.begin(), parts.front().choice.end(), 0U);
  }
  for (std::uint32_t stage = 0; stage < frozen.stages.size(); ++stage) {
    parts.push_back(stage_part(frozen, stage));
  }
  for (StagePart& part : parts) {
    part.frozen.seats.waiting = WaitingOrder::not_kept;
  }
  return parts;
}

GeneralRedraws::GeneralRedraws(const Frozen& frozen, const base::Digest& seed)
    : streams_(seed, "redraw"),
      parts_(stage_parts(frozen)),
      unit_of_pupil_(units_of_draw(frozen.table)),
      placed_(frozen.table.choice_rank.size(), 0) {}

void GeneralRedraws::draw(std::uint64_t redraw) {
  StageStart start;
  for (const StagePart& part : parts_) {
    StageNumbers drawn{{}, streams_.own_numbers(redraw)};
    fill_redraw(part.frozen, unit_of_pupil_, streams_, redraw, drawn.numbers);
    const Outcome outcome = place_stage(part.frozen, std::move(drawn), start);
    for (const std::uint32_t choice : outcome.placed_choice) {
      if (choice != base::none) {
        ++placed_[part.choice[choice]];
      }
    }
    start = next_start(part.frozen, start, outcome);
  }
}

}  // namespace mengpaneel::place
