// SPDX-License-Identifier: EUPL-1.2
#include "io/csv/reader.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>
#include <utility>

#include "base/utf8.hpp"
#include "io/csv/decimal.hpp"

namespace mengpaneel::io::csv {

using base::ErrorCode;

namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
constexpr std::size_t value_bytes_max = 80;

bool is_utf16(std::string_view bytes) {
  return bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff");
}

/// The delimiter that stands most often outside quotes in the header; a comma when there is none.
char detect_delimiter(std::string_view bytes) {
  std::size_t commas = 0;
  std::size_t semicolons = 0;
  std::size_t tabs = 0;
  bool quoted = false;
  for (const char character : bytes.substr(std::min(bytes.find_first_not_of("\r\n"), bytes.size()))) {
    if (character == '"') {
      quoted = !quoted;
    } else if (!quoted && character == '\n') {
      break;
    } else if (!quoted) {
      commas += character == ',' ? 1 : 0;
      semicolons += character == ';' ? 1 : 0;
      tabs += character == '\t' ? 1 : 0;
    }
  }
  if (semicolons > commas) {
    return semicolons >= tabs ? ';' : '\t';
  }
  return tabs > commas ? '\t' : ',';
}

std::size_t line_begin_of(std::string_view bytes, std::size_t offset, std::size_t not_before) {
  while (offset > not_before && bytes[offset - 1] != '\n') {
    --offset;
  }
  return offset;
}

std::uint64_t line_ends_in(std::string_view bytes) {
  return static_cast<std::uint64_t>(std::ranges::count(bytes, '\n'));
}

std::string range_text(std::uint64_t minimum, std::uint64_t maximum) {
  return std::to_string(minimum) + ".." + std::to_string(maximum);
}

}  // namespace

Reader::Reader(std::string_view bytes, std::string file, base::ErrorList& errors)
    : bytes_(bytes), file_(std::move(file)), errors_(errors) {
  if (bytes_.starts_with(byte_order_mark)) {
    position_ = byte_order_mark.size();
  }
  if (is_utf16(bytes_)) {
    errors_.add({.code = ErrorCode::not_utf8, .file = file_, .line = 1, .column = 1, .value = "UTF-16"});
    return;
  }
  delimiter_ = detect_delimiter(bytes_.substr(position_));
  survey_ = survey(bytes_.substr(position_), delimiter_);
  index_ = StructureIndex(bytes_, delimiter_, position_);
  if (survey_.non_ascii) {
    check_utf8();
  }
  read_header();
}

void Reader::check_utf8() {
  std::uint64_t line = 1;
  std::size_t line_begin = position_;
  std::size_t invalid = base::find_invalid_utf8(bytes_, line_begin);
  while (invalid != std::string_view::npos) {  // one fault a line: a file in another encoding has many
    line += line_ends_in(bytes_.substr(line_begin, invalid - line_begin));
    line_begin = line_begin_of(bytes_, invalid, line_begin);
    const std::size_t line_end = std::min(bytes_.find('\n', invalid), bytes_.size());
    const std::string_view before = bytes_.substr(line_begin, invalid - line_begin);
    const std::size_t field_begin = before.find_last_of(delimiter_) + 1;  // npos + 1 is the line's begin
    const std::string_view rest =
        bytes_.substr(line_begin + field_begin, line_end - line_begin - field_begin);
    errors_.add({.code = ErrorCode::not_utf8,
                 .file = file_,
                 .line = line,
                 .column = base::utf8_character_count(before) + 1,
                 .value = base::shortened(rest.substr(0, rest.find_first_of(std::string{delimiter_, '\r'})),
                                          value_bytes_max)});
    if (line_end == bytes_.size()) {
      return;
    }
    ++line;
    line_begin = line_end + 1;
    invalid = base::find_invalid_utf8(bytes_, line_begin);
  }
}

void Reader::read_header() {
  do {
    if (position_ == bytes_.size()) {
      errors_.add({.code = ErrorCode::file_empty, .file = file_});
      return;
    }
    split_record();
  } while (split_.size() == 1 && split_[0].empty());
  has_header_ = true;
  usable_ = !record_faulty_;
  header_.assign(split_.begin(), split_.end());
  fields_.resize(header_.size());
  for (std::size_t column = 0; column < header_.size(); ++column) {
    const auto same_before = std::ranges::find(
        split_.begin(), split_.begin() + static_cast<std::ptrdiff_t>(column), split_[column]);
    if (same_before != split_.begin() + static_cast<std::ptrdiff_t>(column)) {
      base::Error error = error_in_record(ErrorCode::column_twice, field_begin_[column]);
      error.field = base::shortened(header_[column], value_bytes_max);
      error.value = error.field;
      errors_.add(std::move(error));
      usable_ = false;
    }
  }
}

