// SPDX-License-Identifier: EUPL-1.2
#include "io/json.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <charconv>
#include <cmath>
#include <limits>

namespace mengpaneel::io::json {

Value::Value(std::uint64_t number) {
  constexpr auto largest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (number <= largest) {
    content_ = static_cast<std::int64_t>(number);
  } else {
    content_ = static_cast<double>(number);
  }
}

std::optional<bool> Value::truth() const {
  const bool* truth = std::get_if<bool>(&content_);
  return truth == nullptr ? std::nullopt : std::optional(*truth);
}

std::optional<double> Value::number() const {
  if (const auto* whole = std::get_if<std::int64_t>(&content_)) {
    return static_cast<double>(*whole);
  }
  const auto* number = std::get_if<double>(&content_);
  return number == nullptr ? std::nullopt : std::optional(*number);
}

std::optional<std::int64_t> Value::whole_number() const {
  const auto* whole = std::get_if<std::int64_t>(&content_);
  return whole == nullptr ? std::nullopt : std::optional(*whole);
}

const Value* Value::find(std::string_view key) const {
  const Object* members = object();
  if (members == nullptr) {
    return nullptr;
  }
  const auto found = std::ranges::find(*members, key, &Member::key);
  return found == members->end() ? nullptr : &found->value;
}

namespace {

namespace library = boost::json;

Value from_library(const library::value& value) {
  switch (value.kind()) {
    case library::kind::null:
      return {};
    case library::kind::bool_:
      return value.get_bool();
    case library::kind::int64:
      return Value(std::int64_t{value.get_int64()});
    case library::kind::uint64:
      return Value(std::uint64_t{value.get_uint64()});
    case library::kind::double_:
      return value.get_double();
    case library::kind::string:
      return std::string(value.get_string().data(), value.get_string().size());
    case library::kind::array: {
      Value::Array out;
      out.reserve(value.get_array().size());
      for (const library::value& element : value.get_array()) {
        out.push_back(from_library(element));
      }
      return out;
    }
    case library::kind::object: {
      Value::Object out;
      out.reserve(value.get_object().size());
      for (const library::key_value_pair& member : value.get_object()) {
        out.push_back({std::string(member.key().data(), member.key().size()), from_library(member.value())});
      }
      return out;
    }
  }
  return {};
}

base::Error syntax_error(std::string_view bytes, std::size_t at, const std::string& file,
                         const library::error_code& code) {
  const std::string_view before = bytes.substr(0, std::min(at, bytes.size()));
  const auto line = static_cast<std::uint64_t>(std::ranges::count(before, '\n')) + 1;
  const std::size_t line_begin = before.rfind('\n') + 1;  // npos + 1 is 0
  return {.code = base::ErrorCode::json_syntax,
          .file = file,
          .line = line,
          .column = before.size() - line_begin + 1,
          .value = std::string(bytes.substr(before.size(), 20)),
          .expected = code.message()};
}

void write_text(std::string_view text, std::string& out) {
  constexpr std::string_view hexadecimal = "0123456789abcdef";
  out.push_back('"');
  for (const char character : text) {
    const auto byte = static_cast<unsigned char>(character);
    if (character == '"' || character == '\\') {
      out.push_back('\\');
      out.push_back(character);
    } else if (character == '\n') {
      out.append("\\n");
    } else if (byte < 0x20) {
      out.append("\\u00");
      out.push_back(hexadecimal[byte >> 4U]);
      out.push_back(hexadecimal[byte & 15U]);
    } else {
      out.push_back(character);
    }
  }
  out.push_back('"');
}

template <typename Number>
void write_number(Number number, std::string& out) {
  std::array<char, 32> digits{};
  out.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
}

void write_value(const Value& value, std::size_t depth, std::string& out) {
  const auto new_line = [&out](std::size_t level) { out.append("\n").append(2 * level, ' '); };
  if (const auto* array = value.array()) {
    out.push_back('[');
    for (std::size_t index = 0; index < array->size(); ++index) {
      out.append(index == 0 ? "" : ",");
      new_line(depth + 1);
      write_value((*array)[index], depth + 1, out);
    }
    if (!array->empty()) {
      new_line(depth);
    }
    out.push_back(']');
  } else if (const auto* object = value.object()) {
    out.push_back('{');
    for (std::size_t index = 0; index < object->size(); ++index) {
      out.append(index == 0 ? "" : ",");
      new_line(depth + 1);
      write_text((*object)[index].key, out);
      out.append(": ");
      write_value((*object)[index].value, depth + 1, out);
    }
    if (!object->empty()) {
      new_line(depth);
    }
    out.push_back('}');
  } else if (const auto* text = value.text()) {
    write_text(*text, out);
  } else if (const auto truth = value.truth()) {
    out.append(*truth ? "true" : "false");
  } else if (const auto whole = value.whole_number()) {
    write_number(*whole, out);
  } else if (const auto number = value.number(); number && std::isfinite(*number)) {
    write_number(*number, out);
  } else {
    out.append("null");
  }
}

}  // namespace

base::Result<Value> parse(std::string_view bytes, const std::string& file) {
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    bytes.remove_prefix(3);
  }
  if (bytes.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    return base::fail({.code = base::ErrorCode::file_empty, .file = file});
  }
  library::stream_parser parser;
  library::error_code code;
  const std::size_t read = parser.write_some(bytes.data(), bytes.size(), code);
  if (!code) {
    parser.finish(code);  // complains of a text that is not complete
  }
  if (!code && read < bytes.size()) {
    code = library::make_error_code(library::error::extra_data);
  }
  if (code) {
    return base::fail(syntax_error(bytes, read, file, code));
  }
  return from_library(parser.release());
}

std::string write(const Value& value) {
  std::string out;
  write_value(value, 0, out);
  out.push_back('\n');
  return out;
}

}  // namespace mengpaneel::io::json
