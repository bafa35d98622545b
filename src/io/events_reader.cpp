// SPDX-License-Identifier: EUPL-1.2
#include "io/events_reader.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "io/csv/reader.hpp"

namespace mengpaneel::io {

namespace {

using base::ErrorCode;
using place::EventKind;

constexpr std::uint64_t seq_max = 0xfffffffeU;
constexpr std::uint64_t seats_max = 0xfffffffeU;

class EventsReader {
 public:
  EventsReader(std::string_view bytes, const std::string& file, std::uint32_t after, base::ErrorList& errors)
      : reader_(bytes, file, errors),
        after_(after),
        seq_(reader_.required("seq")),
        event_(reader_.required("event")),
        pupil_(reader_.required("pupil_id")),
        programme_(reader_.required("programme_id")),
        seats_(reader_.required("seats")) {}

  std::vector<EventRow> read() {
    std::vector<EventRow> rows;
    while (reader_.next()) {
      if (std::optional<EventRow> row = read_row()) {
        rows.push_back(std::move(*row));
      }
    }
    std::ranges::sort(rows, {}, &EventRow::seq);
    return rows;
  }

 private:
  std::optional<EventRow> read_row() {
    EventRow row;
    row.file = reader_.file();
    row.line = reader_.line();
    bool is_right = read_seq(row);
    const std::optional<EventKind> kind = place::event_from_name(reader_.text(event_));
    if (!kind) {
      reader_.report(ErrorCode::not_an_allowed_word, event_, "withdraw | accept | enter | seat | capacity");
      return std::nullopt;
    }
    row.kind = *kind;
    const bool of_pupil = *kind != EventKind::seat && *kind != EventKind::capacity;
    is_right = read_identifier(pupil_, of_pupil, *kind, row.pupil_id) && is_right;
    is_right =
        read_identifier(programme_, !of_pupil || *kind == EventKind::accept, *kind, row.programme_id) &&
        is_right;
    is_right = read_seats(of_pupil, *kind, row) && is_right;
    return is_right ? std::optional(std::move(row)) : std::nullopt;
  }

  bool read_seq(EventRow& row) {
    const auto seq = reader_.whole_number(seq_, std::uint64_t{after_} + 1, seq_max);
    if (!seq) {
      return false;
    }
    row.seq = static_cast<std::uint32_t>(*seq);
    const auto [first, is_new] = line_of_seq_.try_emplace(row.seq, reader_.line());
    if (!is_new) {
      reader_.report(ErrorCode::duplicate, seq_, reader_.file() + ":" + std::to_string(first->second));
    }
    return is_new;
  }

  bool read_identifier(csv::Column column, bool is_used, EventKind kind, std::string& text) {
    if (!is_used) {
      return is_empty(column, kind);
    }
    const auto identifier = reader_.identifier(column);
    text = identifier.value_or(std::string_view());
    return identifier.has_value();
  }

  bool read_seats(bool of_pupil, EventKind kind, EventRow& row) {
    if (of_pupil) {
      return is_empty(seats_, kind);
    }
    const auto seats = reader_.whole_number(seats_, kind == EventKind::seat ? 1 : 0, seats_max);
    row.seats = static_cast<std::uint32_t>(seats.value_or(0));
    return seats.has_value();
  }

  bool is_empty(csv::Column column, EventKind kind) {
    if (!reader_.text(column).empty()) {
      reader_.report(ErrorCode::event_field_not_used, column, std::string(place::event_name(kind)));
      return false;
    }
    return true;
  }

  csv::Reader reader_;
  std::uint32_t after_;
  csv::Column seq_;
  csv::Column event_;
  csv::Column pupil_;
  csv::Column programme_;
  csv::Column seats_;
  std::map<std::uint32_t, std::uint64_t> line_of_seq_;
};

}  // namespace

base::Result<std::vector<EventRow>> parse_events(std::string_view bytes, const std::string& file,
                                                 std::uint32_t after) {
  base::ErrorList errors;
  std::vector<EventRow> rows = EventsReader(bytes, file, after, errors).read();
  if (!errors.empty()) {
    return std::unexpected(std::move(errors));
  }
  return rows;
}

}  // namespace mengpaneel::io
