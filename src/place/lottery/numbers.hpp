// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The draw: number = first 8 bytes, big-endian, of HMAC-SHA256(seed, "lottery\nKIND\nID[\nPROGRAMME_ID]");
// smaller is better (docs/formats.md, The draw).

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/hash.hpp"
#include "place/frozen.hpp"

namespace mengpaneel::place {

/// One number; without `programme_id` it holds everywhere. 0.1 us with SHA instructions.
[[nodiscard]] std::uint64_t draw_number(const base::HmacSha256& seed, DrawKind kind, std::string_view id,
                                        std::optional<std::string_view> programme_id);

/// The numbers of a round: per choice when drawn per programme or given, else per pupil.
struct LotteryNumbers {
  std::vector<std::uint64_t> of_pupil;   ///< [n], or empty
  std::vector<std::uint64_t> of_choice;  ///< [choices], or empty

  [[nodiscard]] std::uint64_t number(std::uint32_t pupil, std::uint32_t choice) const {
    return of_choice.empty() ? of_pupil[pupil] : of_choice[choice];
  }
};

[[nodiscard]] LotteryNumbers draw_numbers(const FrozenTable& table, const base::IdTable& programmes,
                                          const base::Digest& seed);

}  // namespace mengpaneel::place
