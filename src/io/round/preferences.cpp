// SPDX-License-Identifier: EUPL-1.2
#include <utility>

#include "io/round/pair_rows.hpp"
#include "io/round/tables.hpp"

namespace mengpaneel::io {

namespace {

constexpr std::uint64_t rank_max = 1'000'000;

struct PreferenceColumns {
  csv::Column pupil;
  csv::Column rank;
  csv::Column programme;
};

/// Ranks that a pupil gave twice, and programmes that stand in a list twice.
std::vector<Conflict> find_conflicts(const PairTable& table, std::uint32_t programme_count,
                                     const PreferenceColumns& columns) {
  struct Seen {
    std::uint32_t pupil = base::none;
    std::uint32_t position = 0;
  };
  std::vector<Conflict> conflicts;
  std::vector<Seen> seen(programme_count);
  for (std::uint32_t pupil = 0; pupil + 1 < table.begin.size(); ++pupil) {
    std::uint32_t first_of_rank = table.begin[pupil];
    for (std::uint32_t position = table.begin[pupil]; position < table.begin[pupil + 1]; ++position) {
      if (table.value[position] != table.value[first_of_rank]) {
        first_of_rank = position;
      } else if (position != first_of_rank) {
        conflicts.push_back(
            conflict_between(table, first_of_rank, position, base::ErrorCode::rank_repeated, columns.rank));
      }
      Seen& last = seen[base::to_size(table.programme[position])];
      if (last.pupil == pupil) {
        conflicts.push_back(
            conflict_between(table, last.position, position, base::ErrorCode::duplicate, columns.programme));
      } else {
        last = {.pupil = pupil, .position = position};
      }
    }
  }
  return conflicts;
}

}  // namespace

void read_preferences(const RoundFile& file, RoundReading& reading) {
  const place::Round& round = reading.round;
  csv::Reader reader(*file.bytes, file.name, reading.errors);
  const PreferenceColumns columns{.pupil = reader.required("pupil_id"),
                                  .rank = reader.required("rank"),
                                  .programme = reader.required("programme_id")};
  note_ignored_columns(reader, {"pupil_id", "rank", "programme_id"}, reading);
  Reference pupil(reader, columns.pupil, round.pupils.ids, reading.pupils, base::ErrorCode::unknown_pupil);
  Reference programme(reader, columns.programme, round.programmes.ids, reading.programmes,
                      base::ErrorCode::unknown_programme);
  std::vector<std::uint64_t> first_line(round.pupils.size(), 0);
  PairRows rows;
  rows.reserve(file.bytes->size());
  while (reader.next()) {
    const auto pupil_index = pupil.find();
    const auto rank = reader.whole_number(columns.rank, 1, rank_max);
    const auto programme_index = programme.find();
    rows.add(pupil_index, programme_index, rank);
    if (pupil_index && first_line[*pupil_index] == 0) {
      first_line[*pupil_index] = reader.line();
    }
  }
  const std::vector<std::uint64_t> left_out = std::move(rows.left_out);
  PairTable table = sort_by_pupil(std::move(rows), round.pupils.size(), PairOrder::value);
  std::vector<Conflict> conflicts = find_conflicts(table, round.programmes.size(), columns);
  if (!conflicts.empty()) {
    report_conflicts(file, left_out, std::move(conflicts), reading.errors);
  }
  reading.round.preferences = {.begin = std::move(table.begin),
                               .programme = std::move(table.programme),
                               .rank = std::move(table.value),
                               .line = std::move(first_line)};
}

}  // namespace mengpaneel::io
