// SPDX-License-Identifier: EUPL-1.2
#pragma once
// CSV as the contract has it written: LF, comma, quotes only around a field with a comma, a quote, CR or LF.

#include <charconv>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace mengpaneel::io::csv {

/// Appends rows to a string. `field` calls fill a row from left to right, `end_row` ends it.
class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}

  Writer& field(std::string_view text) {
    separate();
    if (!needs_quotes(text)) [[likely]] {
      out_.append(text);
    } else {
      append_quoted(text);
    }
    return *this;
  }
  Writer& field(std::unsigned_integral auto number) {
    separate();
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    out_.append(digits, end);
    return *this;
  }
  /// Text that needs no quotes: hexadecimal digits, words of our own.
  Writer& plain(std::string_view text) {
    separate();
    out_.append(text);
    return *this;
  }
  Writer& empty() {
    separate();
    return *this;
  }
  void end_row() {
    out_.push_back('\n');
    at_begin_ = true;
  }

 private:
  [[nodiscard]] static bool needs_quotes(std::string_view text) {
    bool found = false;
    for (const char character : text) {
      found |= (character == ',') | (character == '"') | (character == '\r') | (character == '\n');
    }
    return found;
  }
  void separate() {
    if (!at_begin_) {
      out_.push_back(',');
    }
    at_begin_ = false;
  }
  void append_quoted(std::string_view text);

  std::string& out_;
  bool at_begin_ = true;
};

}  // namespace mengpaneel::io::csv
