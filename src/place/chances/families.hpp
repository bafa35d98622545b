// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Families of a round, and rounds made of sampled families: the others, as they might have been.

#include <cstdint>
#include <span>
#include <vector>

#include "place/frozen.hpp"

namespace mengpaneel::place {

/// Pupils with a list who share a number or apply together, directly or through each other: by family, each
/// by pupil, families by their first pupil.
struct Families {
  std::vector<std::uint32_t> begin;   ///< [families+1]
  std::vector<std::uint32_t> member;  ///< [pupils with a list]
  std::vector<std::uint32_t> sharer;  ///< [as member]: position in the family of the first with her number
  std::vector<std::uint32_t> group_begin;  ///< [families+1]
  std::vector<std::uint32_t> group;        ///< [groups], by family, index into Groups::groups

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(begin.size() - 1); }
};

/// O(pupils log pupils).
[[nodiscard]] Families families_of(const FrozenTable& table);

/// Fills `target` with a round in which the families `chosen`, repeats allowed, apply, the pupils numbered in
/// that order, and `unit_of_pupil` with what their numbers are drawn for. The seats stay as they are in
/// `target`. Names mean nothing there; pupils without a list may follow. `target` keeps its memory.
/// O(rows copied).
void copy_families(const FrozenTable& source, const Families& families, std::span<const std::uint32_t> chosen,
                   FrozenTable& target, std::vector<std::uint32_t>& unit_of_pupil);

}  // namespace mengpaneel::place
