// SPDX-License-Identifier: EUPL-1.2
#include "io/tables/event_tables.hpp"

#include <algorithm>

#include "io/csv/writer.hpp"

namespace mengpaneel::io::tables {

namespace {

/// Programme and pool of a row; two empty fields for nowhere.
void write_place(csv::Writer& writer, const place::Frozen& frozen, std::uint32_t row) {
  if (row == base::none) {
    writer.empty().empty();
    return;
  }
  const std::uint32_t pool = frozen.table.row_pool[row];
  const auto& begin = frozen.seats.pool_begin;
  const auto programme =
      static_cast<std::uint32_t>(std::ranges::upper_bound(begin, pool) - begin.begin() - 1);
  writer.field(frozen.seats.programmes.name(programme)).field(frozen.seats.pool_name(pool));
}

}  // namespace

std::string write_events(const place::Frozen& frozen, std::span<const place::Event> events) {
  std::string out = "seq,event,pupil_id,programme_id,seats\n";
  csv::Writer writer(out);
  for (const place::Event& event : events) {
    writer.field(event.seq).plain(place::event_name(event.kind));
    writer.field(event.pupil == base::none ? std::string_view() : frozen.table.pupils.name(event.pupil));
    writer.field(event.programme == base::none ? std::string_view()
                                               : frozen.seats.programmes.name(event.programme));
    if (event.kind == place::EventKind::seat || event.kind == place::EventKind::capacity) {
      writer.field(event.seats);
    } else {
      writer.empty();
    }
    writer.end_row();
  }
  return out;
}

std::string write_moves(const place::Frozen& frozen, std::span<const place::Move> moves) {
  std::string out =
      "seq,step,pupil_id,from_programme_id,from_pool,to_programme_id,to_pool,cause,cause_step\n";
  csv::Writer writer(out);
  for (const place::Move& move : moves) {
    writer.field(move.seq).field(move.step).field(frozen.table.pupils.name(move.pupil));
    write_place(writer, frozen, move.from_row);
    write_place(writer, frozen, move.to_row);
    writer.plain(place::cause_name(move.cause));
    if (move.cause == place::MoveCause::vacancy) {
      writer.field(move.cause_step);
    } else {
      writer.empty();
    }
    writer.end_row();
  }
  return out;
}

std::string write_new_seats(const place::Frozen& frozen, std::span<const place::SeatChange> changes) {
  const place::SeatTable& seats = frozen.seats;
  std::string out = "seq,programme_id,position,pool,seats,capacity\n";
  csv::Writer writer(out);
  const auto write_limit = [&writer](std::uint32_t limit) {
    if (limit == base::no_limit) {
      writer.empty();
    } else {
      writer.field(limit);
    }
  };
  for (const place::SeatChange& change : changes) {
    const std::uint32_t begin = seats.pool_begin[change.programme];
    for (std::uint32_t position = 0; position < change.pool_seats.size(); ++position) {
      writer.field(change.seq).field(seats.programmes.name(change.programme)).field(position + 1);
      writer.field(seats.pool_name(begin + position));
      if (seats.pools[begin + position].as_needed) {
        writer.plain("as-needed");
      } else {
        write_limit(change.pool_seats[position]);
      }
      write_limit(change.capacity);
      writer.end_row();
    }
  }
  return out;
}

}  // namespace mengpaneel::io::tables
