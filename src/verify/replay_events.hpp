// SPDX-License-Identifier: EUPL-1.2
#pragma once
// What events after the draw make of a placement, by the textbook: at every step everybody who waits is
// looked at anew (decisions 60 to 69).

#include <cstdint>
#include <string_view>
#include <vector>

#include "verify/events_table.hpp"
#include "verify/replay.hpp"

namespace mengpaneel::verify {

struct EventCounts {
  std::uint64_t events = 0;
  std::uint64_t withdrawn = 0;
  std::uint64_t accepted = 0;
  std::uint64_t entered = 0;
  std::uint64_t moves = 0;
  std::uint64_t over_seats = 0;
};

struct AfterEvents {
  Placement placement;
  EventCounts counts;
};

/// Draws up the placement without those who entered later, then follows the events. The seats of `seats` and
/// `frozen.after` become those of now; `frozen.after.entered` must be set, and `keys` be made with it. Each
/// event that cannot be and each difference with moves.csv and new_seats.csv is a finding, and so is a free
/// seat that somebody still wants and a move past somebody who stood before.
[[nodiscard]] AfterEvents replay_events(FrozenTable& frozen, SeatsTable& seats, const KeyOrder& keys,
                                        const std::vector<Event>& events, std::string_view moves_csv,
                                        std::string_view new_seats_csv, Findings& findings);

}  // namespace mengpaneel::verify
