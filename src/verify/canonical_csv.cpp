// SPDX-License-Identifier: EUPL-1.2
#include "verify/canonical_csv.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace mengpaneel::verify {

namespace {

constexpr std::string_view needs_quotes = ",\"\r\n";

constexpr std::array<bool, 256> is_structural = [] {
  std::array<bool, 256> table{};
  for (const char sign : needs_quotes) {
    table[static_cast<unsigned char>(sign)] = true;
  }
  return table;
}();

}  // namespace

void CanonicalCsv::advance(std::size_t end) {
  // Nearly every record is one line; only a quoted LF makes it more.
  next_line_ +=
      static_cast<std::uint64_t>(std::count(bytes_.begin() + static_cast<std::ptrdiff_t>(position_),
                                            bytes_.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
  position_ = end;
}

std::size_t CanonicalCsv::count_lines_left() const {
  return static_cast<std::size_t>(std::ranges::count(bytes_.substr(position_), '\n'));
}

bool CanonicalCsv::read_quoted(std::string_view& field) {
  auto text = std::make_unique<std::string>();
  ++position_;
  while (true) {
    const std::size_t quote = bytes_.find('"', position_);
    if (quote == std::string_view::npos) {
      return false;
    }
    text->append(bytes_.substr(position_, quote - position_));
    position_ = quote + 1;
    if (position_ >= bytes_.size() || bytes_[position_] != '"') {
      break;
    }
    text->push_back('"');
    ++position_;
  }
  if (text->find_first_of(needs_quotes) == std::string::npos) {
    return false;
  }
  next_line_ += static_cast<std::uint64_t>(std::ranges::count(*text, '\n'));
  field = *text;
  unquoted_.push_back(std::move(text));
  return true;
}

bool CanonicalCsv::read_field(std::string_view& field, bool is_last) {
  if (position_ < bytes_.size() && bytes_[position_] == '"') {
    if (!read_quoted(field)) {
      return false;
    }
  } else {
    const std::size_t begin = position_;
    const char* const data = bytes_.data();
    std::size_t end = begin;
    while (end < bytes_.size() && !is_structural[static_cast<unsigned char>(data[end])]) {
      ++end;
    }
    field = bytes_.substr(begin, end - begin);
    position_ = end;
  }
  if (position_ >= bytes_.size() || bytes_[position_] != (is_last ? '\n' : ',')) {
    return false;
  }
  ++position_;
  return true;
}

ReadResult CanonicalCsv::read(std::span<std::string_view> fields) {
  if (at_end()) {
    return ReadResult::end;
  }
  begin_record();
  const std::size_t begin = position_;
  for (std::size_t column = 0; column < fields.size(); ++column) {
    if (!read_field(fields[column], column + 1 == fields.size())) {
      position_ = begin;
      next_line_ = line_;
      const std::size_t line_feed = bytes_.find('\n', begin);
      advance(line_feed == std::string_view::npos ? bytes_.size() : line_feed + 1);
      return ReadResult::malformed;
    }
  }
  ++next_line_;
  return ReadResult::record;
}

void append_field(std::string& out, std::string_view text) {
  if (std::ranges::none_of(text, [](char sign) { return is_structural[static_cast<unsigned char>(sign)]; })) {
    out.append(text);
    return;
  }
  out.push_back('"');
  for (const char sign : text) {
    if (sign == '"') {
      out.push_back('"');
    }
    out.push_back(sign);
  }
  out.push_back('"');
}

void append_number(std::string& out, std::uint64_t number) {
  std::array<char, 20> digits;
  out.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
}

std::optional<std::uint64_t> parse_number(std::string_view text, std::uint64_t maximum) {
  if (text.empty() || (text.size() > 1 && text.front() == '0')) {
    return std::nullopt;
  }
  std::uint64_t number = 0;
  for (const char sign : text) {
    if (sign < '0' || sign > '9') {
      return std::nullopt;
    }
    const auto digit = static_cast<std::uint64_t>(sign - '0');
    if (number > (maximum - std::min(digit, maximum)) / 10) {
      return std::nullopt;
    }
    number = number * 10 + digit;
    if (number > maximum) {
      return std::nullopt;
    }
  }
  return number;
}

bool is_identifier(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::ranges::none_of(text, [](char sign) {
    const auto octet = static_cast<unsigned char>(sign);
    return octet < 0x20 || octet == 0x7f;
  });
}

}  // namespace mengpaneel::verify
