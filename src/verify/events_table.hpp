// SPDX-License-Identifier: EUPL-1.2
#pragma once
// events.csv as the checker reads it (decision 61).

#include <cstdint>
#include <string_view>
#include <vector>

#include "verify/findings.hpp"
#include "verify/frozen_table.hpp"
#include "verify/seats_table.hpp"

namespace mengpaneel::verify {

enum class EventWord : std::uint8_t { withdraw, accept, enter, seat, capacity };

struct Event {
  std::uint32_t seq;
  EventWord word;
  std::uint32_t pupil;      ///< of frozen.csv and late.csv together; base::none
  std::uint32_t programme;  ///< base::none
  std::uint64_t seats;
  std::uint64_t line;
};

[[nodiscard]] std::string_view name_of(EventWord word);

/// Every row; what is wrong with one by itself is a finding.
[[nodiscard]] std::vector<Event> read_events(std::string_view bytes, const FrozenTable& frozen,
                                             const SeatsTable& seats, Findings& findings);

}  // namespace mengpaneel::verify
