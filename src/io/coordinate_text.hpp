// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <charconv>
#include <string>

#include "base/geography.hpp"
#include "io/csv/writer.hpp"

namespace mengpaneel::io {

/// Degrees with six decimals, as every file of ours has them: 52.370993.
[[nodiscard]] inline std::string coordinate_text(double degrees) {
  std::array<char, 32> digits{};
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), degrees, std::chars_format::fixed, 6).ptr;
  return {digits.data(), end};
}

/// Two fields, latitude and longitude.
inline void write_point(csv::Writer& writer, base::GeoPoint point) {
  writer.plain(coordinate_text(point.latitude)).plain(coordinate_text(point.longitude));
}

}  // namespace mengpaneel::io
