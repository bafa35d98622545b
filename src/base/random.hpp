// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Counter-based random numbers (Philox 4x32-10, Salmon et al. 2011) for everything that is not a published
// draw: synthetic towns, redraws for chances, bootstraps. A number depends on (seed, purpose, counter) only,
// never on order or threads. Published draws use HMAC-SHA256 (hash.hpp) instead.

#include <cstdint>
#include <span>
#include <string_view>

#include "base/hash.hpp"

namespace mengpaneel::base {

class RandomStream {
 public:
  /// `purpose` separates uses of one seed ("population", "choice", "redraw", ...).
  RandomStream(const Digest& seed, std::string_view purpose);

  /// 64 uniform bits for (major, minor).
  [[nodiscard]] std::uint64_t bits(std::uint64_t major, std::uint64_t minor = 0) const;
  /// Uniform on [0, 1) in steps of 2^-53.
  [[nodiscard]] double uniform(std::uint64_t major, std::uint64_t minor = 0) const {
    return static_cast<double>(bits(major, minor) >> 11U) * 0x1.0p-53;
  }
  /// A whole number in [0, bound), without bias beyond bound / 2^64. `bound` > 0.
  [[nodiscard]] std::uint64_t below(std::uint64_t bound, std::uint64_t major, std::uint64_t minor = 0) const {
    __extension__ using Wide = unsigned __int128;
    return static_cast<std::uint64_t>((static_cast<Wide>(bits(major, minor)) * bound) >> 64U);
  }
  /// out[i] = bits(major, i). Two numbers a Philox block: about 2 ns each.
  void fill(std::uint64_t major, std::span<std::uint64_t> out) const;

 private:
  std::uint32_t key_low_;
  std::uint32_t key_high_;
};

}  // namespace mengpaneel::base
