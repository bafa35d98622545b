// SPDX-License-Identifier: EUPL-1.2
#include "verify/json.hpp"

#include <algorithm>

namespace mengpaneel::verify {

namespace {

constexpr int depth_max = 64;

class JsonParser {
 public:
  explicit JsonParser(std::string_view text) : text_(text) {}

  bool document(JsonValue& value) {
    skip_blanks();
    if (!parse(value, 0)) {
      return false;
    }
    skip_blanks();
    return at_ == text_.size();
  }

  [[nodiscard]] std::uint64_t line() const {
    const auto end = text_.begin() + static_cast<std::ptrdiff_t>(std::min(at_, text_.size()));
    return 1 + static_cast<std::uint64_t>(std::count(text_.begin(), end, '\n'));
  }

 private:
  bool parse(JsonValue& value, int depth) {
    const std::size_t begin = at_;
    const char sign = at_ < text_.size() ? text_[at_] : '\0';
    bool is_right = false;
    if (depth > depth_max) {
      return false;
    }
    if (sign == '{' || sign == '[') {
      value.kind = sign == '{' ? JsonKind::object : JsonKind::array;
      is_right = members(value, sign == '{' ? '}' : ']', depth);
    } else if (sign == '"') {
      value.kind = JsonKind::string;
      is_right = string(value.text);
    } else if (take("true") || take("false")) {
      value.kind = JsonKind::boolean;
      is_right = true;
    } else if (take("null")) {
      is_right = true;
    } else {
      value.kind = JsonKind::number;
      is_right = number();
    }
    value.raw = text_.substr(begin, at_ - begin);
    return is_right;
  }

  bool members(JsonValue& value, char close, int depth) {
    ++at_;
    skip_blanks();
    if (take({&close, 1})) {
      return true;
    }
    do {
      skip_blanks();
      if (value.kind == JsonKind::object) {
        std::string name;
        if (at_ >= text_.size() || text_[at_] != '"' || !string(name) || value.find(name) != nullptr) {
          return false;
        }
        skip_blanks();
        if (!take(":")) {
          return false;
        }
        skip_blanks();
        value.names.push_back(std::move(name));
      }
      if (!parse(value.items.emplace_back(), depth + 1)) {
        return false;
      }
      skip_blanks();
    } while (take(","));
    return take({&close, 1});
  }

  bool string(std::string& out) {
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      const char sign = text_[at_];
      if (static_cast<unsigned char>(sign) < 0x20) {
        return false;
      }
      if (sign != '\\') {
        out.push_back(sign);
      } else if (!escape(out)) {
        return false;
      }
    }
    return take("\"");
  }

  /// At a backslash; ends at the escape's last character.
  bool escape(std::string& out) {
    constexpr std::string_view letters = "\"\\/bfnrt";
    constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    ++at_;
    const char sign = at_ < text_.size() ? text_[at_] : '\0';
    if (const std::size_t letter = letters.find(sign); letter != std::string_view::npos) {
      out.push_back(meanings[letter]);
      return true;
    }
    std::uint32_t code = 0;
    if (sign != 'u' || !hex(code) || (code >= 0xdc00 && code < 0xe000)) {
      return false;
    }
    if (code >= 0xd800 && code < 0xdc00) {
      std::uint32_t low = 0;
      ++at_;
      if (!take("\\") || at_ >= text_.size() || text_[at_] != 'u' || !hex(low) || low < 0xdc00 ||
          low >= 0xe000) {
        return false;
      }
      code = 0x10000 + ((code - 0xd800) << 10U) + (low - 0xdc00);
    }
    append_utf8(out, code);
    return true;
  }

  /// At the u of an escape; ends at its last digit.
  bool hex(std::uint32_t& code) {
    for (int digit = 0; digit < 4; ++digit) {
      ++at_;
      const char sign = at_ < text_.size() ? text_[at_] : '\0';
      const char lower = static_cast<char>(sign | 0x20);
      if (!(sign >= '0' && sign <= '9') && !(lower >= 'a' && lower <= 'f')) {
        return false;
      }
      code = code * 16 + static_cast<std::uint32_t>(sign <= '9' ? sign - '0' : lower - 'a' + 10);
    }
    return true;
  }

  static void append_utf8(std::string& out, std::uint32_t code) {
    const auto tail = [&](std::uint32_t shift) {
      out.push_back(static_cast<char>(0x80U | (code >> shift & 0x3fU)));
    };
    if (code < 0x80) {
      out.push_back(static_cast<char>(code));
    } else if (code < 0x800) {
      out.push_back(static_cast<char>(0xc0U | code >> 6U));
      tail(0);
    } else if (code < 0x10000) {
      out.push_back(static_cast<char>(0xe0U | code >> 12U));
      tail(6);
      tail(0);
    } else {
      out.push_back(static_cast<char>(0xf0U | code >> 18U));
      tail(12);
      tail(6);
      tail(0);
    }
  }

  bool number() {
    take("-");
    const std::size_t begin = at_;
    const bool starts_with_zero = at_ < text_.size() && text_[at_] == '0';
    if (!digits() || (starts_with_zero && at_ - begin > 1) || (take(".") && !digits())) {
      return false;
    }
    if (take("e") || take("E")) {
      if (!take("+")) {
        take("-");
      }
      return digits();
    }
    return true;
  }

  bool digits() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') {
      ++at_;
    }
    return at_ > begin;
  }

  void skip_blanks() { at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size()); }

  bool take(std::string_view word) {
    if (text_.substr(at_).starts_with(word)) {
      at_ += word.size();
      return true;
    }
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

const JsonValue* JsonValue::find(std::string_view name) const {
  const auto found = std::ranges::find(names, name);
  return found == names.end() || kind != JsonKind::object
             ? nullptr
             : &items[static_cast<std::size_t>(found - names.begin())];
}

std::optional<std::string_view> JsonValue::find_text(std::string_view name) const {
  const JsonValue* const value = find(name);
  return value == nullptr || value->kind != JsonKind::string ? std::nullopt
                                                             : std::optional<std::string_view>(value->text);
}

std::optional<JsonValue> parse_json(std::string_view text, JsonFault& fault) {
  JsonValue value;
  JsonParser parser(text);
  if (!parser.document(value)) {
    fault.line = parser.line();
    return std::nullopt;
  }
  return value;
}

}  // namespace mengpaneel::verify
