// SPDX-License-Identifier: EUPL-1.2
#pragma once
// JSON as a value of our own, so that one file (json.cpp) knows the library that parses it.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/error.hpp"

namespace mengpaneel::io::json {

struct Member;

/// null, true or false, a whole number, another number, a text, an array or an object (members in their
/// order).
class Value {
 public:
  using Array = std::vector<Value>;
  using Object = std::vector<Member>;

  Value();
  Value(bool truth);
  Value(std::int64_t number);
  Value(std::uint32_t number);
  Value(std::uint64_t number);
  Value(double number);
  Value(std::string text);
  Value(std::string_view text);
  Value(const char* text);
  Value(Array array);
  Value(Object object);

  [[nodiscard]] bool is_null() const;
  [[nodiscard]] std::optional<bool> truth() const;
  /// A number of either kind; nothing for anything else.
  [[nodiscard]] std::optional<double> number() const;
  /// Only a number that was written as a whole number in the range of 64 bits.
  [[nodiscard]] std::optional<std::int64_t> whole_number() const;
  /// Null for anything that is not of that kind; valid as long as the value.
  [[nodiscard]] const std::string* text() const;
  [[nodiscard]] const Array* array() const;
  [[nodiscard]] const Object* object() const;
  /// The member of an object; null when this is no object or has no such member.
  [[nodiscard]] const Value* find(std::string_view key) const;

 private:
  std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> content_;
};

struct Member {
  std::string key;
  Value value;
};

// Here, where Member is complete: every constructor must be able to destroy an object.
inline Value::Value() = default;
inline Value::Value(bool truth) : content_(truth) {}
inline Value::Value(std::int64_t number) : content_(number) {}
inline Value::Value(std::uint32_t number) : content_(std::int64_t{number}) {}
inline Value::Value(double number) : content_(number) {}
inline Value::Value(std::string text) : content_(std::move(text)) {}
inline Value::Value(std::string_view text) : content_(std::string(text)) {}
inline Value::Value(const char* text) : content_(std::string(text)) {}
inline Value::Value(Array array) : content_(std::move(array)) {}
inline Value::Value(Object object) : content_(std::move(object)) {}
inline bool Value::is_null() const { return std::holds_alternative<std::monostate>(content_); }
inline const std::string* Value::text() const { return std::get_if<std::string>(&content_); }
inline const Value::Array* Value::array() const { return std::get_if<Array>(&content_); }
inline const Value::Object* Value::object() const { return std::get_if<Object>(&content_); }

/// Reads one JSON text (RFC 8259; a BOM is passed over). Errors: file_empty, and json_syntax with line and
/// column for anything else, nesting over 32 levels included. O(bytes); peak memory about ten times the text.
[[nodiscard]] base::Result<Value> parse(std::string_view bytes, const std::string& file);

/// Indented by two, LF at each line's end and at the end, numbers as short as they can be read back (by a
/// reader that is exact: parse() may be a unit in the last place off); equal
/// values give equal bytes. A number that is not finite cannot be written as JSON and becomes null.
[[nodiscard]] std::string write(const Value& value);

}  // namespace mengpaneel::io::json
