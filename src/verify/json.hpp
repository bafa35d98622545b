// SPDX-License-Identifier: EUPL-1.2
#pragma once
// JSON (RFC 8259) into a small tree, for certificate.json and summary.json. Strict: one value, nothing after
// it but blanks, no member twice, at most 64 levels.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mengpaneel::verify {

enum class JsonKind : std::uint8_t { null, boolean, number, string, array, object };

struct JsonValue {
  JsonKind kind = JsonKind::null;
  std::string_view raw;            ///< as it stands in the text; of a string with its quotes
  std::string text;                ///< of a string: without quotes and escapes
  std::vector<JsonValue> items;    ///< of an array or, in the order of `names`, an object
  std::vector<std::string> names;  ///< of an object

  /// The member of that name, or nullptr.
  [[nodiscard]] const JsonValue* find(std::string_view name) const;
  /// The text of the member of that name when it is a string, or nullopt.
  [[nodiscard]] std::optional<std::string_view> find_text(std::string_view name) const;
};

struct JsonFault {
  std::uint64_t line;  ///< from 1
};

/// Views into `text`, which must outlive the value.
[[nodiscard]] std::optional<JsonValue> parse_json(std::string_view text, JsonFault& fault);

}  // namespace mengpaneel::verify
