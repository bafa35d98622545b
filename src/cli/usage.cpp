// SPDX-License-Identifier: EUPL-1.2
#include "cli/usage.hpp"

namespace mengpaneel::cli {

std::string usage_of(const CommandRecord& command) {
  std::string usage = "mengpaneel ";
  usage.append(command.name);
  for (const ArgumentRecord& argument : command.arguments) {
    usage.append(" ").append(argument.name).append(argument.repeated ? "..." : "");
  }
  for (const OptionRecord& option : command.options) {
    if (option.required) {
      usage.append(" ").append(form_of(option));
    }
  }
  return usage;
}

std::string form_of(const OptionRecord& option) {
  std::string form(option.name);
  if (option.kind != ValueKind::flag) {
    form.append(" ");
    form.append(option.value_optional ? "[" : "").append(option.value_name);
    form.append(option.value_optional ? "]" : "");
  }
  return form;
}

std::string expected_of(const OptionRecord& option) {
  switch (option.kind) {
    case ValueKind::whole_number:
      return std::to_string(option.minimum) + " .. " + std::to_string(option.maximum);
    case ValueKind::choice:
      return joined(option.choices, " | ");
    case ValueKind::flag:
    case ValueKind::text:
    case ValueKind::path:
    case ValueKind::folder:
      break;
  }
  return std::string(option.value_name);
}

std::string joined(const std::vector<std::string_view>& words, std::string_view separator) {
  std::string all;
  for (const std::string_view word : words) {
    all.append(all.empty() ? std::string_view() : separator).append(word);
  }
  return all;
}

}  // namespace mengpaneel::cli
