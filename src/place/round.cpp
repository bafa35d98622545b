// SPDX-License-Identifier: EUPL-1.2
#include "place/round.hpp"

#include <algorithm>
#include <cstddef>

namespace mengpaneel::place {

std::optional<std::uint32_t> PairValues::find(std::uint32_t pupil, base::ProgrammeIndex wanted) const {
  if (!given) {
    return std::nullopt;
  }
  const auto first = programme.begin() + static_cast<std::ptrdiff_t>(begin[pupil]);
  const auto last = programme.begin() + static_cast<std::ptrdiff_t>(begin[pupil + 1]);
  const auto found = std::lower_bound(first, last, wanted);
  if (found == last || *found != wanted) {
    return std::nullopt;
  }
  return value[static_cast<std::size_t>(found - programme.begin())];
}

}  // namespace mengpaneel::place
