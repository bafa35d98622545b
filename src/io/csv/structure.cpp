// SPDX-License-Identifier: EUPL-1.2
#include "io/csv/structure.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace mengpaneel::io::csv {

namespace {

constexpr std::size_t block_size = 64;
/// Bytes scanned at a time: their offsets and the bytes themselves stay in the first-level cache.
constexpr std::size_t scan_size = std::size_t{8} * 1024;

constexpr std::uint64_t low_seven = 0x7f7f7f7f7f7f7f7fULL;

std::uint64_t load_8(const char* data) {
  std::uint64_t word;
  std::memcpy(&word, data, sizeof word);
  if constexpr (std::endian::native == std::endian::big) {
    word = __builtin_bswap64(word);
  }
  return word;
}

std::uint64_t repeated(char character) {
  return 0x0101010101010101ULL * static_cast<std::uint8_t>(character);
}

/// The high bit of each byte that is zero (exact: no carry passes between bytes).
std::uint64_t zero_bytes(std::uint64_t word) {
  return ~(((word & low_seven) + low_seven) | word | low_seven);
}

bool is_control(char character, char delimiter) {
  const auto value = static_cast<std::uint8_t>(character);
  return (value < 0x20 || value == 0x7f) && character != '\n' && character != delimiter;
}

void survey_byte(std::string_view bytes, std::size_t offset, char delimiter, Survey& found) {
  const char character = bytes[offset];
  found.non_ascii = found.non_ascii || static_cast<std::uint8_t>(character) >= 0x80;
  if (is_control(character, delimiter)) {
    const bool ends_line = character == '\r' && (offset + 1 == bytes.size() || bytes[offset + 1] == '\n');
    found.control = found.control || !ends_line;
  }
}

}  // namespace

Survey survey(std::string_view bytes, char delimiter) {
  Survey found;
  std::size_t offset = 0;
#if defined(__SSE2__)
  __m128i high = _mm_setzero_si128();
  __m128i control = _mm_setzero_si128();
  const __m128i line_end = _mm_set1_epi8('\n');
  // One byte more than a vector is read, to see the LF after a CR.
  for (; offset + 17 <= bytes.size(); offset += 16) {
    const __m128i here = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes.data() + offset));
    const __m128i next = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes.data() + offset + 1));
    const __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(here, _mm_set1_epi8(0x1f)), here);
    const __m128i crlf =
        _mm_and_si128(_mm_cmpeq_epi8(here, _mm_set1_epi8('\r')), _mm_cmpeq_epi8(next, line_end));
    const __m128i allowed = _mm_or_si128(
        crlf, _mm_or_si128(_mm_cmpeq_epi8(here, line_end), _mm_cmpeq_epi8(here, _mm_set1_epi8(delimiter))));
    const __m128i bad =
        _mm_or_si128(_mm_andnot_si128(allowed, low), _mm_cmpeq_epi8(here, _mm_set1_epi8(0x7f)));
    control = _mm_or_si128(control, bad);
    high = _mm_or_si128(high, here);
  }
  found.non_ascii = _mm_movemask_epi8(high) != 0;
  found.control = _mm_movemask_epi8(control) != 0;
#endif
  for (; offset < bytes.size(); ++offset) {
    survey_byte(bytes, offset, delimiter, found);
  }
  return found;
}

std::uint64_t match_mask_portable(const char* block, char first, char second, char third) {
  std::uint64_t mask = 0;
  for (std::size_t word = 0; word < 8; ++word) {
    const std::uint64_t bytes = load_8(block + 8 * word);
    const std::uint64_t matches = zero_bytes(bytes ^ repeated(first)) | zero_bytes(bytes ^ repeated(second)) |
                                  zero_bytes(bytes ^ repeated(third));
    // The eight high bits, gathered into one byte by a multiplication without carries.
    mask |= (((matches >> 7U) * 0x0102040810204080ULL) >> 56U) << (8 * word);
  }
  return mask;
}

#if defined(__SSE2__)
std::uint64_t match_mask(const char* block, char first, char second, char third) {
  const __m128i firsts = _mm_set1_epi8(first);
  const __m128i seconds = _mm_set1_epi8(second);
  const __m128i thirds = _mm_set1_epi8(third);
  std::uint64_t mask = 0;
  for (std::size_t part = 0; part < 4; ++part) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block + 16 * part));
    const __m128i matches =
        _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, firsts), _mm_cmpeq_epi8(bytes, seconds)),
                     _mm_cmpeq_epi8(bytes, thirds));
    mask |= static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm_movemask_epi8(matches))) << (16 * part);
  }
  return mask;
}
#else
std::uint64_t match_mask(const char* block, char first, char second, char third) {
  return match_mask_portable(block, first, second, third);
}
#endif

StructureIndex::StructureIndex(std::string_view bytes, char delimiter, std::size_t from)
    : bytes_(bytes), delimiter_(delimiter), scanned_(from) {}

void StructureIndex::restart(std::size_t from) {
  head_ = 0;
  tail_ = 0;
  scanned_ = from;
}

bool StructureIndex::refill(std::size_t count) {
  std::copy(offsets_.begin() + static_cast<std::ptrdiff_t>(head_),
            offsets_.begin() + static_cast<std::ptrdiff_t>(tail_), offsets_.begin());
  tail_ -= head_;
  head_ = 0;
  while (tail_ < count && scanned_ < bytes_.size()) {
    scan_some();
  }
  return tail_ >= count;
}

void StructureIndex::scan_some() {
  if (offsets_.size() < tail_ + scan_size) {
    offsets_.resize(std::max(2 * offsets_.size(), tail_ + scan_size));
  }
  const std::size_t end = std::min(bytes_.size(), scanned_ + scan_size);
  std::size_t* out = offsets_.data() + tail_;
  const auto append = [&out](std::uint64_t mask, std::size_t base) {
    for (; mask != 0; mask &= mask - 1) {
      *out++ = base + static_cast<std::size_t>(std::countr_zero(mask));
    }
  };
  for (; scanned_ + block_size <= end; scanned_ += block_size) {
    append(match_mask(bytes_.data() + scanned_, delimiter_, '"', '\n'), scanned_);
  }
  if (scanned_ < end) {  // only at the end of the text: scan_size is a number of whole blocks
    std::array<char, block_size> last{};
    std::copy_n(bytes_.data() + scanned_, end - scanned_, last.data());
    append(match_mask(last.data(), delimiter_, '"', '\n'), scanned_);
    scanned_ = end;
  }
  tail_ = static_cast<std::size_t>(out - offsets_.data());
}

}  // namespace mengpaneel::io::csv
