// SPDX-License-Identifier: EUPL-1.2
#include "cli/parse.hpp"

#include <gtest/gtest.h>

#include "cli/commands.hpp"

namespace mengpaneel::cli {
namespace {

using base::ErrorCode;

/// The codes of all faults, in order.
std::vector<ErrorCode> codes(const std::vector<std::string>& words) {
  const auto line = parse(words);
  std::vector<ErrorCode> found;
  if (!line) {
    for (const base::Error& error : line.error().shown()) {
      found.push_back(error.code);
    }
  }
  return found;
}

base::Error only_error(const std::vector<std::string>& words) {
  const auto line = parse(words);
  EXPECT_FALSE(line.has_value());
  EXPECT_EQ(line.error().total(), 1U);
  return line.error().shown().front();
}

using Codes = std::vector<ErrorCode>;

TEST(Parse, ArgumentsOptionsAndDefaults) {
  const auto line = parse({"chance", "a round", "--draws", "12", "--seed=abc"});
  ASSERT_TRUE(line.has_value());
  EXPECT_EQ(line->command, find_command("chance"));
  EXPECT_EQ(line->values.text("ROUND"), "a round");
  EXPECT_EQ(line->values.whole_number("--draws"), 12U);
  EXPECT_EQ(line->values.text("--seed"), "abc");
  EXPECT_EQ(line->values.text("--out"), "-");
  EXPECT_EQ(line->values.text("--mechanism"), std::nullopt);
  EXPECT_FALSE(line->values.flag("--quiet"));
}

TEST(Parse, ADashIsAStreamAndNoFolder) {
  EXPECT_EQ(codes({"place", "r", "--out", "-"}), Codes{ErrorCode::option_value_invalid});
  EXPECT_EQ(codes({"chance", "r", "--out", "-"}), Codes{});
  EXPECT_EQ(codes({"place", "r", "--out", "o", "--draw", "-"}), Codes{});
}

TEST(Parse, GlobalOptionsMayStandBeforeAndAfterTheCommand) {
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"--quiet", "place", "r", "--out", "o"},
        {"place", "--quiet", "r", "--out", "o"},
        {"place", "r", "--out", "o", "--quiet"},
        {"--quiet", "place", "r", "--out", "o", "--quiet"}}) {
    const auto line = parse(words);
    ASSERT_TRUE(line.has_value());
    EXPECT_TRUE(line->values.flag("--quiet"));
    EXPECT_EQ(line->values.text("ROUND"), "r");
  }
}

TEST(Parse, AFolderMayBeCalledLikeACommand) {
  const auto line = parse({"verify", "verify", "place"});
  ASSERT_TRUE(line.has_value());
  EXPECT_EQ(line->command->name, "verify");
  EXPECT_EQ(line->values.text("ROUND-or-FROZEN"), "verify");
  EXPECT_EQ(line->values.text("OUTCOME"), "place");
}

TEST(Parse, ADashIsAValueAndAWordAfterTwoDashesIsNoOption) {
  const auto chance = parse({"chance", "r", "--out", "-"});
  ASSERT_TRUE(chance.has_value());
  EXPECT_EQ(chance->values.text("--out"), "-");
  const auto verify = parse({"verify", "--", "--odd", "o"});
  ASSERT_TRUE(verify.has_value());
  EXPECT_EQ(verify->values.text("ROUND-or-FROZEN"), "--odd");
}

TEST(Parse, ACommandOfAGroupTakesManyFiles) {
  const auto line = parse({"import", "duo-pc4", "a.csv", "[b].csv", "--out", "s", "c.csv"});
  ASSERT_TRUE(line.has_value());
  EXPECT_EQ(line->command, find_command("import duo-pc4"));
  EXPECT_EQ(line->values.list("FILE"), (std::vector<std::string>{"a.csv", "[b].csv", "c.csv"}));
}

