// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Dense identifiers: an index into a byte-sorted table of names, distinct types so that a pupil
// cannot be used where a programme is meant. Names live at the edge, in an IdTable.

#include <cstddef>
#include <cstdint>

namespace mengpaneel::base {

enum class PupilIndex : std::uint32_t {};
enum class ProgrammeIndex : std::uint32_t {};

template <typename Index>
[[nodiscard]] constexpr std::size_t to_size(Index index) {
  return static_cast<std::size_t>(index);
}

/// "None" for every dense identifier and every row number.
inline constexpr std::uint32_t none = 0xffffffffU;

/// A capacity or a pool without a limit.
inline constexpr std::uint32_t no_limit = 0xffffffffU;

}  // namespace mengpaneel::base
