// SPDX-License-Identifier: EUPL-1.2
// claims.csv, priorities.csv and distances.csv: a fact about a pupil at a programme, said once.
#include <string_view>
#include <utility>

#include "io/round/pair_rows.hpp"
#include "io/round/tables.hpp"

namespace mengpaneel::io {

namespace {

constexpr std::uint64_t rank_max = 1'000'000;
constexpr std::uint64_t metres_max = 100'000'000;

/// Reads the rows; `value_of(reader)` gives the third field, or nullopt and a fault.
PairRows read_rows(csv::Reader& reader, csv::Column pupil_column, csv::Column programme_column,
                   RoundReading& reading, auto value_of) {
  const place::Round& round = reading.round;
  Reference pupil(reader, pupil_column, round.pupils.ids, reading.pupils, base::ErrorCode::unknown_pupil);
  Reference programme(reader, programme_column, round.programmes.ids, reading.programmes,
                      base::ErrorCode::unknown_programme);
  PairRows rows;
  while (reader.next()) {
    const auto pupil_index = pupil.find();
    const auto programme_index = programme.find();
    rows.add(pupil_index, programme_index, value_of(reader));
  }
  return rows;
}

/// Neighbours in `table` that are the same pair, and the same value too when `value_counts`.
void report_repeated(const RoundFile& file, const PairTable& table,
                     const std::vector<std::uint64_t>& left_out, bool value_counts, csv::Column column,
                     base::ErrorList& errors) {
  std::vector<Conflict> conflicts;
  for (std::size_t pupil = 0; pupil + 1 < table.begin.size(); ++pupil) {
    for (std::size_t position = table.begin[pupil] + 1; position < table.begin[pupil + 1]; ++position) {
      const bool same_value = table.value[position] == table.value[position - 1];
      if (table.programme[position] == table.programme[position - 1] && (same_value || !value_counts)) {
        conflicts.push_back(
            conflict_between(table, position - 1, position, base::ErrorCode::duplicate, column));
      }
    }
  }
  if (!conflicts.empty()) {
    report_conflicts(file, left_out, std::move(conflicts), errors);
  }
}

place::PairValues read_values(const RoundFile& file, std::string_view value_name, std::uint64_t minimum,
                              std::uint64_t maximum, RoundReading& reading) {
  csv::Reader reader(*file.bytes, file.name, reading.errors);
  const csv::Column pupil = reader.required("pupil_id");
  const csv::Column programme = reader.required("programme_id");
  const csv::Column value = reader.required(value_name);
  note_ignored_columns(reader, {"pupil_id", "programme_id", value_name}, reading);
  PairRows rows = read_rows(reader, pupil, programme, reading, [&](csv::Reader& record) {
    return record.whole_number(value, minimum, maximum);
  });
  const std::vector<std::uint64_t> left_out = std::move(rows.left_out);
  PairTable table =
      sort_by_pupil(std::move(rows), reading.round.pupils.size(), PairOrder::programme_then_value);
  report_repeated(file, table, left_out, false, programme, reading.errors);
  return {.given = true,
          .begin = std::move(table.begin),
          .programme = std::move(table.programme),
          .value = std::move(table.value)};
}

}  // namespace

void read_priorities(const RoundFile& file, RoundReading& reading) {
  reading.round.priorities = read_values(file, "rank", 1, rank_max, reading);
}

void read_distances(const RoundFile& file, RoundReading& reading) {
  reading.round.distances = read_values(file, "metres", 0, metres_max, reading);
}

void read_claims(const RoundFile& file, RoundReading& reading) {
  place::Claims& claims = reading.round.claims;
  csv::Reader reader(*file.bytes, file.name, reading.errors);
  const csv::Column pupil = reader.required("pupil_id");
  const csv::Column programme = reader.required("programme_id");
  const csv::Column claim = reader.required("claim");
  note_ignored_columns(reader, {"pupil_id", "programme_id", "claim"}, reading);
  PairRows rows = read_rows(reader, pupil, programme, reading, [&](csv::Reader& record) {
    const std::optional<std::string_view> word = record.identifier(claim);
    return word ? std::optional<std::uint64_t>(claims.words.intern(*word).index) : std::nullopt;
  });
  const std::vector<std::uint32_t> new_of_old = claims.words.sort_by_bytes();
  for (std::uint32_t& word : rows.value) {
    word = new_of_old[word];
  }
  const std::vector<std::uint64_t> left_out = std::move(rows.left_out);
  PairTable table =
      sort_by_pupil(std::move(rows), reading.round.pupils.size(), PairOrder::programme_then_value);
  report_repeated(file, table, left_out, true, claim, reading.errors);
  claims.begin = std::move(table.begin);
  claims.programme = std::move(table.programme);
  claims.word = std::move(table.value);
}

}  // namespace mengpaneel::io