TEST(Parse, MisspeltCommandsAndOptionsGetTheNearestWord) {
  EXPECT_EQ(only_error({"plaec", "r"}).code, ErrorCode::command_unknown);
  EXPECT_EQ(only_error({"plaec", "r"}).expected, "place");
  EXPECT_EQ(only_error({"import", "duo-pc5", "f"}).expected, "duo-pc4");
  EXPECT_EQ(only_error({"place", "r", "--out", "o", "--sead=1"}).code, ErrorCode::option_unknown);
  EXPECT_EQ(only_error({"place", "r", "--out", "o", "--sead=1"}).expected, "--seed");
  // The word after it is taken for its value, and not for one more mistake.
  EXPECT_EQ(only_error({"place", "r", "--out", "o", "--sead", "1"}).expected, "--seed");
  EXPECT_EQ(only_error({"place", "r", "", "--out", "o"}).code, ErrorCode::argument_unexpected);
  EXPECT_EQ(only_error({"place", "r", "--out", "o", "-q"}).code, ErrorCode::option_unknown);
}

TEST(Parse, NothingResemblingGivesAllThatThereIs) {
  EXPECT_NE(only_error({"zzzzzz"}).expected.find("verify"), std::string::npos);
}

TEST(Parse, EveryFaultOfALineIsReported) {
  EXPECT_EQ(codes({"chance", "a", "b", "--draws", "0", "--mechanism", "magic", "--nothing"}),
            (Codes{ErrorCode::argument_unexpected, ErrorCode::option_unknown, ErrorCode::option_value_invalid,
                   ErrorCode::option_value_invalid}));
  EXPECT_EQ(codes({"place"}), (Codes{ErrorCode::argument_missing, ErrorCode::option_missing}));
}

TEST(Parse, MissingAndRepeatedValues) {
  EXPECT_EQ(only_error({"place", "r", "--out"}).code, ErrorCode::option_value_missing);
  EXPECT_EQ(only_error({"place", "r", "--out"}).field, "--out");
  EXPECT_EQ(only_error({"place", "r", "--out", "--quiet"}).code, ErrorCode::option_value_missing);
  EXPECT_EQ(only_error({"place", "r", "--out", "a", "--out", "b"}).code, ErrorCode::option_twice);
  EXPECT_EQ(only_error({"place", "r", "--out", ""}).code, ErrorCode::option_value_invalid);
  EXPECT_EQ(only_error({"place", "r", "--out", "o", "--quiet=yes"}).code, ErrorCode::option_value_invalid);
  EXPECT_EQ(only_error({"--language", "en", "place", "r", "--out", "o", "--language", "nl"}).code,
            ErrorCode::option_twice);
}

TEST(Parse, WholeNumbersAreWholeAndWithinBounds) {
  for (const char* wrong : {"-1", "1.5", "0x10", "1e3", " 1", "1 ", "100000001", "99999999999999999999999"}) {
    EXPECT_EQ(codes({"chance", "r", "--draws", wrong}), Codes{ErrorCode::option_value_invalid}) << wrong;
  }
  EXPECT_TRUE(parse({"chance", "r", "--draws", "100000000"}).has_value());
}

TEST(Parse, WithoutACommand) {
  EXPECT_EQ(only_error({}).code, ErrorCode::command_missing);
  EXPECT_TRUE(only_error({"import"}).expected.starts_with("duo-pc4, duo-leerlingen"));
  EXPECT_TRUE(parse({"--version"}).has_value());
  EXPECT_TRUE(parse({"--generate", "man"}).has_value());
  EXPECT_EQ(parse({"import", "-h"})->group, "import");
}

TEST(Parse, HelpNeedsNothingElse) {
  for (const CommandRecord& command : commands()) {
    std::vector<std::string> words;
    const std::string name(command.name);
    words.push_back(name.substr(0, name.find(' ')));
    if (name.find(' ') != std::string::npos) {
      words.push_back(name.substr(name.find(' ') + 1));
    }
    words.emplace_back("--help");
    const auto line = parse(words);
    ASSERT_TRUE(line.has_value()) << name;
    EXPECT_EQ(line->command, &command);
  }
}

}  // namespace
}  // namespace mengpaneel::cli
