// SPDX-License-Identifier: EUPL-1.2
#include "base/text.hpp"

#include <array>

namespace mengpaneel::base::texts {

namespace {

struct ErrorTexts {
  TextKey message;
  TextKey hint;
};

// Complete at compile time: a code without its texts names an enumerator that does not exist.
constexpr std::array error_texts{
#define MENGPANEEL_ERROR(name, exit_code) \
  ErrorTexts{TextKey::errors_##name##_message, TextKey::errors_##name##_hint},
#include "base/error_codes.def"
#undef MENGPANEEL_ERROR
};

const Argument* find_argument(std::span<const Argument> arguments, std::string_view name) {
  for (const Argument& argument : arguments) {
    if (argument.name == name) {
      return &argument;
    }
  }
  return nullptr;
}

void append_placeholder(std::string& out, std::string_view inside, std::span<const Argument> arguments) {
  const std::size_t bar = inside.find('|');
  const Argument* argument = find_argument(arguments, inside.substr(0, bar));
  if (argument == nullptr) {
    out.append("{").append(inside).append("}");
  } else if (bar == std::string_view::npos) {
    out.append(argument->value);
  } else {
    const std::string_view forms = inside.substr(bar + 1);
    const std::size_t split = forms.find('|');
    out.append(argument->value == "1" ? forms.substr(0, split) : forms.substr(split + 1));
  }
}

std::string format_error(Language language, TextKey key, const Error& error) {
  return format(language, key,
                {{"file", error.file},
                 {"line", std::to_string(error.line)},
                 {"field", error.field},
                 {"value", error.value},
                 {"expected", error.expected}});
}

}  // namespace

std::string format(Language language, TextKey key, std::span<const Argument> arguments) {
  const std::string_view text = raw_text(language, key);
  std::string out;
  out.reserve(text.size() + 32);
  std::size_t position = 0;
  while (position < text.size()) {
    const std::size_t open = text.find('{', position);
    const std::size_t close = open == std::string_view::npos ? open : text.find('}', open);
    if (close == std::string_view::npos) {
      out.append(text.substr(position));
      break;
    }
    out.append(text.substr(position, open - position));
    append_placeholder(out, text.substr(open + 1, close - open - 1), arguments);
    position = close + 1;
  }
  return out;
}

std::string format(Language language, TextKey key, std::initializer_list<Argument> arguments) {
  return format(language, key, std::span<const Argument>(arguments.begin(), arguments.size()));
}

std::string error_message(Language language, const Error& error) {
  return format_error(language, error_texts[static_cast<std::size_t>(error.code)].message, error);
}

std::string error_hint(Language language, const Error& error) {
  return format_error(language, error_texts[static_cast<std::size_t>(error.code)].hint, error);
}

}  // namespace mengpaneel::base::texts
