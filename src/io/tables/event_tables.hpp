// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The tables that an outcome has more after events (docs/formats.md, decision 66).

#include <span>
#include <string>

#include "place/frozen.hpp"
#include "place/waiting/events.hpp"

namespace mengpaneel::io::tables {

/// By seq, as they are given.
[[nodiscard]] std::string write_events(const place::Frozen& frozen, std::span<const place::Event> events);
[[nodiscard]] std::string write_moves(const place::Frozen& frozen, std::span<const place::Move> moves);
[[nodiscard]] std::string write_new_seats(const place::Frozen& frozen,
                                          std::span<const place::SeatChange> changes);

}  // namespace mengpaneel::io::tables
