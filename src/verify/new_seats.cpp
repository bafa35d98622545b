// SPDX-License-Identifier: EUPL-1.2
#include "verify/new_seats.hpp"

namespace mengpaneel::verify {

namespace {

constexpr std::string_view header = "seq,programme_id,position,pool,seats,capacity\n";

std::string text_of(const std::optional<std::uint64_t>& number) {
  return number ? std::to_string(*number) : std::string();
}

}  // namespace

NewSeats::NewSeats(std::string_view bytes, SeatsTable& seats, Findings& findings)
    : seats_(seats), findings_(findings), cursor_(bytes, "new_seats.csv", findings) {
  cursor_.take_header(header);
  for (const Programme& programme : seats.programmes) {
    capacity_.push_back(programme.capacity);
  }
}

void NewSeats::change(const Event& event) {
  const Programme& here = seats_.programmes[event.programme];
  std::optional<std::uint64_t>& limit = capacity_[event.programme];
  if (event.word == EventWord::capacity) {
    limit = event.seats;
  } else {
    seats_.pools[here.end_pool - 1].seats += event.seats;
    limit = limit ? std::optional(*limit + event.seats) : limit;
  }
  std::uint64_t together = 0;
  for (std::uint32_t pool = here.first_pool; pool < here.end_pool; ++pool) {
    if (!take_row(event, pool, text_of(limit))) {
      wrong(&event);
    }
    together += seats_.pools[pool].kind == SeatKind::number ? seats_.pools[pool].seats : 0;
  }
  if (event.word == EventWord::capacity && together > event.seats) {
    wrong(&event);
  }
}

/// The row of a pool after the event. A new capacity takes the seats from it.
bool NewSeats::take_row(const Event& event, std::uint32_t pool, std::string_view capacity_text) {
  if (!cursor_.peek()) {
    return false;
  }
  const auto& row = cursor_.fields();
  Pool& here = seats_.pools[pool];
  const Programme& programme = seats_.programmes[event.programme];
  bool is_right = row[seq] == std::to_string(event.seq) && row[programme_id] == programme.name &&
                  row[position] == std::to_string(pool - programme.first_pool + 1) &&
                  row[pool_name] == here.name && row[capacity] == capacity_text;
  if (event.word == EventWord::capacity && here.kind != SeatKind::as_needed) {
    const auto number = parse_number(row[seats_column], 0xfffffffeU);
    is_right = is_right && number;
    here.kind = SeatKind::number;
    here.seats = number.value_or(0);
  } else {
    is_right = is_right && row[seats_column] == (here.kind == SeatKind::as_needed  ? "as-needed"
                                                 : here.kind == SeatKind::no_limit ? std::string()
                                                                                   : text_of(here.seats));
  }
  cursor_.consume();
  return is_right;
}

void NewSeats::finish() {
  for (; cursor_.peek(); cursor_.consume()) {
    wrong(nullptr);
  }
}

void NewSeats::wrong(const Event* event) {
  findings_.add({.code = FindingCode::new_seats_wrong,
                 .file = cursor_.file(),
                 .line = cursor_.line(),
                 .programme_id =
                     event == nullptr ? std::string() : std::string(seats_.programmes[event->programme].name),
                 .expected = event == nullptr ? std::string("-") : std::to_string(event->seq)});
}

}  // namespace mengpaneel::verify
