// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The numbers of redraws: Philox instead of HMAC (base/random.hpp), with the same dependence as in a real
// draw. Who shares a number there shares it here, and numbers for everywhere, for each programme, and own
// numbers are independent of each other.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/hash.hpp"
#include "base/random.hpp"
#include "place/frozen.hpp"
#include "place/lottery/numbers.hpp"

namespace mengpaneel::place {

struct RedrawStreams {
  /// `purpose` tells apart the draws of the pupils of this round and those of sampled others.
  RedrawStreams(const base::Digest& seed, const std::string& purpose)
      : everywhere(seed, purpose),
        by_programme(seed, purpose + "-programme"),
        own(seed, purpose + "-own"),
        own_by_programme(seed, purpose + "-own-programme") {}

  /// The number of a unit (units_of_draw) at a programme of `programme_count`.
  [[nodiscard]] std::uint64_t at_programme(std::uint64_t redraw, std::uint32_t unit,
                                           std::uint32_t programme_count, std::uint32_t programme) const {
    return by_programme.bits(redraw, unit * std::uint64_t{programme_count} + programme);
  }
  [[nodiscard]] OwnNumbers own_numbers(std::uint64_t redraw) const { return {own, own_by_programme, redraw}; }

  base::RandomStream everywhere;
  base::RandomStream by_programme;
  base::RandomStream own;
  base::RandomStream own_by_programme;
};

/// What each pupil's number is drawn for, [n]: the pupil herself, or what she shares it with.
[[nodiscard]] std::vector<std::uint32_t> units_of_draw(const FrozenTable& table);
/// All units are smaller than this.
[[nodiscard]] std::uint32_t unit_count(const FrozenTable& table);

/// The numbers of a redraw, in all stages: for each choice where some stage has numbers per programme, else
/// for each pupil. `numbers` keeps its memory. 2 ns a pupil, 5 ns a choice.
void fill_redraw(const Frozen& frozen, std::span<const std::uint32_t> unit_of_pupil,
                 const RedrawStreams& streams, std::uint64_t redraw, LotteryNumbers& numbers);

}  // namespace mengpaneel::place
