// SPDX-License-Identifier: EUPL-1.2
// The little of TOML 1.0 that is needed to find `name` and `priority` in tables, inline tables and arrays of
// tables. Everything else is passed over. The rules were read in full when the round was frozen; here they
// only name classes.

#include <array>
#include <string>
#include <utility>

#include "verify/class_names.hpp"

namespace mengpaneel::verify {

namespace {

constexpr int depth_max = 32;

struct Table {
  std::string name;
  std::vector<std::string> priority;
  bool has_name = false;
};

void append_utf8(std::string& out, std::uint32_t code) {
  if (code < 0x80) {
    out.push_back(static_cast<char>(code));
  } else if (code < 0x800) {
    out.push_back(static_cast<char>(0xc0U | code >> 6U));
    out.push_back(static_cast<char>(0x80U | (code & 0x3fU)));
  } else if (code < 0x10000) {
    out.push_back(static_cast<char>(0xe0U | code >> 12U));
    out.push_back(static_cast<char>(0x80U | (code >> 6U & 0x3fU)));
    out.push_back(static_cast<char>(0x80U | (code & 0x3fU)));
  } else {
    out.push_back(static_cast<char>(0xf0U | (code >> 18U & 0x07U)));
    out.push_back(static_cast<char>(0x80U | (code >> 12U & 0x3fU)));
    out.push_back(static_cast<char>(0x80U | (code >> 6U & 0x3fU)));
    out.push_back(static_cast<char>(0x80U | (code & 0x3fU)));
  }
}

class PolicyScanner {
 public:
  explicit PolicyScanner(std::string_view text) : text_(text) {
    if (text_.starts_with("\xef\xbb\xbf")) {
      text_.remove_prefix(3);
    }
  }

  std::vector<PoolRule> scan() {
    Table table;
    while (skip_blanks(true), at_ < text_.size()) {
      if (text_[at_] == '[') {
        finish(std::exchange(table, {}));
        const std::size_t end = text_.find('\n', at_);
        at_ = end == std::string_view::npos ? text_.size() : end;
      } else if (!pair(table, 0)) {
        break;
      }
    }
    finish(std::move(table));
    return std::move(rules_);
  }

 private:
  void finish(Table table) {
    if (table.has_name) {
      for (std::string& expression : table.priority) {
        expression = canonical_expression(expression);
      }
      table.priority.emplace_back("other");
      rules_.push_back({std::move(table.name), std::move(table.priority)});
    }
  }

  void skip_blanks(bool with_lines) {
    while (at_ < text_.size()) {
      const char sign = text_[at_];
      if (sign == '#') {
        while (at_ < text_.size() && text_[at_] != '\n') {
          ++at_;
        }
      } else if (sign == ' ' || sign == '\t' || (with_lines && (sign == '\n' || sign == '\r'))) {
        ++at_;
      } else {
        return;
      }
    }
  }

  bool take(char sign) {
    if (at_ < text_.size() && text_[at_] == sign) {
      ++at_;
      return true;
    }
    return false;
  }

  /// key = value, into `table`.
  bool pair(Table& table, int depth) {
    std::string key;
    while (at_ < text_.size() && text_[at_] != '=') {
      if (text_[at_] == '"' || text_[at_] == '\'') {
        std::string part;
        if (!quoted(part)) {
          return false;
        }
        key += part;
      } else if (text_[at_] == '\n') {
        return false;
      } else {
        if (text_[at_] != ' ' && text_[at_] != '\t') {
          key.push_back(text_[at_]);
        }
        ++at_;
      }
    }
    std::vector<std::string> strings;
    if (!take('=') || !value(strings, depth)) {
      return false;
    }
    if (key == "name" && strings.size() == 1) {
      table.name = strings.front();
      table.has_name = true;
    } else if (key == "priority") {
      table.priority = std::move(strings);
    }
    return true;
  }

  /// Any value; the strings in it, outside of inline tables, are appended to `strings`.
  bool value(std::vector<std::string>& strings, int depth) {
    skip_blanks(true);
    if (depth > depth_max || at_ >= text_.size()) {
      return false;
    }
    const char sign = text_[at_];
    if (sign == '"' || sign == '\'') {
      return quoted(strings.emplace_back());
    }
    if (sign == '[') {
      ++at_;
      while (skip_blanks(true), !take(']')) {
        if (!value(strings, depth + 1)) {
          return false;
        }
        skip_blanks(true);
        take(',');
      }
      return true;
    }
    if (sign == '{') {
      ++at_;
      Table table;
      while (skip_blanks(true), !take('}')) {
        if (!pair(table, depth + 1)) {
          return false;
        }
        skip_blanks(true);
        take(',');
      }
      finish(std::move(table));
      return true;
    }
    const std::size_t end = std::min(text_.find_first_of(",]}\r\n#", at_), text_.size());
    const bool is_something = end > at_;
    at_ = end;
    return is_something;
  }

  bool quoted(std::string& out) {
    const char quote = text_[at_];
    const std::string_view triple = quote == '"' ? "\"\"\"" : "'''";
    const bool is_long = text_.substr(at_).starts_with(triple);
    at_ += is_long ? 3 : 1;
    if (is_long) {
      take('\r');
      take('\n');
    }
    while (at_ < text_.size()) {
      const char sign = text_[at_];
      if (is_long ? text_.substr(at_).starts_with(triple) : sign == quote) {
        at_ += is_long ? 3 : 1;
        return true;
      }
      if (sign == '\n' && !is_long) {
        return false;
      }
      ++at_;
      if (sign == '\\' && quote == '"') {
        escape(out);
      } else {
        out.push_back(sign);
      }
    }
    return false;
  }

  void escape(std::string& out) {
    const char sign = at_ < text_.size() ? text_[at_++] : '\\';
    constexpr std::array<std::pair<char, char>, 5> plain{
        {{'b', '\b'}, {'t', '\t'}, {'n', '\n'}, {'f', '\f'}, {'r', '\r'}}};
    for (const auto& [letter, meaning] : plain) {
      if (sign == letter) {
        out.push_back(meaning);
        return;
      }
    }
    if (sign != 'u' && sign != 'U') {
      out.push_back(sign);
      return;
    }
    std::uint32_t code = 0;
    for (int digit = sign == 'u' ? 4 : 8; digit > 0 && at_ < text_.size(); --digit, ++at_) {
      const char hex = text_[at_];
      const int number = hex >= '0' && hex <= '9' ? hex - '0' : (hex | 0x20) - 'a' + 10;
      code = code << 4U | (static_cast<std::uint32_t>(number) & 15U);
    }
    append_utf8(out, code);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<PoolRule> rules_;
};

}  // namespace

std::vector<PoolRule> find_pool_rules(std::string_view policy_toml) {
  return PolicyScanner(policy_toml).scan();
}

}  // namespace mengpaneel::verify
