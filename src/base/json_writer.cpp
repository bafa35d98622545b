// SPDX-License-Identifier: EUPL-1.2
#include "base/json_writer.hpp"

#include <array>
#include <cassert>
#include <charconv>
#include <cmath>

namespace mengpaneel::base {

void JsonWriter::separate() {
  if (levels_.empty()) {
    return;
  }
  Level& level = levels_.back();
  if (!level.empty) {
    out_.push_back(',');
  }
  if (level.layout == Layout::lines) {
    out_.push_back('\n');
    out_.append(2 * levels_.size(), ' ');
  } else if (!level.empty) {
    out_.push_back(' ');
  }
  level.empty = false;
}

void JsonWriter::before_value() {
  if (!after_key_) {
    separate();
  }
  after_key_ = false;
}

JsonWriter& JsonWriter::begin(char bracket, Layout layout) {
  before_value();
  const bool inside_row = !levels_.empty() && levels_.back().layout == Layout::row;
  out_.push_back(bracket);
  levels_.push_back({inside_row ? Layout::row : layout, true});
  return *this;
}

JsonWriter& JsonWriter::end(char bracket) {
  const Level level = levels_.back();
  levels_.pop_back();
  if (!level.empty && level.layout == Layout::lines) {
    out_.push_back('\n');
    out_.append(2 * levels_.size(), ' ');
  }
  out_.push_back(bracket);
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  append_text(name);
  out_.append(": ");
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::text(std::string_view value) {
  before_value();
  append_text(value);
  return *this;
}

JsonWriter& JsonWriter::number(std::uint64_t value) {
  before_value();
  std::array<char, 24> digits{};
  out_.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr);
  return *this;
}

JsonWriter& JsonWriter::decimal(double value, int decimals) {
  assert(std::isfinite(value));
  before_value();
  std::array<char, 400> digits{};                   // the largest double has 309 digits before the point
  const double shown = value == 0.0 ? 0.0 : value;  // never "-0"
  out_.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), shown,
                                           std::chars_format::fixed, decimals)
                                 .ptr);
  return *this;
}

JsonWriter& JsonWriter::boolean(bool value) {
  before_value();
  out_.append(value ? "true" : "false");
  return *this;
}

JsonWriter& JsonWriter::null() {
  before_value();
  out_.append("null");
  return *this;
}

void JsonWriter::append_text(std::string_view value) {
  constexpr std::string_view hexadecimal = "0123456789abcdef";
  out_.push_back('"');
  for (const char character : value) {
    const auto byte = static_cast<unsigned char>(character);
    if (character == '"' || character == '\\') {
      out_.push_back('\\');
      out_.push_back(character);
    } else if (character == '\n') {
      out_.append("\\n");
    } else if (byte < 0x20) {
      out_.append("\\u00");
      out_.push_back(hexadecimal[byte >> 4U]);
      out_.push_back(hexadecimal[byte & 15U]);
    } else {
      out_.push_back(character);
    }
  }
  out_.push_back('"');
}

}  // namespace mengpaneel::base
