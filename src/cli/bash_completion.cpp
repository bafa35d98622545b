// SPDX-License-Identifier: EUPL-1.2
#include <set>
#include <span>
#include <string>

#include "cli/commands.hpp"
#include "cli/generate.hpp"
#include "cli/usage.hpp"

namespace mengpaneel::cli {

namespace {

std::string option_names(std::span<const OptionRecord> options) {
  std::string names;
  for (const OptionRecord& option : options) {
    names.append(names.empty() ? "" : " ").append(option.name);
  }
  return names;
}

/// `--mechanism) choices="..."`: what follows an option with a value.
void append_value_case(std::string& out, const OptionRecord& option) {
  if (option.kind == ValueKind::choice) {
    out.append("    ").append(option.name).append(") COMPREPLY=($(compgen -W \"");
    out.append(joined(option.choices, " ")).append("\" -- \"$current\")); return ;;\n");
  } else if (option.kind == ValueKind::path || option.kind == ValueKind::folder) {
    out.append("    ").append(option.name).append(") _filedir; return ;;\n");
  } else if (option.kind != ValueKind::flag) {
    out.append("    ").append(option.name).append(") return ;;\n");
  }
}

std::string value_cases() {
  std::string cases;
  std::set<std::string_view> seen;
  const auto append = [&](std::span<const OptionRecord> options) {
    for (const OptionRecord& option : options) {
      if (seen.insert(option.name).second) {
        append_value_case(cases, option);
      }
    }
  };
  append(global_options());
  append(program_options());
  for (const CommandRecord& command : commands()) {
    append(command.options);
  }
  return cases;
}

std::string command_cases() {
  std::string cases;
  for (const CommandRecord& command : commands()) {
    cases.append("    \"").append(command.name).append("\") own=\"");
    cases.append(option_names(command.options)).append("\" ;;\n");
  }
  return cases;
}

}  // namespace

std::string bash_completion() {
  std::string names;
  std::string groups;
  std::set<std::string> firsts;
  for (const CommandRecord& command : commands()) {
    const std::string name(command.name);
    const std::size_t space = name.find(' ');
    if (firsts.insert(name.substr(0, space)).second) {
      names.append(names.empty() ? "" : " ").append(name.substr(0, space));
    }
    if (space != std::string::npos) {
      groups.append("    ")
          .append(name.substr(0, space))
          .append(") kinds+=\" ")
          .append(name.substr(space + 1));
      groups.append("\" ;;&\n");
    }
  }
  std::string out = "# SPDX-License-Identifier: EUPL-1.2\n# Made by mengpaneel --generate bash-completion.\n";
  out.append(
      "_mengpaneel() {\n"
      "  local current previous words cword\n"
      "  _init_completion -n = || return\n"
      "  current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}\n"
      "  case $previous in\n");
  out.append(value_cases());
  out.append(
      "  esac\n"
      "  local index name= kinds= own= all=\"");
  out.append(option_names(global_options())).append("\"\n");
  out.append(
      "  for ((index = 1; index < COMP_CWORD; index++)); do\n"
      "    [[ ${COMP_WORDS[index]} == -* ]] || { name=${COMP_WORDS[index]}; break; }\n"
      "  done\n"
      "  if [[ -z $name ]]; then\n"
      "    COMPREPLY=($(compgen -W \"");
  out.append(names).append(" $all ").append(option_names(program_options()));
  out.append(
      "\" -- \"$current\"))\n"
      "    return\n"
      "  fi\n"
      "  case $name in\n");
  out.append(groups);
  out.append(
      "  esac\n"
      "  if [[ -n $kinds ]]; then\n"
      "    if ((COMP_CWORD == index + 1)); then\n"
      "      COMPREPLY=($(compgen -W \"$kinds\" -- \"$current\"))\n"
      "      return\n"
      "    fi\n"
      "    name+=\" ${COMP_WORDS[index+1]}\"\n"
      "  fi\n"
      "  case $name in\n");
  out.append(command_cases());
  out.append(
      "  esac\n"
      "  if [[ $current == -* ]]; then\n"
      "    COMPREPLY=($(compgen -W \"$own $all\" -- \"$current\"))\n"
      "  else\n"
      "    _filedir\n"
      "  fi\n"
      "}\n"
      "complete -F _mengpaneel mengpaneel\n");
  return out;
}

}  // namespace mengpaneel::cli
