// SPDX-License-Identifier: EUPL-1.2
// lottery.csv: a notary's numbers. It may name pupils who have withdrawn since, so identifiers of its own
// kind are not held against pupils.csv; a pupil who needs a number and has none is for the rules to find.
#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <string>

#include "base/id_table.hpp"
#include "io/round/pair_rows.hpp"
#include "io/round/tables.hpp"

namespace mengpaneel::io {

using base::ErrorCode;

namespace {

constexpr std::uint64_t number_max = std::numeric_limits<std::uint64_t>::max();
constexpr std::array<std::string_view, 3> kinds{"pupil", "household", "group"};

std::optional<std::string_view> read_kind(csv::Reader& reader, csv::Column column) {
  const std::string_view text = reader.text(column);
  if (std::ranges::find(kinds, text) == kinds.end()) {
    reader.report(text.empty() ? ErrorCode::value_missing : ErrorCode::not_an_allowed_word, column,
                  "pupil, household, group");
    return std::nullopt;
  }
  return text;
}

/// Without leading zeros: numbers are written as they were given, so there is one way to write each.
std::optional<std::uint64_t> read_number(csv::Reader& reader, csv::Column column) {
  const std::optional<std::uint64_t> number = reader.whole_number(column, 0, number_max);
  if (number && reader.text(column).size() > 1 && reader.text(column).starts_with('0')) {
    reader.report(ErrorCode::not_a_whole_number, column, "0..18446744073709551615");
    return std::nullopt;
  }
  return number;
}

}  // namespace

void read_lottery(const RoundFile& file, RoundReading& reading) {
  place::Round& round = reading.round;
  round.lottery_given = true;
  csv::Reader reader(*file.bytes, file.name, reading.errors);
  const csv::Column kind = reader.required("kind");
  const csv::Column id = reader.required("id");
  const csv::Column programme = reader.optional("programme_id");
  const csv::Column number = reader.required("number");
  note_ignored_columns(reader, {"kind", "id", "programme_id", "number"}, reading);
  Reference programmes(reader, programme, round.programmes.ids, reading.programmes,
                       ErrorCode::unknown_programme);
  base::IdTable seen;  // kind, id and programme on lines of their own
  std::vector<std::uint64_t> seen_line;
  while (reader.next()) {
    const auto kind_text = read_kind(reader, kind);
    const auto id_text = reader.identifier(id);
    const std::string_view programme_text = reader.text(programme);
    const bool programme_known = programme_text.empty() || programmes.find().has_value();
    const auto value = read_number(reader, number);
    if (!kind_text || !id_text) {
      continue;
    }
    std::string key(*kind_text);
    key.append("\n").append(*id_text).append("\n").append(programme_text);
    const base::IdTable::Interned interned = seen.intern(key);
    if (!interned.is_new) {
      reader.report(ErrorCode::duplicate, id, file.name + ":" + std::to_string(seen_line[interned.index]));
      continue;
    }
    seen_line.push_back(reader.line());
    if (programme_known && value) {
      round.lottery.push_back({.kind = std::string(*kind_text),
                               .id = std::string(*id_text),
                               .programme_id = std::string(programme_text),
                               .number = *value});
    }
  }
}

}  // namespace mengpaneel::io
