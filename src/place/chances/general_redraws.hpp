// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Redraws of any round, by the engine that places a round: several stages, and pupils who apply together.

#include <cstdint>
#include <vector>

#include "place/chances/redraw_numbers.hpp"
#include "place/frozen.hpp"
#include "place/stages.hpp"

namespace mengpaneel::place {

/// The stages of a round, for the engine of `place` without waiting lists.
[[nodiscard]] std::vector<StagePart> stage_parts(const Frozen& frozen);

/// One worker. Memory: a copy of the round, and that of a placement.
class GeneralRedraws {
 public:
  GeneralRedraws(const Frozen& frozen, const base::Digest& seed);

  /// Places once with the numbers of this redraw, and counts.
  void draw(std::uint64_t redraw);
  [[nodiscard]] const std::vector<std::uint32_t>& placed() const { return placed_; }  ///< [choices]

 private:
  RedrawStreams streams_;
  std::vector<StagePart> parts_;
  std::vector<std::uint32_t> unit_of_pupil_;
  std::vector<std::uint32_t> placed_;
};

}  // namespace mengpaneel::place
