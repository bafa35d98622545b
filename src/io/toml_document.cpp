// SPDX-License-Identifier: EUPL-1.2
#include "io/toml_document.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
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

/// toml++ builds, and destroys, a table in a table for each dot of a key, each on the stack: a key of 100,000
/// dots would end the program. Finds the first key with more than `dots_max`; strings and comments are passed
/// over.
class LongKeySearch {
 public:
  explicit LongKeySearch(std::string_view bytes) : bytes_(bytes) {}

  std::optional<TextPosition> run() {
    while (position_ < bytes_.size()) {
      const char character = bytes_[position_];
      if (character == '"' || character == '\'') {
        pass_string(character);
        continue;
      }
      if (character == '#') {
        position_ = std::min(bytes_.find('\n', position_), bytes_.size());
        continue;
      }
      if (character == '.') {
        if (++dots_ > dots_max) {
          return TextPosition{.line = line_, .column = 1};
        }
      } else if (std::string_view("=,{}[]\n").find(character) != std::string_view::npos) {
        dots_ = 0;
      }
      step();
    }
    return std::nullopt;
  }

 private:
  static constexpr int dots_max = 16;

  void step() {
    line_ += bytes_[position_] == '\n' ? 1U : 0U;
    ++position_;
  }

  /// From an opening quote (one, or three) to behind the closing one. A text on one line ends with the line.
  void pass_string(char quote) {
    const bool several_lines = bytes_.substr(position_).starts_with(std::string(3, quote));
    const std::string closing(several_lines ? 3 : 1, quote);
    position_ += closing.size();
    while (position_ < bytes_.size() && !bytes_.substr(position_).starts_with(closing)) {
      if (bytes_[position_] == '\n' && !several_lines) {
        return;
      }
      if (bytes_[position_] == '\\' && quote == '"') {
        step();
      }
      if (position_ < bytes_.size()) {
        step();
      }
    }
    position_ = std::min(position_ + closing.size(), bytes_.size());
  }

  std::string_view bytes_;
  std::size_t position_ = 0;
  std::uint32_t line_ = 1;
  int dots_ = 0;
};

constexpr int depth_max = 32;

/// False when tables and arrays stand deeper in each other than any rule needs: what reads the tree recurses
/// too.
bool convert(const toml::node& node, TomlValue& out, int depth);

bool convert_table(const toml::table& table, TomlValue& out, int depth) {
  out.kind = TomlKind::table;
  out.members.reserve(table.size());
  for (const auto& [key, value] : table) {
    out.members.push_back({.key = std::string(key.str()), .key_at = position_of(key.source()), .value = {}});
    if (!convert(value, out.members.back().value, depth + 1)) {
      return false;
    }
  }
  // toml++ sorts by key; the order of the file is what errors and the numbering of criteria follow.
  std::ranges::sort(out.members, {}, &TomlMember::key_at);
  return true;
}

bool convert_array(const toml::array& array, TomlValue& out, int depth) {
  out.kind = TomlKind::array;
  out.items.resize(array.size());
  for (std::size_t index = 0; index < array.size(); ++index) {
    if (!convert(array[index], out.items[index], depth + 1)) {
      return false;
    }
  }
  return true;
}

bool convert(const toml::node& node, TomlValue& out, int depth) {
  out.at = position_of(node.source());
  if (depth > depth_max) {
    return false;
  }
  switch (node.type()) {
    case toml::node_type::table:
      return convert_table(*node.as_table(), out, depth);
    case toml::node_type::array:
      return convert_array(*node.as_array(), out, depth);
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
  return true;
}

base::Error too_deep(TextPosition at, const std::string& file) {
  return {.code = base::ErrorCode::toml_syntax,
          .file = file,
          .line = at.line,
          .column = at.column,
          .field = {},
          .value = "nested too deeply",
          .expected = {}};
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
  if (const auto long_key = LongKeySearch(bytes).run()) {
    return base::fail(too_deep(*long_key, file));
  }
  try {  // toml++ as Debian builds it throws; its exceptions end here
    TomlValue root;
    if (!convert(toml::parse(bytes, std::string_view(file)), root, 0)) {
      return base::fail(too_deep({.line = 1, .column = 1}, file));
    }
    return root;
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