Column Reader::optional(std::string_view name) const {
  const auto found = std::ranges::find(header_, name);
  return found == header_.end() ? absent : static_cast<Column>(found - header_.begin());
}

Column Reader::required(std::string_view name) {
  const Column column = optional(name);
  if (column == absent) {
    if (has_header_) {
      errors_.add({.code = ErrorCode::column_missing, .file = file_, .line = 1, .field = std::string(name)});
    }
    usable_ = false;
  }
  return column;
}

std::optional<std::string_view> Reader::checked_identifier(Column column) {
  const std::string_view field = text(column);
  if (field.empty()) {
    report(ErrorCode::value_missing, column, "1..64 bytes");
    return std::nullopt;
  }
  if (field.size() > identifier_bytes_max || base::has_control_character(field)) {
    report(ErrorCode::not_an_identifier, column, "1..64 bytes");
    return std::nullopt;
  }
  return field;
}

std::optional<std::uint64_t> Reader::checked_whole_number(Column column, std::uint64_t minimum,
                                                          std::uint64_t maximum) {
  const std::string_view field = text(column);
  if (field.empty()) {
    report(ErrorCode::value_missing, column, range_text(minimum, maximum));
    return std::nullopt;
  }
  std::uint64_t number = 0;
  const auto [end, status] = std::from_chars(field.data(), field.data() + field.size(), number);
  if (end != field.data() + field.size() || status == std::errc::invalid_argument) {
    const std::string_view digits = field.substr(field.starts_with('-') ? 1 : 0);
    const bool negative = digits.size() < field.size() && !digits.empty() &&
                          digits.find_first_not_of("0123456789") == std::string_view::npos;
    report(negative ? ErrorCode::out_of_range : ErrorCode::not_a_whole_number, column,
           range_text(minimum, maximum));
    return std::nullopt;
  }
  if (status == std::errc::result_out_of_range || number < minimum || number > maximum) {
    report(ErrorCode::out_of_range, column, range_text(minimum, maximum));
    return std::nullopt;
  }
  return number;
}

std::optional<double> Reader::decimal(Column column, double minimum, double maximum,
                                      std::string_view bounds) {
  const std::optional<double> number = parse_decimal(text(column), decimal_comma());
  if (text(column).empty()) {
    report(ErrorCode::value_missing, column, std::string(bounds));
  } else if (!number) {
    report(ErrorCode::not_a_number, column, std::string(bounds));
  } else if (*number < minimum || *number > maximum) {
    report(ErrorCode::out_of_range, column, std::string(bounds));
  } else {
    return number;
  }
  return std::nullopt;
}

void Reader::report(ErrorCode code, Column column, std::string expected) {
  errors_.add(error_at(code, column, std::move(expected)));
}

base::Error Reader::error_at(ErrorCode code, Column column, std::string expected) const {
  if (column == absent) {
    base::Error error = error_in_record(code, record_begin_);
    error.expected = std::move(expected);
    return error;
  }
  const std::size_t offset =
      plain_ ? static_cast<std::size_t>(fields_[column].data() - bytes_.data()) : field_begin_[column];
  base::Error error = error_in_record(code, offset);
  error.field = base::shortened(header_[column], value_bytes_max);
  error.value = base::shortened(fields_[column], value_bytes_max);
  error.expected = std::move(expected);
  return error;
}

/// The place of a byte of this record: its own line, also after a line end between quotes.
base::Error Reader::error_in_record(ErrorCode code, std::size_t offset) const {
  const std::size_t line_begin = line_begin_of(bytes_, offset, record_begin_);
  return {.code = code,
          .file = file_,
          .line = line_ + line_ends_in(bytes_.substr(record_begin_, line_begin - record_begin_)),
          .column = base::utf8_character_count(bytes_.substr(line_begin, offset - line_begin)) + 1};
}

}  // namespace mengpaneel::io::csv
