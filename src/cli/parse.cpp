// SPDX-License-Identifier: EUPL-1.2
// CLI11 splits the words: `--name value`, `--name=value`, `--`, commands in groups. What a word means and
// whether it may stand there is held against the records here, so that faults are ours: all together, in two
// languages, with a place in one error table.
#include "cli/parse.hpp"

#include <CLI/CLI.hpp>
#include <charconv>
#include <map>
#include <span>
#include <utility>

#include "base/nearest_word.hpp"
#include "cli/commands.hpp"
#include "cli/usage.hpp"

namespace mengpaneel::cli {

using base::ErrorCode;

namespace {

/// A choice that ends in `:K` is written with a whole number from 1 there.
bool fits_choice(std::string_view choice, std::string_view value) {
  if (!choice.ends_with(":K")) {
    return value == choice;
  }
  choice.remove_suffix(1);
  const std::string_view number = value.substr(std::min(choice.size(), value.size()));
  return value.starts_with(choice) && !number.empty() && number.size() <= 9 && number.front() != '0' &&
         std::ranges::all_of(number, [](char digit) { return digit >= '0' && digit <= '9'; });
}

constexpr std::string_view help_name = "--help";

/// One level of the tree of commands: the program, a group, or a command.
struct Level {
  CLI::App* app = nullptr;
  const CommandRecord* command = nullptr;
  std::vector<std::pair<const OptionRecord*, CLI::Option*>> options;
  std::vector<std::pair<const ArgumentRecord*, CLI::Option*>> arguments;

  void declare(std::span<const OptionRecord> records) {
    for (const OptionRecord& record : records) {
      const std::string names = (record.name == help_name ? "-h," : "") + std::string(record.name);
      CLI::Option* option =
          record.kind == ValueKind::flag
              ? app->add_flag(names)->disable_flag_override()
              : app->add_option(names, [](const CLI::results_t& /*unused*/) { return true; });
      option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
      if (record.value_optional) {
        option->expected(0, 1);
      }
      options.emplace_back(&record, option);
    }
  }
  void declare(const ArgumentRecord& record) {
    CLI::Option* option =
        app->add_option(std::string(record.name), [](const CLI::results_t& /*unused*/) { return true; });
    option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)->allow_extra_args(record.repeated);
    arguments.emplace_back(&record, option);
  }
};

class Line {
 public:
  Line();
  base::Result<ParsedLine> parse(const std::vector<std::string>& words);

 private:
  Level& add_level(CLI::App* app, const CommandRecord* command);
  CLI::App* group_app(const std::string& name);
  /// The innermost level that the words reach.
  [[nodiscard]] const Level& reached() const;
  void check_extras();
  void check_extra(const Level& level, const std::string& word);
  void take_options(const Level& level);
  void take_option(const Level& level, const OptionRecord& record, const std::vector<std::string>& given);
  void take_arguments(const Level& level);
  void check_required(const CommandRecord& command);
  void report_split_failure(const std::vector<std::string>& words);
  [[nodiscard]] std::string nearest_command(const std::string& word, const std::string& prefix) const;

