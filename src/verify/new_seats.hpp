// SPDX-License-Identifier: EUPL-1.2
#pragma once
// new_seats.csv beside the events that change seats. For a new capacity its seats are taken as they stand,
// like those of seats.csv, when they fit; all else follows from the events.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verify/events_table.hpp"
#include "verify/row_cursor.hpp"

namespace mengpaneel::verify {

class NewSeats {
 public:
  NewSeats(std::string_view bytes, SeatsTable& seats, Findings& findings);

  /// Changes the seats of the event's programme.
  void change(const Event& event);
  /// There may be no rows left.
  void finish();

 private:
  enum Column : std::size_t { seq, programme_id, position, pool_name, seats_column, capacity, column_count };

  bool take_row(const Event& event, std::uint32_t pool, std::string_view capacity_text);
  void wrong(const Event* event);

  SeatsTable& seats_;
  Findings& findings_;
  RowCursor<column_count> cursor_;
  std::vector<std::optional<std::uint64_t>> capacity_;  ///< [programmes]
};

}  // namespace mengpaneel::verify
