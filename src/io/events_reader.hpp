// SPDX-License-Identifier: EUPL-1.2
#pragma once
// EVENTS.csv: what happened after the draw, by name (docs/formats.md, decision 61).

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "place/waiting/events.hpp"

namespace mengpaneel::io {

struct EventRow {
  std::uint32_t seq = 0;
  place::EventKind kind = place::EventKind::withdraw;
  std::string pupil_id;      ///< empty where the event has none
  std::string programme_id;  ///< empty where the event has none
  std::uint32_t seats = 0;
  std::string file;
  std::uint64_t line = 0;
};

/// By seq. Fails with every fault that a row has by itself: words, numbers, fields that are missing or that
/// the event does not use, a seq that stands twice or is not above `after`.
[[nodiscard]] base::Result<std::vector<EventRow>> parse_events(std::string_view bytes,
                                                               const std::string& file, std::uint32_t after);

}  // namespace mengpaneel::io
