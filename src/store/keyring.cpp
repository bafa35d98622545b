// SPDX-License-Identifier: EUPL-1.2
#include "store/keyring.hpp"

#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace mengpaneel::store {

namespace {

constexpr std::string_view first_line = "mengpaneel keys 1";
constexpr std::string_view line_form = "field|lookup|signing|backup ID 64-HEX-DIGITS";
constexpr std::size_t id_bytes_max = 32;

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = text.find(at);
    parts.push_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return parts;
}

/// Takes one line into the keyring: what is wrong with it, if anything.
std::optional<base::ErrorCode> take(Keyring& keyring, const std::vector<std::string_view>& words) {
  using base::ErrorCode;
  if (words.size() != 3 || words[1].empty() || words[1].size() > id_bytes_max) {
    return ErrorCode::not_this_kind_of_file;
  }
  const std::optional<std::string> key = bytes_of_hex(words[2]);
  if (!key || key->size() != key_bytes) {
    return ErrorCode::not_this_kind_of_file;
  }
  const auto into_map = [&](auto& keys, std::string& last) -> std::optional<ErrorCode> {
    last = words[1];
    return keys.emplace(words[1], *key).second ? std::nullopt : std::optional(ErrorCode::duplicate);
  };
  const auto into_one = [&](std::string& place) -> std::optional<ErrorCode> {
    return std::exchange(place, *key).empty() ? std::nullopt : std::optional(ErrorCode::duplicate);
  };
  if (words[0] == "field") {
    return into_map(keyring.field_keys, keyring.field_key_id);
  }
  if (words[0] == "signing") {
    return into_map(keyring.signing_seeds, keyring.signing_key_id);
  }
  if (words[0] == "lookup") {
    return into_one(keyring.lookup_key);
  }
  return words[0] == "backup" ? into_one(keyring.backup_key)
                              : std::optional(ErrorCode::not_this_kind_of_file);
}

/// The one in use last, since that is how it is known.
void append_lines(std::string& text, std::string_view kind,
                  const std::map<std::string, std::string, std::less<>>& keys, const std::string& last) {
  const auto append = [&](const std::string& id, const std::string& key) {
    text.append(kind).append(" ").append(id).append(" ").append(hex_of(key)).append("\n");
  };
  for (const auto& [id, key] : keys) {
    if (id != last) {
      append(id, key);
    }
  }
  append(last, keys.at(last));
}

}  // namespace

Keyring new_keyring(RandomSource& random) {
  Keyring keyring;
  add_field_key(keyring, "k1", random);
  keyring.lookup_key = random.bytes(key_bytes);
  keyring.signing_seeds.emplace("s1", random.bytes(key_bytes));
  keyring.signing_key_id = "s1";
  keyring.backup_key = random.bytes(key_bytes);
  return keyring;
}

void add_field_key(Keyring& keyring, const std::string& id, RandomSource& random) {
  keyring.field_keys.emplace(id, random.bytes(key_bytes));
  keyring.field_key_id = id;
}

std::string write_keyring(const Keyring& keyring) {
  std::string text(first_line);
  text.append("\n");
  append_lines(text, "field", keyring.field_keys, keyring.field_key_id);
  text.append("lookup - ").append(hex_of(keyring.lookup_key)).append("\n");
  append_lines(text, "signing", keyring.signing_seeds, keyring.signing_key_id);
  return text.append("backup - ").append(hex_of(keyring.backup_key)).append("\n");
}

base::Result<Keyring> parse_keyring(std::string_view text, const std::string& file) {
  using base::ErrorCode;
  base::ErrorList errors;
  Keyring keyring;
  const std::vector<std::string_view> lines = split(text, '\n');
  // No message repeats what stands in the file: it would be a key.
  const auto wrong = [&](ErrorCode code, std::size_t line, std::string_view expected) {
    errors.add({.code = code, .file = file, .line = line, .expected = std::string(expected)});
  };
  if (lines.empty() || lines.front() != first_line) {
    wrong(ErrorCode::not_this_kind_of_file, 1, first_line);
    return std::unexpected(std::move(errors));
  }
  for (std::size_t index = 1; index < lines.size(); ++index) {
    if (const std::optional<ErrorCode> code = take(keyring, split(lines[index], ' '))) {
      wrong(*code, index + 1, line_form);
    }
  }
  const std::array<std::pair<std::string_view, bool>, 4> needed{{{"field", keyring.field_keys.empty()},
                                                                 {"lookup", keyring.lookup_key.empty()},
                                                                 {"signing", keyring.signing_seeds.empty()},
                                                                 {"backup", keyring.backup_key.empty()}}};
  for (const auto& [kind, absent] : needed) {
    if (absent) {
      errors.add({.code = ErrorCode::value_missing, .file = file, .field = std::string(kind)});
    }
  }
  if (!errors.empty()) {
    return std::unexpected(std::move(errors));
  }
  return keyring;
}

}  // namespace mengpaneel::store
