// SPDX-License-Identifier: EUPL-1.2
#pragma once
// JSON text, written member by member: two spaces a level, LF, members in the order of the calls, so that
// equal content is an equal file. Strings stay UTF-8; only `"`, `\` and control characters are escaped (`\n`,
// else
// `\u00xx`). Works everywhere, WebAssembly included; reading JSON is io/json.hpp.
//
//   JsonWriter json(out);
//   json.begin_object().key("pupils").number(3).key("ranks").begin_array().end_array().end_object();

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mengpaneel::base {

class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  JsonWriter& begin_object() { return begin('{', Layout::lines); }
  /// An object on one line, `{"a": 1, "b": 2}`: for rows of a table. Nothing nested is put on lines of its
  /// own.
  JsonWriter& begin_row() { return begin('{', Layout::row); }
  JsonWriter& end_object() { return end('}'); }
  JsonWriter& begin_array() { return begin('[', Layout::lines); }
  JsonWriter& end_array() { return end(']'); }

  JsonWriter& key(std::string_view name);
  JsonWriter& text(std::string_view value);
  JsonWriter& number(std::uint64_t value);
  /// With a fixed number of decimals, halves to even: a last bit that differs between mathematical libraries
  /// does not change the file. `value` must be finite: there is no JSON for anything else.
  JsonWriter& decimal(double value, int decimals);
  JsonWriter& boolean(bool value);
  JsonWriter& null();

 private:
  enum class Layout : std::uint8_t { lines, row };
  struct Level {
    Layout layout;
    bool empty;
  };

  JsonWriter& begin(char bracket, Layout layout);
  JsonWriter& end(char bracket);
  void before_value();
  void separate();
  void append_text(std::string_view value);

  std::string& out_;
  std::vector<Level> levels_;
  bool after_key_ = false;
};

}  // namespace mengpaneel::base
