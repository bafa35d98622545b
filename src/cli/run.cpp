// SPDX-License-Identifier: EUPL-1.2
#include "cli/run.hpp"

#include <new>
#include <utility>

#include "base/version.hpp"
#include "cli/commands.hpp"
#include "cli/error_report.hpp"
#include "cli/generate.hpp"
#include "cli/help.hpp"
#include "cli/parse.hpp"
#include "cli/replaced_input.hpp"

namespace mengpaneel::cli {

namespace {

bool wants_colours(const World& world, bool is_terminal) {
  const std::optional<std::string> no_colour = world.environment("NO_COLOR");
  const std::optional<std::string> terminal = world.environment("TERM");
  return is_terminal && (!no_colour || no_colour->empty()) && terminal.value_or("") != "dumb";
}

/// --json also where the words are too faulty to be parsed.
bool asks_for_json(const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    if (word == "--json") {
      return true;
    }
  }
  return false;
}

Session session_of(const Values& values, const World& world, base::texts::Language language) {
  Session session;
  session.language = language;
  session.quiet = values.flag("--quiet");
  session.json = values.flag("--json");
  session.force = values.flag("--force");
  session.threads = static_cast<unsigned>(values.whole_number("--threads").value_or(0));
  session.colour_output = wants_colours(world, world.output_is_terminal);
  session.colour_errors = wants_colours(world, world.errors_are_terminal);
  session.shows_progress = world.errors_are_terminal && !session.quiet && !session.json;
  return session;
}

base::Result<Answer> answer(const ParsedLine& line, const Session& session) {
  const Values& values = line.values;
  if (values.flag("--version")) {
    return Answer{"mengpaneel " + std::string(base::version) + "\n"};
  }
  if (values.flag("--help")) {
    return Answer{line.command != nullptr
                      ? command_help(*line.command, session.language, session.colour_output)
                      : program_help(session.language, line.group, session.colour_output)};
  }
  if (line.command == nullptr) {
    return Answer{generate(values.required("--generate"), session.language)};
  }
  base::ErrorList replaced = replaced_input(*line.command, values);
  if (!replaced.empty()) {
    return std::unexpected(std::move(replaced));
  }
  return line.command->run(values, session);
}

Finished failed(const base::ErrorList& errors, const Session& session) {
  Finished finished;
  finished.code = static_cast<int>(exit_code_of(errors));
  finished.errors = session.json ? render_errors_json(errors, session.language)
                                 : render_errors(errors, session.language, session.colour_errors);
  return finished;
}

Session session_of_faulty_words(const std::vector<std::string>& words, const World& world) {
  Session session = session_of({}, world, choose_language(words, world.environment));
  session.json = asks_for_json(words);
  return session;
}

}  // namespace

Finished output_failed(const std::vector<std::string>& words, const World& world, const std::string& why) {
  const base::ErrorList errors({.code = base::ErrorCode::file_unwritable, .file = "-", .value = why});
  return failed(errors, session_of_faulty_words(words, world));
}

Finished run(const std::vector<std::string>& words, const World& world) try {
  base::Result<ParsedLine> line = parse(words);
  if (!line) {
    return failed(line.error(), session_of_faulty_words(words, world));
  }
  const Session session = session_of(line->values, world, choose_language(words, world.environment));
  base::Result<Answer> result = answer(*line, session);
  if (!result) {
    return failed(result.error(), session);
  }
  return {.code = static_cast<int>(result->code), .output = std::move(result->text), .errors = {}};
} catch (const std::bad_alloc&) {
  // All that was in memory is given back by now, so there is room for the message.
  return failed(base::ErrorList({.code = base::ErrorCode::memory_full}),
                session_of_faulty_words(words, world));
}

}  // namespace mengpaneel::cli
