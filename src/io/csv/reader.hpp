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

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "io/csv/structure.hpp"

namespace mengpaneel::io::csv {

/// A column's position in the header; `absent` for an optional column that is not there.
using Column = std::uint32_t;
inline constexpr Column absent = 0xffffffffU;

class Reader {
 public:
  /// `bytes` and `errors` must outlive the reader. Checks UTF-8 and reads the header.
  Reader(std::string_view bytes, std::string file, base::ErrorList& errors);
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  /// The header, in order; as long as the reader.
  [[nodiscard]] const std::vector<std::string>& header() const { return header_; }
  /// The position of a column; reports column_missing when it is not there.
  Column required(std::string_view name);
  [[nodiscard]] Column optional(std::string_view name) const;

  /// Goes to the next record. Empty lines are passed over; a record with a wrong number of fields is reported
  /// and passed over. False at the end, and at once when the header was faulty or a required column absent.
  bool next() { return usable_ && (take_plain_record() || take_any_record()); }

  /// The text of a field of this record; empty for `absent`. Valid until next().
  [[nodiscard]] std::string_view text(Column column) const {
    return column == absent ? std::string_view() : fields_[column];
  }
  /// 1 to 64 bytes without control characters, else nullopt and an error.
  std::optional<std::string_view> identifier(Column column) {
    const std::string_view field = text(column);
    if (field.size() - 1 < identifier_bytes_max && !check_characters_) [[likely]] {
      return field;
    }
    return checked_identifier(column);
  }
  /// A whole number in [minimum, maximum], else nullopt and an error.
  std::optional<std::uint64_t> whole_number(Column column, std::uint64_t minimum, std::uint64_t maximum) {
    const std::string_view field = text(column);
    std::uint64_t number = 0;
    bool digits_only = field.size() - 1 < 19;  // 19 digits always fit
    for (std::size_t place = 0; digits_only && place < field.size(); ++place) {
      const auto digit = static_cast<std::uint8_t>(field[place] - '0');
      digits_only = digit <= 9;
      number = number * 10 + digit;
    }
    if (digits_only && number >= minimum && number <= maximum) [[likely]] {
      return number;
    }
    return checked_whole_number(column, minimum, maximum);
  }
  /// A decimal number in [minimum, maximum], with decimal_comma() or point, else nullopt and an error. The
  /// bounds as text are what the error says was expected.
  std::optional<double> decimal(Column column, double minimum, double maximum, std::string_view bounds);

  /// Reports a fault at a field of this record.
  void report(base::ErrorCode code, Column column, std::string expected = {});
  void report(base::Error error) { errors_.add(std::move(error)); }
  /// The same fault as a value, to report later. The value is shortened to 80 bytes.
  [[nodiscard]] base::Error error_at(base::ErrorCode code, Column column, std::string expected = {}) const;

  /// Asks to remember what stands in `column` of the records that are passed over as faulty, so that a table
  /// that refers to them need not be called wrong as well.
  void remember_faulty(Column column) { remembered_column_ = column; }
  [[nodiscard]] const std::vector<std::string>& remembered() const { return remembered_; }

  /// False when next() has nothing to offer: the header was faulty or a required column absent.
  [[nodiscard]] bool usable() const { return usable_; }
  [[nodiscard]] std::uint64_t line() const { return line_; }
  [[nodiscard]] const std::string& file() const { return file_; }
  /// Decimal comma: where the delimiter is not a comma.
  [[nodiscard]] bool decimal_comma() const { return delimiter_ != ','; }
  [[nodiscard]] char delimiter() const { return delimiter_; }

 private:
  static constexpr std::size_t identifier_bytes_max = 64;

  struct Unescaped {
    std::size_t field;
    std::size_t begin;  ///< in unescaped_
    std::size_t size;
  };

  /// The quick way: a record without quotes and with the right number of fields. Changes nothing otherwise.
  bool take_plain_record() {
    const std::size_t count = fields_.size();
    if (!index_.ensure(count)) [[unlikely]] {
      return false;
    }
    const std::size_t* const ends = index_.ahead();
    std::size_t begin = position_;
    char difference = 0;
    for (std::size_t field = 0; field + 1 < count; ++field) {
      const std::size_t end = ends[field];
      difference = static_cast<char>(difference | (bytes_[end] ^ delimiter_));
      fields_[field] = std::string_view(bytes_.data() + begin, end - begin);
      begin = end + 1;
    }
    std::size_t end = ends[count - 1];
    difference = static_cast<char>(difference | (bytes_[end] ^ '\n'));
    const std::size_t after = end + 1;
    end -= static_cast<std::size_t>(end > begin && bytes_[end - 1] == '\r');
    if (difference != 0 || (count == 1 && begin == end)) [[unlikely]] {
      return false;
    }
    fields_[count - 1] = std::string_view(bytes_.data() + begin, end - begin);
    record_begin_ = position_;
    position_ = after;
    line_ = next_line_++;
    index_.consume(count);
    plain_ = true;
    check_characters_ = survey_.control || survey_.non_ascii;
    return true;
  }

  // The careful way, in reader_record.cpp.
  bool take_any_record();
  void split_record();
  [[nodiscard]] bool take_field();
  [[nodiscard]] bool take_unquoted_field();
  [[nodiscard]] bool take_quoted_field();
  [[nodiscard]] bool give_up_quoted_field(std::size_t opening, std::uint64_t opening_line);
  [[nodiscard]] bool end_field(std::size_t end);
  std::size_t skip_misplaced_quotes(std::size_t end);
  void report_in_record(base::ErrorCode code, std::size_t offset, std::string_view value,
                        std::string expected = {});
  void pass_over_faulty_record();

  void read_header();
  void check_utf8();
  std::optional<std::string_view> checked_identifier(Column column);
  std::optional<std::uint64_t> checked_whole_number(Column column, std::uint64_t minimum,
                                                    std::uint64_t maximum);
  [[nodiscard]] base::Error error_in_record(base::ErrorCode code, std::size_t offset) const;

  std::string_view bytes_;
  std::string file_;
  base::ErrorList& errors_;
  StructureIndex index_;
  Survey survey_;
  char delimiter_ = ',';
  bool usable_ = false;
  bool has_header_ = false;
  std::vector<std::string> header_;

  std::vector<std::string_view> fields_;
  std::size_t record_begin_ = 0;  ///< offset of this record
  std::size_t position_ = 0;      ///< offset of the next one
  std::uint64_t line_ = 0;        ///< of this record's first byte
  std::uint64_t next_line_ = 1;
  bool plain_ = true;             ///< fields_ are views of the bytes as they stand
  bool check_characters_ = true;  ///< a field may hold control characters

  // Of a record that is not plain.
  std::vector<std::string_view> split_;   ///< its fields, as many as there are
  std::vector<std::size_t> field_begin_;  ///< offset of each field's first byte, its quote included
  std::string unescaped_;                 ///< texts of fields with doubled quotes, one after another
  std::vector<Unescaped> unescaped_fields_;
  bool record_faulty_ = false;
  bool record_quoted_ = false;
  Column remembered_column_ = absent;
  std::vector<std::string> remembered_;
};

}  // namespace mengpaneel::io::csv
