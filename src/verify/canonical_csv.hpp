// SPDX-License-Identifier: EUPL-1.2
#pragma once
// CSV in the one form in which Mengpaneel writes it: comma, LF, quotes around a field exactly when it holds a
// comma, a quote, CR or LF. Anything else is malformed, so a table that reads without a fault is canonical
// and need not be written again to compare. Cost: about 1 ns a byte.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mengpaneel::verify {

enum class ReadResult : std::uint8_t { record, malformed, end };

/// A cursor over the records of one table. Fields stay valid as long as the bytes and the cursor live.
class CanonicalCsv {
 public:
  explicit CanonicalCsv(std::string_view bytes) : bytes_(bytes) {}

  /// Consumes the first line when it is exactly `header`; false, and nothing consumed, otherwise.
  bool take_header(std::string_view header) { return take(header); }

  /// Consumes the next record when its bytes are exactly `record` (which ends with LF).
  bool take(std::string_view record) {
    if (!bytes_.substr(position_).starts_with(record)) {
      return false;
    }
    begin_record();
    advance(position_ + record.size());
    return true;
  }

  /// Reads a record of exactly fields.size() fields. A malformed record is passed over to its next LF.
  ReadResult read(std::span<std::string_view> fields);

  /// The first line of the record read last, from 1.
  [[nodiscard]] std::uint64_t line() const { return line_; }
  [[nodiscard]] std::uint64_t next_line() const { return next_line_; }
  [[nodiscard]] std::size_t count_lines_left() const;
  [[nodiscard]] bool at_end() const { return position_ >= bytes_.size(); }

 private:
  void begin_record() { line_ = next_line_; }
  void advance(std::size_t end);
  bool read_field(std::string_view& field, bool is_last);
  bool read_quoted(std::string_view& field);

  std::string_view bytes_;
  std::size_t position_ = 0;
  std::uint64_t line_ = 0;
  std::uint64_t next_line_ = 1;
  std::vector<std::unique_ptr<std::string>> unquoted_;
};

/// Appends a field as the form above wants it.
void append_field(std::string& out, std::string_view text);
void append_number(std::string& out, std::uint64_t number);

/// Digits without sign or leading zeros, at most `maximum`.
[[nodiscard]] std::optional<std::uint64_t> parse_number(std::string_view text, std::uint64_t maximum);
/// 1 to 64 bytes without control characters.
[[nodiscard]] bool is_identifier(std::string_view text);

}  // namespace mengpaneel::verify
