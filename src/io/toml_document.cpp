// SPDX-License-Identifier: EUPL-1.2
#include "io/toml_document.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <system_error>
#include <utility>

namespace mengpaneel::io {

namespace {

TextPosition position_of(const toml::source_region& region) {
  return {.line = region.begin.line, .column = region.begin.column};
}

std::string digits(unsigned value, std::size_t width) {
  std::string text = std::to_string(value);
  return std::string(width - std::min(width, text.size()), '0') + text;
}

std::string date_text(const toml::date& date) {
  return digits(date.year, 4) + "-" + digits(date.month, 2) + "-" + digits(date.day, 2);
}

std::string decimals(double number) {
  std::array<char, 400> buffer{};
  const auto [end, fault] =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::fixed);
  return fault == std::errc{} ? std::string(buffer.data(), end) : std::string();
}

TomlValue convert(const toml::node& node);

void convert_table(const toml::table& table, TomlValue& out) {
  out.kind = TomlKind::table;
  for (const auto& [key, value] : table) {
    out.members.push_back(
        {.key = std::string(key.str()), .key_at = position_of(key.source()), .value = convert(value)});
  }
  // toml++ sorts by key; the order of the file is what errors and the numbering of criteria follow.
  std::ranges::sort(out.members, {}, &TomlMember::key_at);
}

TomlValue convert(const toml::node& node) {
  TomlValue out;
  out.at = position_of(node.source());
  switch (node.type()) {
    case toml::node_type::table:
      convert_table(*node.as_table(), out);
      break;
    case toml::node_type::array:
      out.kind = TomlKind::array;
      for (const toml::node& item : *node.as_array()) {
        out.items.push_back(convert(item));
      }
      break;
    case toml::node_type::string:
      out.kind = TomlKind::string;
      out.text = node.as_string()->get();
      break;
    case toml::node_type::integer:
      out.kind = TomlKind::integer;
      out.integer = node.as_integer()->get();
      break;
    case toml::node_type::floating_point:
      out.kind = TomlKind::floating;
      out.text = decimals(node.as_floating_point()->get());
      break;
    case toml::node_type::boolean:
      out.kind = TomlKind::boolean;
      out.boolean = node.as_boolean()->get();
      break;
    case toml::node_type::date:
      out.kind = TomlKind::date;
      out.text = date_text(node.as_date()->get());
      break;
    default:
      out.kind = TomlKind::time;
      break;
  }
  return out;
}

base::Error syntax_error(const toml::parse_error& fault, const std::string& file) {
  const TextPosition at = position_of(fault.source());
  const bool not_text = fault.description().find("utf-8") != std::string_view::npos;
  return {.code = not_text ? base::ErrorCode::not_utf8 : base::ErrorCode::toml_syntax,
          .file = file,
          .line = at.line,
          .column = at.column,
          .field = {},
          .value = std::string(fault.description()),
          .expected = {}};
}

std::string shortened(std::string_view text) {
  constexpr std::size_t bytes_max = 80;
  if (text.size() <= bytes_max) {
    return std::string(text);
  }
  std::size_t end = bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) {
    --end;
  }
  return std::string(text.substr(0, end)) + "...";
}

}  // namespace

base::Result<TomlValue> parse_toml(std::string_view bytes, const std::string& file) {
  if (bytes.size() > toml_bytes_max) {
    return base::fail({.code = base::ErrorCode::too_large,
                       .file = file,
                       .field = {},
                       .value = std::to_string(bytes.size()),
                       .expected = std::to_string(toml_bytes_max)});
  }
  try {  // toml++ as Debian builds it throws; its exceptions end here
    return convert(toml::parse(bytes, std::string_view(file)));
  } catch (const toml::parse_error& fault) {
    return base::fail(syntax_error(fault, file));
  }
}

std::string toml_value_text(const TomlValue& value) {
  switch (value.kind) {
    case TomlKind::table:
      return "{ ... }";
    case TomlKind::array:
      return "[ ... ]";
    case TomlKind::integer:
      return std::to_string(value.integer);
    case TomlKind::boolean:
      return value.boolean ? "true" : "false";
    case TomlKind::time:
      return "a time";
    default:
      return shortened(value.text);
  }
}

}  // namespace mengpaneel::io