  CLI::App root_;
  std::vector<std::unique_ptr<Level>> levels_;
  std::map<std::string, CLI::App*> groups_;
  ParsedLine parsed_;
  base::ErrorList errors_;
};

Line::Line() {
  Level& program = add_level(&root_, nullptr);
  program.declare(program_options());
  for (const CommandRecord& command : commands()) {
    const std::string name(command.name);
    const std::size_t space = name.find(' ');
    CLI::App* parent = space == std::string::npos ? &root_ : group_app(name.substr(0, space));
    const std::string own = space == std::string::npos ? name : name.substr(space + 1);
    Level& level = add_level(parent->add_subcommand(own), &command);
    level.declare(command.options);
    for (const ArgumentRecord& argument : command.arguments) {
      level.declare(argument);
    }
  }
}

Level& Line::add_level(CLI::App* app, const CommandRecord* command) {
  app->set_help_flag();
  app->allow_extras();
  app->require_subcommand(0, 1);  // so that a folder called "verify" is not taken for a command
  levels_.push_back(std::make_unique<Level>());
  Level& level = *levels_.back();
  level.app = app;
  level.command = command;
  level.declare(global_options());
  return level;
}

CLI::App* Line::group_app(const std::string& name) {
  CLI::App*& app = groups_[name];
  if (app == nullptr) {
    app = root_.add_subcommand(name);
    add_level(app, nullptr);
  }
  return app;
}

const Level& Line::reached() const {
  const CLI::App* app = &root_;
  while (!app->get_subcommands().empty()) {
    app = app->get_subcommands().front();
  }
  for (const auto& level : levels_) {
    if (level->app == app) {
      return *level;
    }
  }
  return *levels_.front();
}

std::string Line::nearest_command(const std::string& word, const std::string& prefix) const {
  std::vector<std::string_view> known;
  for (const CommandRecord& command : commands()) {
    if (prefix.empty()) {
      known.push_back(command.name.substr(0, command.name.find(' ')));
    } else if (command.name.starts_with(prefix + " ")) {
      known.push_back(command.name.substr(prefix.size() + 1));
    }
  }
  const std::string_view nearest = base::nearest_word(word, known);
  return nearest.empty() ? joined(known, ", ") : std::string(nearest);
}

void Line::check_extra(const Level& level, const std::string& word) {
  if (word == "--") {
    return;
  }
  if (word.size() > 1 && word.starts_with('-')) {
    const std::string name = word.substr(0, word.find('='));
    std::vector<std::string_view> known;
    for (const auto& [record, option] : level.options) {
      known.push_back(record->name);
    }
    const std::string_view nearest = base::nearest_word(name, known);
    errors_.add({.code = ErrorCode::option_unknown,
                 .value = name,
                 .expected = nearest.empty() ? joined(known, ", ") : std::string(nearest)});
    return;
  }
  if (level.command != nullptr) {
    errors_.add(
        {.code = ErrorCode::argument_unexpected, .value = word, .expected = usage_of(*level.command)});
    return;
  }
  const std::string prefix = level.app == &root_ ? std::string() : level.app->get_name();
  errors_.add({.code = ErrorCode::command_unknown, .value = word, .expected = nearest_command(word, prefix)});
}

void Line::check_extras() {
  for (const auto& level : levels_) {
    if (level->app != &root_ && !level->app->parsed()) {
      continue;
    }
    bool after_unknown_option = false;
    for (const std::string& word : level->app->remaining()) {
      const bool is_option = word.starts_with('-') && word.size() > 1;
      if (!after_unknown_option || is_option) {  // else probably its value
        check_extra(*level, word);
      }
      after_unknown_option = is_option && word.find('=') == std::string::npos;
      if (level->command == nullptr && !word.starts_with('-')) {
        break;  // what follows an unknown command says nothing
      }
    }
  }
}

void Line::take_option(const Level& level, const OptionRecord& record,
                       const std::vector<std::string>& given) {
  const std::string name(record.name);
  const bool is_flag = record.kind == ValueKind::flag;
  if (!is_flag && (parsed_.values.flag(name) || given.size() > 1)) {
    errors_.add({.code = ErrorCode::option_twice, .field = name, .value = given.back()});
    return;
  }
  // CLI11 says "true" for a value that was left out.
  const std::string value = record.value_optional && given.front() == "true" ? std::string() : given.front();
  for (const auto& [other, option] : level.options) {
    if (!is_flag && value == other->name) {  // `--out --quiet`
      errors_.add({.code = ErrorCode::option_value_missing, .field = name, .expected = expected_of(record)});
      return;
    }
  }
  bool fits = is_flag || record.value_optional || !value.empty();
  if (record.kind == ValueKind::whole_number) {
    std::uint64_t number = 0;
    const auto [end, fault] = std::from_chars(value.data(), value.data() + value.size(), number);
    fits = fault == std::errc() && end == value.data() + value.size() && number >= record.minimum &&
           number <= record.maximum;
  } else if (record.kind == ValueKind::choice) {
    fits = std::ranges::any_of(record.choices,
                               [&](std::string_view choice) { return fits_choice(choice, value); });
  } else if (record.kind == ValueKind::folder) {
    fits = fits && value != "-";
  }
  if (!fits) {
    errors_.add({.code = ErrorCode::option_value_invalid,
                 .field = name,
                 .value = value,
                 .expected = expected_of(record)});
  }
  parsed_.values.add({name, {value}});
}

void Line::take_options(const Level& level) {
  for (const auto& [record, option] : level.options) {
    if (option->count() > 0) {
      take_option(level, *record, option->results());
    } else if (!record->default_value.empty()) {
      parsed_.values.add_default(record->name, record->default_value);
    }
  }
}

void Line::take_arguments(const Level& level) {
  for (const auto& [record, option] : level.arguments) {
    if (option->count() == 0) {
      continue;
    }
    parsed_.values.add({std::string(record->name), option->results()});
    for (const std::string& value : option->results()) {
      if (value.empty()) {
        errors_.add({.code = ErrorCode::argument_missing,
                     .field = std::string(record->name),
                     .expected = usage_of(*level.command)});
      }
    }
  }
}

void Line::check_required(const CommandRecord& command) {
  for (const ArgumentRecord& argument : command.arguments) {
    if (!parsed_.values.flag(argument.name)) {
      errors_.add({.code = ErrorCode::argument_missing,
                   .field = std::string(argument.name),
                   .expected = usage_of(command)});
    }
  }
  for (const OptionRecord& option : command.options) {
    const bool excused = !option.required_unless.empty() && parsed_.values.flag(option.required_unless);
    if (option.required && !excused && !parsed_.values.flag(option.name)) {
      errors_.add({.code = ErrorCode::option_missing,
                   .field = std::string(option.name),
                   .expected = usage_of(command)});
    }
  }
}

/// An option as the last word, without the value that it needs, or a flag with a value: the two that CLI11
/// itself refuses.
void Line::report_split_failure(const std::vector<std::string>& words) {
  for (const auto& level : levels_) {
    for (const auto& [record, option] : level->options) {
      const std::string name(record->name);
      for (const std::string& word : words) {
        if (record->kind == ValueKind::flag && word.starts_with(name + "=")) {
          errors_.add({.code = ErrorCode::option_value_invalid,
                       .field = name,
                       .value = word.substr(name.size() + 1),
                       .expected = name});
          return;
        }
      }
      if (!words.empty() && record->kind != ValueKind::flag &&
          (words.back() == name || words.back() == name + "=")) {
        errors_.add(
            {.code = ErrorCode::option_value_missing, .field = name, .expected = expected_of(*record)});
        return;
      }
    }
  }
  errors_.add({.code = ErrorCode::wrong_usage, .value = words.empty() ? std::string() : words.back()});
}

base::Result<ParsedLine> Line::parse(const std::vector<std::string>& words) {
  try {
    root_.parse(std::vector<std::string>(words.rbegin(), words.rend()));  // CLI11 takes them from the back
  } catch (const CLI::Error&) {
    report_split_failure(words);
    return std::unexpected(std::move(errors_));
  }
  const Level& innermost = reached();
  parsed_.command = innermost.command;
  if (innermost.command == nullptr && innermost.app != &root_) {
    parsed_.group = innermost.app->get_name();
  }
  check_extras();
  for (const auto& level : levels_) {
    if (level->app == &root_ || level->app->parsed()) {
      take_options(*level);
      take_arguments(*level);
    }
  }
  const bool only_asks = parsed_.values.flag(help_name) || parsed_.values.flag("--version");
  if (errors_.empty() && !only_asks) {
    if (parsed_.command != nullptr) {
      check_required(*parsed_.command);
    } else if (!parsed_.values.flag("--generate")) {
      errors_.add({.code = ErrorCode::command_missing, .expected = nearest_command("", parsed_.group)});
    }
  }
  if (!errors_.empty()) {
    return std::unexpected(std::move(errors_));
  }
  return std::move(parsed_);
}

}  // namespace

base::Result<ParsedLine> parse(const std::vector<std::string>& words) {
  const auto line = std::make_unique<Line>();
  return line->parse(words);
}

}  // namespace mengpaneel::cli
