// SPDX-License-Identifier: EUPL-1.2
#include "cli/run.hpp"

#include <gtest/gtest.h>

#include <map>

#include "cli/error_report.hpp"
#include "cli/provenance.hpp"
#include "io/json.hpp"

namespace mengpaneel::cli {
namespace {

using base::ErrorCode;
using base::texts::Language;

World world(const std::map<std::string, std::string>& variables = {}, bool terminal = false) {
  return {.environment = [variables](const char* name) -> std::optional<std::string> {
            const auto found = variables.find(name);
            return found == variables.end() ? std::nullopt : std::optional(found->second);
          },
          .output_is_terminal = terminal,
          .errors_are_terminal = terminal};
}

Language language(const std::vector<std::string>& words,
                  const std::map<std::string, std::string>& variables) {
  return choose_language(words, world(variables).environment);
}

TEST(ChooseLanguage, OptionThenOwnVariableThenLocaleThenDutch) {
  EXPECT_EQ(language({}, {}), Language::nl);
  EXPECT_EQ(language({}, {{"LANG", "en_GB.UTF-8"}}), Language::en);
  EXPECT_EQ(language({}, {{"LANG", "de_DE.UTF-8"}}), Language::nl);
  EXPECT_EQ(language({}, {{"LANG", "en_GB.UTF-8"}, {"LC_ALL", "C"}}), Language::nl);
  EXPECT_EQ(language({}, {{"LANG", "en_GB.UTF-8"}, {"LC_ALL", ""}}), Language::en);
  EXPECT_EQ(language({}, {{"LANG", "en_GB.UTF-8"}, {"MENGPANEEL_LANGUAGE", "nl"}}), Language::nl);
  EXPECT_EQ(language({"place", "--language", "nl"}, {{"MENGPANEEL_LANGUAGE", "en"}}), Language::nl);
  EXPECT_EQ(language({"--language=en", "plaec"}, {}), Language::en);
  EXPECT_EQ(language({"explain", "--", "--language", "en"}, {}), Language::nl);
}

TEST(Run, ErrorsGoToStandardErrorAndDecideTheExitCode) {
  const Finished finished = run({"plaec"}, world());
  EXPECT_EQ(finished.code, 2);
  EXPECT_EQ(finished.output, "");
  EXPECT_NE(finished.errors.find("plaec"), std::string::npos);
  EXPECT_NE(finished.errors.find("Bedoelt u: place?"), std::string::npos);
}

TEST(Run, AFolderThatIsNotThereIsBadInput) {
  const Finished finished = run({"place", "no such round", "--out", "nowhere", "--language", "en"}, world());
  EXPECT_EQ(finished.code, 3);
  EXPECT_TRUE(finished.errors.starts_with("no such round: ")) << finished.errors;
}

TEST(Run, ColoursOnATerminalOnlyAndNeverWithNoColor) {
  EXPECT_EQ(run({"plaec"}, world()).errors.find('\x1b'), std::string::npos);
  EXPECT_NE(run({"plaec"}, world({}, true)).errors.find('\x1b'), std::string::npos);
  EXPECT_EQ(run({"plaec"}, world({{"NO_COLOR", "1"}}, true)).errors.find('\x1b'), std::string::npos);
  EXPECT_EQ(run({"plaec"}, world({{"TERM", "dumb"}}, true)).errors.find('\x1b'), std::string::npos);
}

TEST(Run, VersionIsOneLine) {
  const Finished finished = run({"--version"}, world());
  EXPECT_EQ(finished.code, 0);
  EXPECT_TRUE(finished.output.starts_with("mengpaneel "));
  EXPECT_EQ(finished.output.find('\n'), finished.output.size() - 1);
}

TEST(Run, JsonErrorsHaveTheShapeOfTheContract) {
  const Finished finished = run({"chance", "--json", "r", "--draws", "zero\"\x1b", "--oot"}, world());
  EXPECT_EQ(finished.code, 2);
  const auto value = io::json::parse(finished.errors, "stderr");
  ASSERT_TRUE(value.has_value()) << finished.errors;
  EXPECT_EQ(value->find("total")->whole_number(), 2);
  const io::json::Value::Array& errors = *value->find("errors")->array();
  ASSERT_EQ(errors.size(), 2U);
  std::vector<std::string> members;
  for (const io::json::Member& member : *errors[0].object()) {
    members.push_back(member.key);
  }
  EXPECT_EQ(members, (std::vector<std::string>{"code", "file", "line", "column", "field", "value", "expected",
                                               "message", "hint"}));
  EXPECT_EQ(*errors[0].find("code")->text(), "option_unknown");
  EXPECT_EQ(*errors[1].find("field")->text(), "--draws");
  EXPECT_EQ(*errors[1].find("expected")->text(), "1 .. 100000000");
}

TEST(Run, AnOutputThatCannotBeWrittenIsAFailureOfTheEnvironment) {
  const Finished finished = output_failed({"--help"}, world(), "disk full");
  EXPECT_EQ(finished.code, 4);
  EXPECT_NE(finished.errors.find("disk full"), std::string::npos);
}

TEST(ErrorReport, ShowsThePlaceThatIsKnown) {
  base::ErrorList errors;
  errors.add(
      {.code = ErrorCode::duplicate, .file = "a.csv", .line = 3, .column = 7, .value = "x", .expected = "2"});
  errors.add({.code = ErrorCode::file_empty, .file = "b.csv"});
  errors.add({.code = ErrorCode::wrong_usage, .value = "y"});
  const std::string text = render_errors(errors, Language::en, false);
  EXPECT_TRUE(text.starts_with("a.csv:3:7: ")) << text;
  EXPECT_NE(text.find("\nb.csv: "), std::string::npos) << text;
  EXPECT_NE(text.find("\nmengpaneel: "), std::string::npos) << text;
  EXPECT_NE(text.find("\n    "), std::string::npos) << text;
}

TEST(ErrorReport, FiftyAreShownAndTheRestCounted) {
  base::ErrorList errors;
  for (std::uint64_t line = 1; line <= 1234; ++line) {
    errors.add({.code = ErrorCode::duplicate, .file = "a.csv", .line = line, .value = "x"});
  }
  const std::string text = render_errors(errors, Language::nl, false);
  EXPECT_NE(text.find("a.csv:50:"), std::string::npos);
  EXPECT_EQ(text.find("a.csv:51:"), std::string::npos);
  EXPECT_TRUE(text.ends_with("Dit zijn de eerste 50 van 1.234 fouten.\n")) << text;
  const auto value = io::json::parse(render_errors_json(errors, Language::nl), "errors");
  ASSERT_TRUE(value.has_value());
  EXPECT_EQ(value->find("errors")->array()->size(), 50U);
  EXPECT_EQ(value->find("total")->whole_number(), 1234);
}

TEST(ErrorReport, TheHighestClassWins) {
  base::ErrorList errors;
  errors.add({.code = ErrorCode::wrong_usage});
  EXPECT_EQ(exit_code_of(errors), base::ExitCode::wrong_usage);
  errors.add({.code = ErrorCode::duplicate});
  EXPECT_EQ(exit_code_of(errors), base::ExitCode::bad_input);
  errors.add({.code = ErrorCode::file_unwritable});
  errors.add({.code = ErrorCode::wrong_usage});
  EXPECT_EQ(exit_code_of(errors), base::ExitCode::environment_failed);
}

TEST(Provenance, TheStatementOfEachLanguage) {
  const std::string text = "# Titel\n\nVerzonnen.\n\n## Meer\n\n- x\n\n# Title\n\nInvented.\n";
  EXPECT_NE(provenance_note(text, Language::nl).find("Verzonnen."), std::string::npos);
  EXPECT_NE(provenance_note(text, Language::en).find("Invented."), std::string::npos);
  EXPECT_NE(provenance_note("One line", Language::en).find("One line"), std::string::npos);
  EXPECT_EQ(provenance_note("", Language::en), "");
}

}  // namespace
}  // namespace mengpaneel::cli
