// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The pupils of one round at the programmes of another: what the families of last year would ask for now.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "place/round.hpp"

namespace mengpaneel::place {

/// What does not fit. Programmes are matched by programme_id.
struct Unmatched {
  std::vector<std::string> gone;   ///< programmes that are listed in the other round and are not here, by id
  std::uint64_t choices_gone = 0;  ///< choices of these
  std::uint32_t emptied = 0;       ///< pupils who had a list and have none left
  std::uint32_t cut = 0;           ///< lists longer than the longest allowed
  std::vector<std::string> fresh;  ///< programmes here that the other round does not have, by id
};

struct MatchedRound {
  Round round;
  Unmatched unmatched;
};

/// A round with `programmes` and the pupils, lists, claims, priorities, distances and given numbers of
/// `other`. Ranks stay as given; of a list the first `length_max` choices stay. O(other).
[[nodiscard]] MatchedRound at_programmes(const Programmes& programmes, const Round& other,
                                         std::optional<std::uint32_t> length_max);

}  // namespace mengpaneel::place
