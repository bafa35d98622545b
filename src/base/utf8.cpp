// SPDX-License-Identifier: EUPL-1.2
#include "base/utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace mengpaneel::base {

namespace {

std::uint8_t octet(std::string_view bytes, std::size_t offset) {
  return static_cast<std::uint8_t>(bytes[offset]);
}

bool in(std::uint8_t value, std::uint8_t low, std::uint8_t high) { return value >= low && value <= high; }

/// Table 3-7 of the Unicode standard: what may follow a first byte. The second byte's bounds exclude overlong
/// forms (E0, F0), surrogates (ED) and numbers above U+10FFFF (F4).
struct Follow {
  std::size_t length;
  std::uint8_t low;
  std::uint8_t high;
};

Follow follow_of(std::uint8_t first) {
  if (in(first, 0xc2, 0xdf)) {
    return {2, 0x80, 0xbf};
  }
  if (in(first, 0xe0, 0xef)) {
    const std::uint8_t low = first == 0xe0 ? 0xa0 : 0x80;
    const std::uint8_t high = first == 0xed ? 0x9f : 0xbf;
    return {3, low, high};
  }
  if (in(first, 0xf0, 0xf4)) {
    const std::uint8_t low = first == 0xf0 ? 0x90 : 0x80;
    const std::uint8_t high = first == 0xf4 ? 0x8f : 0xbf;
    return {4, low, high};
  }
  return {0, 0, 0};
}

}  // namespace

std::size_t utf8_sequence_length(std::string_view bytes) {
  if (bytes.empty()) {
    return 0;
  }
  if (octet(bytes, 0) < 0x80) {
    return 1;
  }
  const Follow follow = follow_of(octet(bytes, 0));
  if (follow.length == 0 || bytes.size() < follow.length || !in(octet(bytes, 1), follow.low, follow.high)) {
    return 0;
  }
  for (std::size_t offset = 2; offset < follow.length; ++offset) {
    if (!in(octet(bytes, offset), 0x80, 0xbf)) {
      return 0;
    }
  }
  return follow.length;
}

std::size_t find_invalid_utf8(std::string_view bytes, std::size_t from) {
  std::size_t offset = from;
  while (offset < bytes.size()) {
    if (offset + 8 <= bytes.size()) {
      std::uint64_t word;
      std::memcpy(&word, bytes.data() + offset, 8);
      if ((word & 0x8080808080808080ULL) == 0) {
        offset += 8;
        continue;
      }
    }
    const std::size_t length = utf8_sequence_length(bytes.substr(offset));
    if (length == 0) {
      return offset;
    }
    offset += length;
  }
  return std::string_view::npos;
}

std::size_t utf8_character_count(std::string_view bytes) {
  std::size_t count = 0;
  for (std::size_t offset = 0; offset < bytes.size(); ++count) {
    offset += std::max<std::size_t>(1, utf8_sequence_length(bytes.substr(offset)));
  }
  return count;
}

bool has_control_character(std::string_view bytes) {
  for (std::size_t offset = 0; offset < bytes.size(); ++offset) {
    const std::uint8_t value = octet(bytes, offset);
    if (value < 0x20 || value == 0x7f) {
      return true;
    }
    // U+0080 to U+009F are C2 80 to C2 9F; C2 is never a continuation byte.
    if (value == 0xc2 && offset + 1 < bytes.size() && in(octet(bytes, offset + 1), 0x80, 0x9f)) {
      return true;
    }
  }
  return false;
}

std::string shortened(std::string_view bytes, std::size_t maximum_bytes) {
  constexpr std::string_view replacement = "\xef\xbf\xbd";
  constexpr std::string_view ellipsis = "\xe2\x80\xa6";
  std::string out;
  std::size_t fits_with_ellipsis = 0;
  for (std::size_t offset = 0; offset < bytes.size();) {
    const std::size_t length = utf8_sequence_length(bytes.substr(offset));
    const std::string_view character = length == 0 ? replacement : bytes.substr(offset, length);
    if (out.size() + character.size() > maximum_bytes) {
      out.resize(fits_with_ellipsis);
      out.append(ellipsis);
      return out;
    }
    out.append(character);
    if (out.size() + ellipsis.size() <= maximum_bytes) {
      fits_with_ellipsis = out.size();
    }
    offset += std::max<std::size_t>(1, length);
  }
  return out;
}

}  // namespace mengpaneel::base
