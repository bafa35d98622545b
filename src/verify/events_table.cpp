// SPDX-License-Identifier: EUPL-1.2
#include "verify/events_table.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "verify/row_cursor.hpp"

namespace mengpaneel::verify {

namespace {

constexpr std::string_view header = "seq,event,pupil_id,programme_id,seats\n";
enum EventColumn : std::size_t { seq, event, pupil_id, programme_id, seats_column, column_count };
constexpr std::array words{EventWord::withdraw, EventWord::accept, EventWord::enter, EventWord::seat,
                           EventWord::capacity};

std::uint32_t find_pupil(const FrozenTable& frozen, std::string_view name) {
  const auto found = std::ranges::lower_bound(frozen.pupils, name);
  return found != frozen.pupils.end() && *found == name
             ? static_cast<std::uint32_t>(found - frozen.pupils.begin())
             : base::none;
}

std::optional<Event> read_row(const std::array<std::string_view, column_count>& row, std::uint64_t line,
                              const FrozenTable& frozen, const SeatsTable& table) {
  const auto number = parse_number(row[seq], 0xfffffffeU);
  const auto word = std::ranges::find(words, row[event], [](EventWord known) { return name_of(known); });
  if (!number || *number == 0 || word == words.end()) {
    return std::nullopt;
  }
  Event result{static_cast<std::uint32_t>(*number), *word, base::none, base::none, 0, line};
  const bool of_programme = *word == EventWord::seat || *word == EventWord::capacity;
  if (of_programme) {
    const auto seats = parse_number(row[seats_column], 0xfffffffeU);
    if (!row[pupil_id].empty() || !seats || (*seats == 0 && *word == EventWord::seat)) {
      return std::nullopt;
    }
    result.seats = *seats;
  } else {
    result.pupil = find_pupil(frozen, row[pupil_id]);
    if (result.pupil == base::none || !row[seats_column].empty()) {
      return std::nullopt;
    }
  }
  if (of_programme || *word == EventWord::accept) {
    result.programme = table.ids.find(row[programme_id]).value_or(base::none);
    return result.programme == base::none ? std::nullopt : std::optional(result);
  }
  return row[programme_id].empty() ? std::optional(result) : std::nullopt;
}

}  // namespace

std::string_view name_of(EventWord word) {
  switch (word) {
    case EventWord::withdraw:
      return "withdraw";
    case EventWord::accept:
      return "accept";
    case EventWord::enter:
      return "enter";
    case EventWord::seat:
      return "seat";
    case EventWord::capacity:
      return "capacity";
  }
  __builtin_unreachable();
}

std::vector<Event> read_events(std::string_view bytes, const FrozenTable& frozen, const SeatsTable& seats,
                               Findings& findings) {
  std::vector<Event> events;
  RowCursor<column_count> cursor(bytes, "events.csv", findings);
  if (!cursor.take_header(header)) {
    return events;
  }
  for (; cursor.peek(); cursor.consume()) {
    const std::optional<Event> row = read_row(cursor.fields(), cursor.line(), frozen, seats);
    if (!row) {
      findings.add({.code = FindingCode::event_malformed, .file = cursor.file(), .line = cursor.line()});
    } else if (!events.empty() && events.back().seq >= row->seq) {
      findings.add({.code = FindingCode::row_out_of_order, .file = cursor.file(), .line = cursor.line()});
    } else {
      events.push_back(*row);
    }
  }
  return events;
}

}  // namespace mengpaneel::verify
