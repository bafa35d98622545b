// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The first half of a round: rules applied to applications. Needs private data; draws nothing.

#include <cstdint>
#include <vector>

#include "base/error.hpp"
#include "place/frozen.hpp"
#include "place/round.hpp"
#include "place/rules/rules.hpp"

namespace mengpaneel::place {

/// A list that is shorter than its `[[list]]` rule asks, where the rule only warns.
struct ShortListWarning {
  std::uint32_t pupil;
  std::uint32_t length;
  std::uint32_t minimum;
};

struct FreezeResult {
  Frozen frozen;
  std::vector<ShortListWarning> short_lists;
  std::uint64_t appended_choices = 0;  ///< programmes added by a back-up list
};

/// Applies `rules` to `round`. Fails with every fault that rules and round have together: columns, files and
/// places that the rules need, seats that do not fit a programme's capacity, lists that are too long or
/// refused as too short, missing given numbers.
/// Cost: choices x criteria, and pupils x programmes where a criterion asks for the nearest.
[[nodiscard]] base::Result<FreezeResult> freeze(const Round& round, const Rules& rules);

}  // namespace mengpaneel::place
