// SPDX-License-Identifier: EUPL-1.2
#pragma once
// How many seats each pool of a programme may still give without anybody losing one (docs/formats.md,
// decision 63).

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "place/frozen.hpp"

namespace mengpaneel::place {

inline constexpr std::uint64_t always_free = std::numeric_limits<std::uint64_t>::max();

/// `pools`: those of one programme with their seats of now; `filled`: how many each holds. [pools]
[[nodiscard]] std::vector<std::uint64_t> free_seats(std::span<const PoolSeats> pools,
                                                    std::span<const std::uint32_t> filled);

/// Pupils above the seats that the programme's pools with a number have together.
[[nodiscard]] std::uint64_t seats_over(std::span<const PoolSeats> pools,
                                       std::span<const std::uint32_t> filled);

}  // namespace mengpaneel::place
