// SPDX-License-Identifier: EUPL-1.2
#include "place/chances/redraw_numbers.hpp"

namespace mengpaneel::place {

namespace {

bool any_per_programme(const Frozen& frozen) {
  for (std::uint32_t stage = 0; stage < frozen.stage_count(); ++stage) {
    if (frozen.per_programme(stage)) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::vector<std::uint32_t> units_of_draw(const FrozenTable& table) {
  std::vector<std::uint32_t> units(table.pupil_count());
  for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
    const std::uint32_t shared = table.draw_id[pupil];
    units[pupil] = shared == base::none ? pupil : table.pupil_count() + shared;
  }
  return units;
}

std::uint32_t unit_count(const FrozenTable& table) { return table.pupil_count() + table.draw_ids.size(); }

void fill_redraw(const Frozen& frozen, std::span<const std::uint32_t> unit_of_pupil,
                 const RedrawStreams& streams, std::uint64_t redraw, LotteryNumbers& numbers) {
  const FrozenTable& table = frozen.table;
  if (table.given) {
    numbers.of_choice = table.choice_given;
    return;
  }
  if (!any_per_programme(frozen)) {
    numbers.of_choice.clear();
    numbers.of_pupil.resize(table.pupil_count());
    for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
      numbers.of_pupil[pupil] = streams.everywhere.bits(redraw, unit_of_pupil[pupil]);
    }
    return;
  }
  const std::uint32_t programme_count = frozen.seats.programmes.size();
  numbers.of_pupil.clear();
  numbers.of_choice.resize(table.choice_rank.size());
  for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
    const std::uint32_t unit = unit_of_pupil[pupil];
    for (std::uint32_t choice = table.choice_begin[pupil]; choice < table.choice_begin[pupil + 1]; ++choice) {
      const auto programme = static_cast<std::uint32_t>(table.choice_programme[choice]);
      numbers.of_choice[choice] = frozen.per_programme(table.stage_of(choice))
                                      ? streams.at_programme(redraw, unit, programme_count, programme)
                                      : streams.everywhere.bits(redraw, unit);
    }
  }
}

}  // namespace mengpaneel::place
