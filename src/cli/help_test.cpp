// SPDX-License-Identifier: EUPL-1.2
#include "cli/help.hpp"

#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "cli/commands.hpp"
#include "cli/generate.hpp"
#include "cli/parse.hpp"
#include "cli/policy_presets.hpp"
#include "cli/terminal.hpp"
#include "cli/usage.hpp"
#include "io/json.hpp"
#include "io/policy_toml.hpp"

namespace mengpaneel::cli {
namespace {

using base::texts::Language;

std::vector<std::string> words_of(std::string_view line) {
  std::istringstream stream{std::string(line)};
  std::vector<std::string> words;
  for (std::string word; stream >> word;) {
    words.push_back(word);
  }
  return words;
}

std::vector<Language> languages() {
  std::vector<Language> all;
  for (std::size_t index = 0; index < base::texts::language_count; ++index) {
    all.push_back(static_cast<Language>(index));
  }
  return all;
}

/// Blanks and line ends made one blank, so that wrapping does not hide a sentence.
std::string flat(const std::string& text) {
  std::string out;
  for (const std::string& word : words_of(text)) {
    out.append(out.empty() ? "" : " ").append(word);
  }
  return out;
}

TEST(Records, EveryExampleIsALineThatTheParserAccepts) {
  for (const CommandRecord& command : commands()) {
    EXPECT_FALSE(command.examples.empty()) << command.name;
    for (const std::string_view example : command.examples) {
      const auto line = parse(words_of(example));
      ASSERT_TRUE(line.has_value()) << example;
      EXPECT_EQ(line->command, &command) << example;
    }
  }
}

TEST(Records, NamesAreUniqueAndDefaultsFit) {
  std::set<std::string_view> names;
  for (const CommandRecord& command : commands()) {
    EXPECT_TRUE(names.insert(command.name).second) << command.name;
    std::set<std::string_view> options;
    const auto check = [&](const OptionRecord& option) {
      EXPECT_TRUE(options.insert(option.name).second) << command.name << " " << option.name;
      EXPECT_TRUE(option.name.starts_with("--"));
      EXPECT_EQ(option.value_name.empty(), option.kind == ValueKind::flag) << option.name;
      EXPECT_EQ(option.choices.empty(), option.kind != ValueKind::choice) << option.name;
      EXPECT_FALSE(option.required && !option.default_value.empty()) << option.name;
    };
    for (const OptionRecord& option : command.options) {
      check(option);
    }
    for (const OptionRecord& option : global_options()) {
      check(option);
    }
  }
}

TEST(Help, SaysEverythingThatTheRecordSays) {
  for (const Language language : languages()) {
    for (const CommandRecord& command : commands()) {
      const std::string help = flat(command_help(command, language, false));
      EXPECT_NE(help.find(usage_of(command)), std::string::npos) << command.name;
      for (const base::texts::TextKey key :
           {command.summary, command.description, command.reads, command.writes}) {
        EXPECT_NE(help.find(base::texts::format(language, key)), std::string::npos) << command.name;
      }
      for (const OptionRecord& option : command.options) {
        EXPECT_NE(help.find(form_of(option) + " " + described(option, language)), std::string::npos)
            << option.name;
      }
      for (const std::string_view example : command.examples) {
        EXPECT_NE(help.find("mengpaneel " + std::string(example)), std::string::npos);
      }
    }
  }
}

TEST(Help, BoundsChoicesAndDefaultsAreShown) {
  const std::string help = flat(command_help(*find_command("chance"), Language::en, false));
  EXPECT_NE(help.find("From 1 to 100000000. Default: 10000."), std::string::npos);
  EXPECT_NE(help.find("serial-dictatorship"), std::string::npos);
}

TEST(Help, FitsOnAPage) {
  for (const Language language : languages()) {
    for (const CommandRecord& command : commands()) {
      std::istringstream help(command_help(command, language, false));
      for (std::string line; std::getline(help, line);) {
        const bool is_example = line.find("  mengpaneel ") == 0;
        EXPECT_TRUE(is_example || display_width(line) <= page_width) << line;
      }
    }
  }
}

TEST(Help, OfAGroupHasItsCommandsOnly) {
  const std::string help = program_help(Language::nl, "import", false);
  EXPECT_NE(help.find("import duo-pc4"), std::string::npos);
  EXPECT_EQ(help.find("synthesise"), std::string::npos);
}

TEST(Help, ColoursOnlyWhenAsked) {
  EXPECT_EQ(program_help(Language::nl, "", false).find('\x1b'), std::string::npos);
  EXPECT_NE(program_help(Language::nl, "", true).find('\x1b'), std::string::npos);
}

TEST(Presets, AreRulesAndAreNamedInTheHelp) {
  ASSERT_FALSE(policy_presets().empty());
  for (const PolicyPreset& preset : policy_presets()) {
    EXPECT_TRUE(io::parse_policy(preset.toml, std::string(preset.name)).has_value()) << preset.name;
    for (const Language language : languages()) {
      const std::string text = base::texts::format(language, base::texts::TextKey::cli_option_policy);
      EXPECT_NE(text.find(preset.name), std::string::npos) << preset.name;
    }
  }
}

TEST(Generate, OptionsAsJsonHoldEveryCommand) {
  const auto value = io::json::parse(options_json(), "options.json");
  ASSERT_TRUE(value.has_value());
  const io::json::Value* list = value->find("commands");
  ASSERT_NE(list, nullptr);
  ASSERT_EQ(list->array()->size(), commands().size());
  const io::json::Value& chance = (*list->array())[5];
  EXPECT_EQ(*chance.find("name")->text(), "chance");
  const io::json::Value& draws = (*chance.find("options")->array())[0];
  EXPECT_EQ(*draws.find("name")->text(), "--draws");
  EXPECT_EQ(draws.find("minimum")->whole_number(), 1);
  EXPECT_NE(*draws.find("description")->find("nl")->text(), *draws.find("description")->find("en")->text());
}

TEST(Generate, ManPageHasEveryOptionAndNoLineThatRoffMisreads) {
  for (const Language language : languages()) {
    const std::string page = man_page(language);
    for (const CommandRecord& command : commands()) {
      for (const OptionRecord& option : command.options) {
        std::string escaped;
        for (const char character : option.name) {
          escaped.append(character == '-' ? "\\-" : std::string(1, character));
        }
        EXPECT_NE(page.find(escaped), std::string::npos) << option.name;
      }
    }
    std::istringstream lines(page);
    for (std::string line; std::getline(lines, line);) {
      EXPECT_FALSE(line.starts_with("'")) << line;
      if (line.starts_with(".")) {
        EXPECT_TRUE(line.starts_with(".SH") || line.starts_with(".SS") || line.starts_with(".PP") ||
                    line.starts_with(".TP") || line.starts_with(".B ") || line.starts_with(".TH") ||
                    line == ".nf" || line == ".fi")
            << line;
      }
    }
  }
}

}  // namespace
}  // namespace mengpaneel::cli
