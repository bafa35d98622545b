// SPDX-License-Identifier: EUPL-1.2
#include "io/tables/chance_table.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "io/csv/writer.hpp"

namespace mengpaneel::io::tables {

namespace {

constexpr std::uint64_t million = 1'000'000;

std::string six_decimals(std::uint64_t millionths) {
  const std::string fraction = std::to_string(millionths % million);
  return std::to_string(millionths / million) + "." + std::string(6 - fraction.size(), '0') + fraction;
}

/// sqrt(chance (1 - chance) / draws). Division and square root are exact to the last bit (IEEE 754), so equal
/// everywhere.
std::uint64_t standard_error_millionths(std::uint64_t placed, std::uint64_t draws) {
  const auto count = static_cast<double>(draws);
  const double chance = static_cast<double>(placed) / count;
  const double error = std::sqrt(chance * (1.0 - chance) / count);
  return static_cast<std::uint64_t>(std::llround(error * static_cast<double>(million)));
}

}  // namespace

std::string write_chances(const place::Frozen& frozen, const place::Chances& chances) {
  const place::FrozenTable& table = frozen.table;
  const std::uint64_t draws = std::max<std::uint64_t>(chances.draws, 1);
  std::string out = "pupil_id,programme_id,rank,chance,se,draws\n";
  csv::Writer writer(out);
  std::vector<std::uint32_t> choices;
  for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
    choices.clear();
    for (std::uint32_t choice = table.choice_begin[pupil]; choice < table.choice_begin[pupil + 1]; ++choice) {
      choices.push_back(choice);
    }
    std::ranges::sort(choices, {}, [&table](std::uint32_t choice) { return table.choice_programme[choice]; });
    for (const std::uint32_t choice : choices) {
      const std::uint64_t placed = chances.placed[choice];
      writer.field(table.pupils.name(pupil));
      writer.field(frozen.seats.programmes.name(
          static_cast<std::uint32_t>(base::to_size(table.choice_programme[choice]))));
      writer.field(table.choice_rank[choice]);
      writer.plain(six_decimals((placed * million + draws / 2) / draws));
      writer.plain(six_decimals(standard_error_millionths(placed, draws)));
      writer.field(chances.draws);
      writer.end_row();
    }
  }
  return out;
}

}  // namespace mengpaneel::io::tables
