// SPDX-License-Identifier: EUPL-1.2
#pragma once
// What may happen after a round was drawn, and what comes of it (docs/formats.md, decisions 60 to 69).

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/ids.hpp"

namespace mengpaneel::place {

enum class EventKind : std::uint8_t { withdraw, accept, enter, seat, capacity };
inline constexpr EventKind all_event_kinds[] = {EventKind::withdraw, EventKind::accept, EventKind::enter,
                                                EventKind::seat, EventKind::capacity};
[[nodiscard]] std::string_view event_name(EventKind kind);
[[nodiscard]] std::optional<EventKind> event_from_name(std::string_view name);

struct Event {
  EventKind kind = EventKind::withdraw;
  std::uint32_t seq = 0;
  std::uint32_t pupil = base::none;
  std::uint32_t programme = base::none;
  std::uint32_t seats = 0;                ///< extra seats, or the new capacity
  std::vector<std::uint32_t> pool_seats;  ///< of a new capacity: of each pool of the programme, by the rules
};

/// Why an event cannot be.
enum class EventFault : std::uint8_t {
  not_in_round,  ///< has not applied where she may go, or not yet
  withdrawn_before,
  accepted_before,
  in_round_before,  ///< enters, and is there
  not_placed,       ///< accepts, and has no place
  placed_elsewhere,
  no_limit,        ///< extra seats in a pool without limit
  too_many_seats,  ///< more than can be counted
};

enum class MoveCause : std::uint8_t { withdraw, enter, vacancy, seat, capacity };
[[nodiscard]] std::string_view cause_name(MoveCause cause);

/// A line of moves.csv. Rows are those of the frozen table; base::none: nowhere.
struct Move {
  std::uint32_t seq;
  std::uint32_t step;  ///< from 1 within the event
  std::uint32_t pupil;
  std::uint32_t from_row;
  std::uint32_t to_row;
  MoveCause cause;
  std::uint32_t cause_step;  ///< of a vacancy: the move that left it; else 0
};

/// The seats of a programme's pools after an event that changed them: a part of new_seats.csv.
struct SeatChange {
  std::uint32_t seq;
  std::uint32_t programme;
  std::uint32_t capacity;  ///< base::no_limit
  std::vector<std::uint32_t> pool_seats;
};

}  // namespace mengpaneel::place
