// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The first half of reading CSV: where are the delimiters, quotes and line ends? 64 bytes become a mask of 64
// bits (SSE2, or 8 bytes at a time in a plain register elsewhere), and the masks become a list of offsets
// that the reader walks along. What a quote means is left to the reader, so nothing here can go wrong. Idea:
// Langdale and Lemire, "Parsing gigabytes of JSON per second" (2019), section 3.1.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace mengpaneel::io::csv {

/// Facts about a whole text, from one pass at the speed of memory.
struct Survey {
  bool non_ascii = false;
  /// A byte below 0x20 or 0x7F, except LF, the delimiter, and CR before LF or the end.
  bool control = false;
};

[[nodiscard]] Survey survey(std::string_view bytes, char delimiter);

/// The offsets of every delimiter, `"` and LF in order, made some kilobytes ahead of use.
class StructureIndex {
 public:
  StructureIndex() = default;
  /// `bytes` must outlive the index.
  StructureIndex(std::string_view bytes, char delimiter, std::size_t from);

  /// Makes `count` offsets available; false when the text has fewer left.
  [[nodiscard]] bool ensure(std::size_t count) { return tail_ - head_ >= count || refill(count); }
  /// The offsets ahead, as many as were ensured.
  [[nodiscard]] const std::size_t* ahead() const { return offsets_.data() + head_; }
  void consume(std::size_t count) { head_ += count; }
  /// The next offset, consumed; the size of the text at its end.
  [[nodiscard]] std::size_t take() { return ensure(1) ? offsets_[head_++] : bytes_.size(); }
  /// Goes to the first offset at or after `from`.
  void restart(std::size_t from);

 private:
  bool refill(std::size_t count);
  void scan_some();

  std::string_view bytes_;
  char delimiter_ = ',';
  std::vector<std::size_t> offsets_;  ///< [tail_] and room for a scan
  std::size_t head_ = 0;
  std::size_t tail_ = 0;
  std::size_t scanned_ = 0;  ///< bytes before this have been scanned
};

/// Bit i tells whether byte i of 64 is `first`, `second` or `third`. The processor's version and the portable
/// one, which is its oracle.
[[nodiscard]] std::uint64_t match_mask(const char* block, char first, char second, char third);
[[nodiscard]] std::uint64_t match_mask_portable(const char* block, char first, char second, char third);

}  // namespace mengpaneel::io::csv
