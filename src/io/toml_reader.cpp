// SPDX-License-Identifier: EUPL-1.2
#include "io/toml_reader.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "base/nearest_word.hpp"
#include "place/rules/decimal.hpp"

namespace mengpaneel::io {

using base::ErrorCode;

void TomlFaults::add(ErrorCode code, TextPosition at, std::string field, std::string value,
                     std::string expected) {
  errors_.push_back({.code = code,
                     .file = file_,
                     .line = at.line,
                     .column = at.column,
                     .field = std::move(field),
                     .value = std::move(value),
                     .expected = std::move(expected)});
}

base::ErrorList TomlFaults::take() {
  std::vector<std::size_t> order(errors_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [this](std::size_t index) {
    return std::tuple(errors_[index].line, errors_[index].column, index);
  });
  base::ErrorList list;
  for (const std::size_t index : order) {
    list.add(std::move(errors_[index]));
  }
  errors_.clear();
  return list;
}

std::string joined_words(const std::vector<std::string_view>& words) {
  std::string joined;
  for (const std::string_view word : words) {
    joined.append(joined.empty() ? "" : " | ").append(word);
  }
  return joined;
}

std::string suggestion(std::string_view word, const std::vector<std::string_view>& words) {
  const std::string_view nearest = base::nearest_word(word, words);
  return nearest.empty() ? joined_words(words) : std::string(nearest);
}

std::string TomlReader::field(std::string_view key) const {
  if (path_.empty() || key.empty()) {
    return path_ + std::string(key);
  }
  return path_ + "." + std::string(key);
}

const TomlMember* TomlReader::find(std::string_view key) {
  if (std::ranges::find(asked_, key) == asked_.end()) {
    asked_.push_back(key);
  }
  const auto found = std::ranges::find(table_.members, key, &TomlMember::key);
  return found == table_.members.end() ? nullptr : &*found;
}

const TomlMember* TomlReader::require(std::string_view key, std::string expected) {
  const TomlMember* member = find(key);
  if (member == nullptr) {
    add(ErrorCode::key_missing, table_.at, key, {}, std::move(expected));
  }
  return member;
}

void TomlReader::wrong_type(const TomlMember& member, std::string expected) {
  add(ErrorCode::key_wrong_type, member.value.at, member.key, toml_value_text(member.value),
      std::move(expected));
}

const TomlValue* TomlReader::table(std::string_view key) {
  const TomlMember* member = find(key);
  if (member == nullptr) {
    return nullptr;
  }
  if (member->value.kind != TomlKind::table) {
    wrong_type(*member, "[" + field(key) + "]");
    return nullptr;
  }
  return &member->value;
}

std::vector<const TomlValue*> TomlReader::tables(std::string_view key) {
  std::vector<const TomlValue*> found;
  const TomlMember* member = find(key);
  if (member == nullptr) {
    return found;
  }
  if (member->value.kind != TomlKind::array) {
    wrong_type(*member, "[[" + field(key) + "]]");
    return found;
  }
  for (const TomlValue& item : member->value.items) {
    if (item.kind == TomlKind::table) {
      found.push_back(&item);
    } else {
      add(ErrorCode::key_wrong_type, item.at, key, toml_value_text(item), "{ key = value, ... }");
    }
  }
  return found;
}

std::optional<std::string> TomlReader::text(std::string_view key) {
  const TomlMember* member = find(key);
  if (member == nullptr) {
    return std::nullopt;
  }
  if (member->value.kind != TomlKind::string || member->value.text.empty()) {
    wrong_type(*member, "\"text\"");
    return std::nullopt;
  }
  return member->value.text;
}

std::optional<bool> TomlReader::boolean(std::string_view key) {
  const TomlMember* member = find(key);
  if (member == nullptr) {
    return std::nullopt;
  }
  if (member->value.kind != TomlKind::boolean) {
    wrong_type(*member, "true | false");
    return std::nullopt;
  }
  return member->value.boolean;
}

std::optional<std::uint32_t> TomlReader::whole_number(std::string_view key, std::uint32_t minimum,
                                                      std::uint32_t maximum) {
  const TomlMember* member = find(key);
  if (member == nullptr) {
    return std::nullopt;
  }
  const std::string range = std::to_string(minimum) + ".." + std::to_string(maximum);
  if (member->value.kind != TomlKind::integer) {
    wrong_type(*member, range);
    return std::nullopt;
  }
  if (member->value.integer < std::int64_t{minimum} || member->value.integer > std::int64_t{maximum}) {
    add(ErrorCode::out_of_range, member->value.at, key, std::to_string(member->value.integer), range);
    return std::nullopt;
  }
  return static_cast<std::uint32_t>(member->value.integer);
}

std::optional<std::string> TomlReader::date(std::string_view key) {
  const TomlMember* member = find(key);
  if (member == nullptr) {
    return std::nullopt;
  }
  const bool is_text = member->value.kind == TomlKind::string;
  if (!is_text && member->value.kind != TomlKind::date) {
    wrong_type(*member, "YYYY-MM-DD");
    return std::nullopt;
  }
  if (!place::is_date(member->value.text)) {
    add(ErrorCode::date_invalid, member->value.at, key, toml_value_text(member->value), "YYYY-MM-DD");
    return std::nullopt;
  }
  return member->value.text;
}

std::optional<std::size_t> TomlReader::index_of_word(std::string_view key,
                                                     const std::vector<std::string_view>& words) {
  const TomlMember* member = find(key);
  if (member == nullptr) {
    return std::nullopt;
  }
  if (member->value.kind != TomlKind::string) {
    wrong_type(*member, joined_words(words));
    return std::nullopt;
  }
  const auto found = std::ranges::find(words, std::string_view(member->value.text));
  if (found == words.end()) {
    add(ErrorCode::not_an_allowed_word, member->value.at, key, toml_value_text(member->value),
        joined_words(words));
    return std::nullopt;
  }
  return static_cast<std::size_t>(found - words.begin());
}

std::size_t TomlReader::finish() {
  std::size_t unknown = 0;
  for (const TomlMember& member : table_.members) {
    if (std::ranges::find(asked_, std::string_view(member.key)) == asked_.end()) {
      add(ErrorCode::key_unknown, member.key_at, member.key, member.key, suggestion(member.key, asked_));
      ++unknown;
    }
  }
  return unknown;
}

}  // namespace mengpaneel::io
