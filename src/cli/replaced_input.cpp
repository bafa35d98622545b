// SPDX-License-Identifier: EUPL-1.2
#include "cli/replaced_input.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

namespace mengpaneel::cli {

namespace filesystem = std::filesystem;

namespace {

/// Without links and without a slash at its end; nothing where it is not there.
std::optional<filesystem::path> real_path(const std::string& path) {
  std::error_code failed;
  filesystem::path real = filesystem::canonical(path, failed);
  return failed ? std::nullopt : std::optional(std::move(real));
}

bool holds(const filesystem::path& folder, const filesystem::path& path) {
  return std::ranges::mismatch(folder, path).in1 == folder.end();
}

std::vector<std::string> read_paths(const CommandRecord& command, const Values& values) {
  std::vector<std::string> paths;
  for (const ArgumentRecord& argument : command.arguments) {
    if (argument.kind == ValueKind::path) {
      std::ranges::copy(values.list(argument.name), std::back_inserter(paths));
    }
  }
  for (const OptionRecord& option : command.options) {
    if (option.kind == ValueKind::path) {
      std::ranges::copy(values.list(option.name), std::back_inserter(paths));
    }
  }
  return paths;
}

}  // namespace

base::ErrorList replaced_input(const CommandRecord& command, const Values& values) {
  base::ErrorList errors;
  for (const OptionRecord& option : command.options) {
    const std::string out =
        option.kind == ValueKind::folder ? values.text(option.name).value_or("") : std::string();
    const std::optional<filesystem::path> folder = out.empty() ? std::nullopt : real_path(out);
    if (!folder) {
      continue;  // what is not there holds nothing
    }
    for (const std::string& path : read_paths(command, values)) {
      const std::optional<filesystem::path> read = path == "-" ? std::nullopt : real_path(path);
      if (read && holds(*folder, *read)) {
        errors.add({.code = base::ErrorCode::output_holds_input,
                    .file = out,
                    .field = std::string(option.name),
                    .value = path});
      }
    }
  }
  return errors;
}

}  // namespace mengpaneel::cli
