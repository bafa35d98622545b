// SPDX-License-Identifier: EUPL-1.2
#pragma once
// A TOML 1.0 document as a small tree that knows where everything stands. toml++ is used in toml_document.cpp
// only, so that its weight is compiled once.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace mengpaneel::io {

/// Line and column (in characters) from 1.
struct TextPosition {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  auto operator<=>(const TextPosition&) const = default;
};

enum class TomlKind : std::uint8_t { table, array, string, integer, floating, boolean, date, time };

struct TomlMember;

struct TomlValue {
  TomlKind kind = TomlKind::table;
  TextPosition at;
  std::string
      text;  ///< of a string; of a date: YYYY-MM-DD; of a floating: the shortest decimals that give it
  std::int64_t integer = 0;
  bool boolean = false;
  std::vector<TomlMember> members;  ///< of a table, in the order of the file
  std::vector<TomlValue> items;     ///< of an array
};

struct TomlMember {
  std::string key;
  TextPosition key_at;
  TomlValue value;
};

inline constexpr std::size_t toml_bytes_max = std::size_t{1} << 20U;

/// The document's root table. A BOM is accepted. Fails with toml_syntax (the first fault only: what follows
/// it cannot be told apart; also beyond 32 levels or 16 dots in a key), not_utf8, or too_large beyond
/// toml_bytes_max. `file` is for the error only.
[[nodiscard]] base::Result<TomlValue> parse_toml(std::string_view bytes, const std::string& file);

/// The value as an error shows it: at most 80 bytes, cut between characters.
[[nodiscard]] std::string toml_value_text(const TomlValue& value);

}  // namespace mengpaneel::io
