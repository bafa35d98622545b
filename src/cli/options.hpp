// SPDX-License-Identifier: EUPL-1.2
#pragma once
// What the program can do, as plain records. From the one list in commands.cpp come the parser, --help, the
// manual page, the shell completion and the JSON description; nothing about an option is written down twice.

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"

namespace mengpaneel::cli {

/// A `path` may be `-`, for standard input or output; a `folder`, which appears as a whole, may not.
enum class ValueKind : std::uint8_t { flag, text, path, folder, whole_number, choice };

/// An option, `--name VALUE` or a flag `--name`.
struct OptionRecord {
  std::string_view name;             ///< with its dashes
  std::string_view value_name = {};  ///< as help shows it; empty for a flag
  ValueKind kind = ValueKind::flag;
  base::texts::TextKey description;
  bool required = false;
  std::string_view required_unless = {};  ///< the option that makes it optional
  bool value_optional = false;            ///< may stand without its value, which is empty then
  std::string_view default_value = {};    ///< empty: none
  std::uint64_t minimum = 0;              ///< of a whole number
  std::uint64_t maximum = std::numeric_limits<std::uint64_t>::max();
  std::vector<std::string_view> choices = {};  ///< of kind choice
};

/// A word that stands by itself, by position.
struct ArgumentRecord {
  std::string_view name;  ///< in capitals
  ValueKind kind = ValueKind::path;
  base::texts::TextKey description;
  bool repeated = false;  ///< one or more
};

/// What was given on the command line for one command, checked against its records.
class Values {
 public:
  struct Given {
    std::string name;
    std::vector<std::string> values;  ///< one, unless the argument may be repeated
  };

  void add(Given given) { given_.push_back(std::move(given)); }
  void add_default(std::string_view name, std::string_view value) {
    defaults_.push_back({std::string(name), {std::string(value)}});
  }

  [[nodiscard]] bool flag(std::string_view name) const { return find(given_, name) != nullptr; }
  /// As given, else the default of its record, else nothing.
  [[nodiscard]] std::optional<std::string> text(std::string_view name) const;
  /// Required ones, which the parser has seen to.
  [[nodiscard]] std::string required(std::string_view name) const {
    return text(name).value_or(std::string());
  }
  [[nodiscard]] std::vector<std::string> list(std::string_view name) const;
  [[nodiscard]] std::optional<std::uint64_t> whole_number(std::string_view name) const;

 private:
  [[nodiscard]] static const Given* find(const std::vector<Given>& list, std::string_view name);

  std::vector<Given> given_;
  std::vector<Given> defaults_;
};

/// How the program was asked to behave, whatever the command.
struct Session {
  base::texts::Language language = base::texts::Language::nl;
  bool quiet = false;
  bool json = false;
  bool force = false;
  unsigned threads = 0;        ///< 0: as many as the machine has
  bool colour_output = false;  ///< standard output is a terminal that wants colours
  bool colour_errors = false;
  bool shows_progress = false;  ///< standard error is a terminal and nobody asked for quiet
};

/// What a command has to say on standard output, and whether its answer is yes.
struct Answer {
  std::string text = {};
  base::ExitCode code = base::ExitCode::done;
};

using RunCommand = std::function<base::Result<Answer>(const Values&, const Session&)>;

struct CommandRecord {
  std::string_view name;  ///< one word, or two for a command in a group ("import duo-pc4")
  base::texts::TextKey summary;
  base::texts::TextKey description;
  base::texts::TextKey reads;
  base::texts::TextKey writes;
  std::vector<ArgumentRecord> arguments;
  std::vector<OptionRecord> options;
  std::vector<std::string_view> examples;  ///< without the program's name
  RunCommand run;
};

}  // namespace mengpaneel::cli
