// SPDX-License-Identifier: EUPL-1.2
#include "io/open_data/encoding.hpp"

#include <array>
#include <cstdint>

#include "base/utf8.hpp"

namespace mengpaneel::io::open_data {

namespace {

/// What bytes 0x80 to 0x9F mean (WHATWG Encoding Standard, index windows-1252); 0: nothing. From 0xA0 on the
/// byte is the code point.
constexpr std::array<std::uint16_t, 32> upper_controls{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

constexpr std::uint8_t ascii_end = 0x80;
constexpr std::uint8_t latin_begin = 0xA0;

std::uint16_t code_point_of(std::uint8_t byte) {
  return byte >= latin_begin ? byte : upper_controls[byte - ascii_end];
}

void append_utf8(std::uint16_t code_point, std::string& out) {
  const auto byte = [&out](unsigned value) { out.push_back(static_cast<char>(value)); };
  if (code_point < 0x800) {
    byte(0xC0U | (code_point >> 6U));
  } else {
    byte(0xE0U | (code_point >> 12U));
    byte(0x80U | ((code_point >> 6U) & 0x3FU));
  }
  byte(0x80U | (code_point & 0x3FU));
}

}  // namespace

std::optional<std::string> utf8_from_windows_1252(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF") || bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF") ||
      base::find_invalid_utf8(bytes) == std::string_view::npos) {
    return std::nullopt;
  }
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 16);
  for (std::size_t index = 0; index < bytes.size(); ++index) {
    const auto byte = static_cast<std::uint8_t>(bytes[index]);
    if (byte < ascii_end) {
      out.push_back(bytes[index]);
      continue;
    }
    const std::uint16_t code_point = code_point_of(byte);
    if (code_point == 0 || base::utf8_sequence_length(bytes.substr(index)) != 0) {
      return std::nullopt;
    }
    append_utf8(code_point, out);
  }
  return out;
}

}  // namespace mengpaneel::io::open_data
