// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Sentences of the one text catalogue (texts/<language>/*.toml), compiled in at build. Keys and languages
// are generated (text_keys.gen.hpp); a missing text does not compile.

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/text_keys.gen.hpp"

namespace mengpaneel::base::texts {

/// Fills `{name}`, or one side of `{name|singular|plural}` (singular when the value is "1").
struct Argument {
  std::string_view name;
  std::string value;
};

/// The text of `key` with its placeholders filled; a placeholder without argument stays as it is.
[[nodiscard]] std::string format(Language language, TextKey key, std::span<const Argument> arguments);
[[nodiscard]] std::string format(Language language, TextKey key,
                                 std::initializer_list<Argument> arguments = {});

/// Message and hint of an error in words, with {file}, {line}, {field}, {value} and {expected} filled.
[[nodiscard]] std::string error_message(Language language, const Error& error);
[[nodiscard]] std::string error_hint(Language language, const Error& error);

}  // namespace mengpaneel::base::texts
