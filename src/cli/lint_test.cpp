// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include "cli/run.hpp"
#include "io/json.hpp"

namespace mengpaneel::cli {
namespace {

Finished answer(const std::vector<std::string>& words) {
  return run(words, {.environment = [](const char*) -> std::optional<std::string> { return std::nullopt; },
                     .output_is_terminal = false,
                     .errors_are_terminal = false});
}

TEST(LintCommand, APresetIsFoundByNameAndItsLinesAreShown) {
  const Finished finished = answer({"lint", "nijmegen"});
  EXPECT_EQ(finished.code, 0) << finished.errors;
  const std::string& text = finished.output;
  EXPECT_TRUE(
      text.starts_with("Nijmegen basisonderwijs (Schoolwijzer) 2009-1\n\nVraag juridisch advies\n  Regel "))
      << text;
  EXPECT_NE(text.find(": priority = [\"sibling\", \"nearby\", \"mixes\"]\n"), std::string::npos) << text;
  EXPECT_LT(text.find("Vraag juridisch advies"), text.find("Goed om te weten")) << text;
  EXPECT_NE(text.find("    Bron: "), std::string::npos) << text;
}

TEST(LintCommand, JsonIsAnArrayOfFindings) {
  const Finished finished = answer({"lint", "weesp", "--json", "--language", "en"});
  EXPECT_EQ(finished.code, 0);
  const auto value = io::json::parse(finished.output, "stdout");
  ASSERT_TRUE(value.has_value()) << finished.output;
  const io::json::Value::Array& findings = *value->array();
  ASSERT_FALSE(findings.empty());
  std::vector<std::string> members;
  for (const io::json::Member& member : *findings[0].object()) {
    members.push_back(member.key);
  }
  EXPECT_EQ(members, (std::vector<std::string>{"code", "level", "line", "sentence", "source"}));
  EXPECT_EQ(*findings[0].find("code")->text(), "priority_for_residents");
  EXPECT_EQ(*findings[0].find("level")->text(), "advice");
  EXPECT_GT(*findings[0].find("line")->whole_number(), 30U);
}

TEST(LintCommand, BadRulesAreBadInput) {
  EXPECT_EQ(answer({"lint", "no such file.toml"}).code, 3);
  const Finished finished = answer({"lint", std::string(MENGPANEEL_SOURCE_DIR) + "/VERSION", "--json"});
  EXPECT_EQ(finished.code, 3);
  EXPECT_NE(finished.errors.find("toml_syntax"), std::string::npos) << finished.errors;
  EXPECT_EQ(finished.output, "");
}

}  // namespace
}  // namespace mengpaneel::cli
