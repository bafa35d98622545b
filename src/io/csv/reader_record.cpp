// SPDX-License-Identifier: EUPL-1.2
// The careful way through a record: quotes, empty lines, the end of the text, and everything that is wrong.
// It walks along the same index as the quick way and leaves it at the begin of the next record.

#include <algorithm>
#include <string>

#include "base/utf8.hpp"
#include "io/csv/reader.hpp"

namespace mengpaneel::io::csv {

using base::ErrorCode;

bool Reader::take_any_record() {
  while (position_ < bytes_.size()) {
    split_record();
    if (split_.size() == 1 && split_[0].empty() && !record_quoted_ && !record_faulty_) {
      continue;  // an empty line
    }
    if (!record_faulty_ && split_.size() != fields_.size()) {
      record_faulty_ = true;
      report_in_record(ErrorCode::wrong_field_count, record_begin_, std::to_string(split_.size()),
                       std::to_string(fields_.size()));
    }
    if (record_faulty_) {
      pass_over_faulty_record();
      continue;
    }
    std::ranges::copy(split_, fields_.begin());
    return true;
  }
  return false;
}

void Reader::split_record() {
  record_begin_ = position_;
  line_ = next_line_;
  plain_ = false;
  record_faulty_ = false;
  record_quoted_ = false;
  split_.clear();
  field_begin_.clear();
  unescaped_.clear();
  unescaped_fields_.clear();
  while (take_field()) {
  }
  for (const Unescaped& unescaped : unescaped_fields_) {
    split_[unescaped.field] = std::string_view(unescaped_).substr(unescaped.begin, unescaped.size);
  }
  check_characters_ = record_quoted_ || survey_.control || survey_.non_ascii;
}

/// Whether the record goes on after it.
bool Reader::take_field() {
  field_begin_.push_back(position_);
  if (position_ < bytes_.size() && bytes_[position_] == '"') {
    record_quoted_ = true;
    return take_quoted_field();
  }
  return take_unquoted_field();
}

bool Reader::take_unquoted_field() {
  const std::size_t begin = position_;
  std::size_t end = index_.take();
  if (end < bytes_.size() && bytes_[end] == '"') {
    end = skip_misplaced_quotes(end);
  }
  const bool goes_on = end_field(end);
  const bool ends_in_cr = !goes_on && end > begin && bytes_[end - 1] == '\r';
  split_.push_back(bytes_.substr(begin, end - begin - (ends_in_cr ? 1 : 0)));
  return goes_on;
}

bool Reader::take_quoted_field() {
  const std::size_t opening = index_.take();
  const std::uint64_t opening_line = next_line_;
  const std::size_t unescaped_begin = unescaped_.size();
  std::size_t segment = opening + 1;  // what follows the last doubled quote
  std::size_t closing = index_.take();
  for (; closing < bytes_.size(); closing = index_.take()) {
    if (bytes_[closing] == '\n') {
      ++next_line_;
    } else if (bytes_[closing] == '"') {
      if (closing + 1 == bytes_.size() || bytes_[closing + 1] != '"') {
        break;
      }
      unescaped_.append(bytes_.substr(segment, closing + 1 - segment));
      segment = index_.take() + 1;
    }
  }
  if (closing == bytes_.size()) {
    return give_up_quoted_field(opening, opening_line);
  }
  if (segment == opening + 1) {
    split_.push_back(bytes_.substr(segment, closing - segment));
  } else {
    unescaped_.append(bytes_.substr(segment, closing - segment));
    unescaped_fields_.push_back({split_.size(), unescaped_begin, unescaped_.size() - unescaped_begin});
    split_.emplace_back();
  }
  std::size_t end = index_.take();
  const bool at_line_end = end == bytes_.size() || bytes_[end] == '\n';
  const std::size_t after = closing + 1;
  if (end != after && !(at_line_end && end == after + 1 && bytes_[after] == '\r')) {
    end = skip_misplaced_quotes(end);
  }
  return end_field(end);
}

/// A quote that is opened and never closed: what follows it on its line is lost, the next line is tried
/// afresh. That happens once a text: whatever quotes follow had to be doubled, and those close themselves.
bool Reader::give_up_quoted_field(std::size_t opening, std::uint64_t opening_line) {
  const std::size_t line_end = std::min(bytes_.find('\n', opening), bytes_.size());
  report_in_record(ErrorCode::quote_not_closed, opening, bytes_.substr(opening, line_end - opening));
  record_faulty_ = true;
  split_.push_back(bytes_.substr(opening + 1, line_end - opening - 1));
  position_ = line_end;
  next_line_ = opening_line;
  if (line_end < bytes_.size()) {
    ++position_;
    ++next_line_;
  }
  index_.restart(position_);
  return false;
}

/// Reports the field and returns where it ends, when quotes are read as they stand.
std::size_t Reader::skip_misplaced_quotes(std::size_t end) {
  while (end < bytes_.size() && bytes_[end] == '"') {
    end = index_.take();
  }
  const std::size_t begin = field_begin_.back();
  report_in_record(ErrorCode::quote_misplaced, begin, bytes_.substr(begin, end - begin));
  record_faulty_ = true;
  return end;
}

/// Goes to the field or record after `end`; whether it is a field of the same record.
bool Reader::end_field(std::size_t end) {
  position_ = std::min(end + 1, bytes_.size());
  if (end < bytes_.size() && bytes_[end] == delimiter_) {
    return true;
  }
  if (end < bytes_.size()) {
    ++next_line_;
  }
  return false;
}

void Reader::report_in_record(ErrorCode code, std::size_t offset, std::string_view value,
                              std::string expected) {
  base::Error error = error_in_record(code, offset);
  if (code != ErrorCode::wrong_field_count && field_begin_.size() <= header_.size()) {
    error.field = header_[field_begin_.size() - 1];
  }
  while (value.ends_with('\r')) {
    value.remove_suffix(1);
  }
  error.value = base::shortened(value, 80);
  error.expected = std::move(expected);
  errors_.add(std::move(error));
}

void Reader::pass_over_faulty_record() {
  if (remembered_column_ < split_.size()) {
    remembered_.emplace_back(split_[remembered_column_]);
  }
}

}  // namespace mengpaneel::io::csv
