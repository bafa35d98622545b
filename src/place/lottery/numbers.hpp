// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The draw: number = first 8 bytes, big-endian, of HMAC-SHA256(seed, "lottery\nKIND\nID[\nPROGRAMME_ID]");
// smaller is better (docs/formats.md, The draw).

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "base/hash.hpp"
#include "base/random.hpp"
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

/// The pupils' own numbers, which tell apart who shares a number. Ties are few, so each is made when it is
/// asked for: as published draws make them, or for one redraw of many (chances/).
class OwnNumbers {
 public:
  explicit OwnNumbers(const base::Digest& seed) : source_(base::HmacSha256(base::as_bytes(seed))) {}
  OwnNumbers(const base::RandomStream& everywhere, const base::RandomStream& by_programme,
             std::uint64_t redraw)
      : source_(Redraw{everywhere, by_programme, redraw}) {}

  /// The one number of a pupil that holds everywhere.
  [[nodiscard]] std::uint64_t everywhere(const FrozenTable& table, std::uint32_t pupil) const;
  /// The pupil's number at a programme, where numbers are drawn per programme.
  [[nodiscard]] std::uint64_t at_programme(const FrozenTable& table, const base::IdTable& programmes,
                                           std::uint32_t pupil, std::uint32_t programme) const;

 private:
  struct Redraw {
    base::RandomStream everywhere;
    base::RandomStream by_programme;
    std::uint64_t number;
  };
  std::variant<base::HmacSha256, Redraw> source_;
};

}  // namespace mengpaneel::place
