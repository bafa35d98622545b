// SPDX-License-Identifier: EUPL-1.2
#include "cli/generate.hpp"

#include <span>

#include "base/json_writer.hpp"
#include "cli/commands.hpp"

namespace mengpaneel::cli {

using base::texts::format;
using base::texts::TextKey;

namespace {

std::string_view kind_name(ValueKind kind) {
  switch (kind) {
    case ValueKind::flag:
      return "flag";
    case ValueKind::text:
      return "text";
    case ValueKind::path:
      return "path";
    case ValueKind::folder:
      return "folder";
    case ValueKind::whole_number:
      return "whole-number";
    case ValueKind::choice:
      return "choice";
  }
  return "";
}

void write_text(base::JsonWriter& json, std::string_view name, TextKey key) {
  json.key(name).begin_object();
  for (std::size_t index = 0; index < base::texts::language_count; ++index) {
    json.key(base::texts::language_names.at(index));
    json.text(format(static_cast<base::texts::Language>(index), key));
  }
  json.end_object();
}

void write_option(base::JsonWriter& json, const OptionRecord& option) {
  json.begin_object().key("name").text(option.name).key("kind").text(kind_name(option.kind));
  if (option.kind != ValueKind::flag) {
    json.key("value").text(option.value_name);
  }
  write_text(json, "description", option.description);
  json.key("required").boolean(option.required);
  if (!option.default_value.empty()) {
    json.key("default").text(option.default_value);
  }
  if (option.kind == ValueKind::whole_number) {
    json.key("minimum").number(option.minimum).key("maximum").number(option.maximum);
  }
  if (option.kind == ValueKind::choice) {
    json.key("choices").begin_array();
    for (const std::string_view choice : option.choices) {
      json.text(choice);
    }
    json.end_array();
  }
  json.end_object();
}

void write_options(base::JsonWriter& json, std::string_view name, std::span<const OptionRecord> options) {
  json.key(name).begin_array();
  for (const OptionRecord& option : options) {
    write_option(json, option);
  }
  json.end_array();
}

void write_command(base::JsonWriter& json, const CommandRecord& command) {
  json.begin_object().key("name").text(command.name);
  write_text(json, "summary", command.summary);
  write_text(json, "description", command.description);
  write_text(json, "reads", command.reads);
  write_text(json, "writes", command.writes);
  json.key("arguments").begin_array();
  for (const ArgumentRecord& argument : command.arguments) {
    json.begin_object().key("name").text(argument.name).key("kind").text(kind_name(argument.kind));
    json.key("repeated").boolean(argument.repeated);
    write_text(json, "description", argument.description);
    json.end_object();
  }
  json.end_array();
  write_options(json, "options", command.options);
  json.key("examples").begin_array();
  for (const std::string_view example : command.examples) {
    json.text("mengpaneel " + std::string(example));
  }
  json.end_array().end_object();
}

}  // namespace

std::string options_json() {
  std::string out;
  base::JsonWriter json(out);
  json.begin_object().key("format").number(1).key("program").text("mengpaneel");
  write_options(json, "global_options", global_options());
  write_options(json, "program_options", program_options());
  json.key("commands").begin_array();
  for (const CommandRecord& command : commands()) {
    write_command(json, command);
  }
  json.end_array().end_object();
  return out.append(out.ends_with('\n') ? "" : "\n");
}

std::string generate(std::string_view kind, base::texts::Language language) {
  return kind == "man" ? man_page(language) : kind == "bash-completion" ? bash_completion() : options_json();
}

}  // namespace mengpaneel::cli
