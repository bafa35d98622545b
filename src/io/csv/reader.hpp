// SPDX-License-Identifier: EUPL-1.2
#pragma once
// CSV as the contract has it (docs/formats.md): UTF-8 with or without BOM, a header, delimiter `,` `;` or tab
// found from it, LF or CRLF, RFC 4180 quotes. Works on bytes in memory, so it runs in WebAssembly too.
// Faults go to an ErrorList with file, line and column; reading goes on after a faulty record.
//
//   Reader reader(bytes, "pupils.csv", errors);
//   const auto id = reader.required("pupil_id");
//   while (reader.next()) { use(reader.identifier(id)); }
//
// Cost: the structural characters of 64 bytes at a time are found with SIMD, fields are views into `bytes`
// (only a field with a doubled quote is copied).

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace mengpaneel::io::csv {

/// A column's position in the header; `absent` for an optional column that is not there.
using Column = std::uint32_t;
inline constexpr Column absent = 0xffffffffU;

class Reader {
 public:
  /// `bytes` and `errors` must outlive the reader. Checks UTF-8 and reads the header.
  Reader(std::string_view bytes, std::string file, base::ErrorList& errors);
  ~Reader();
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  /// The header, in order; views valid as long as the reader.
  [[nodiscard]] const std::vector<std::string>& header() const { return header_; }
  /// The position of a column; reports column_missing when it is not there.
  Column required(std::string_view name);
  [[nodiscard]] Column optional(std::string_view name) const;

  /// Goes to the next record. Empty lines are passed over; a record with a wrong number of fields is reported
  /// and passed over. False at the end, and at once when the header was faulty or a required column absent.
  bool next();

  /// The text of a field of this record; empty for `absent`. Valid until next().
  [[nodiscard]] std::string_view text(Column column) const {
    return column == absent ? std::string_view() : fields_[column];
  }
  /// 1 to 64 bytes without control characters, else nullopt and an error.
  std::optional<std::string_view> identifier(Column column);
  /// A whole number in [minimum, maximum], else nullopt and an error.
  std::optional<std::uint64_t> whole_number(Column column, std::uint64_t minimum, std::uint64_t maximum);

  /// Reports a fault at a field of this record.
  void report(base::ErrorCode code, Column column, std::string expected = {});

  [[nodiscard]] std::uint64_t line() const { return line_; }
  [[nodiscard]] const std::string& file() const { return file_; }
  /// Decimal comma: where the delimiter is not a comma.
  [[nodiscard]] bool decimal_comma() const { return delimiter_ != ','; }
  [[nodiscard]] char delimiter() const { return delimiter_; }

 private:
  struct Scanner;

  bool read_record();
  void read_header();
  bool take_quoted_field();
  void report_at(base::ErrorCode code, std::size_t offset, std::string value = {}, std::string expected = {});

  std::string_view bytes_;
  std::string file_;
  base::ErrorList& errors_;
  std::unique_ptr<Scanner> scanner_;
  char delimiter_ = ',';
  bool usable_ = true;
  bool has_control_characters_ = false;
  std::vector<std::string> header_;
  std::vector<std::string_view> fields_;
  std::vector<std::size_t> field_begin_;
  std::vector<std::unique_ptr<std::string>> unescaped_;
  std::uint64_t line_ = 0;        ///< of the record
  std::uint64_t next_line_ = 1;   ///< of the record after it
  std::size_t line_begin_ = 0;    ///< offset of the first byte of the record
};

}  // namespace mengpaneel::io::csv
