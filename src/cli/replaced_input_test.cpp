// SPDX-License-Identifier: EUPL-1.2
#include "cli/replaced_input.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "cli/parse.hpp"

namespace mengpaneel::cli {
namespace {

namespace filesystem = std::filesystem;

/// town/round, town/link to it, town/draw.csv and an empty folder beside it.
class ReplacedInput : public testing::Test {
 protected:
  ReplacedInput() {
    filesystem::remove_all(folder_);
    filesystem::create_directories(folder_ / "town/round");
    filesystem::create_directories(folder_ / "town/rounds");
    filesystem::create_directory_symlink("round", folder_ / "town/link");
    std::ofstream(folder_ / "town/draw.csv") << "party,commitment,reveal\n";
  }
  ~ReplacedInput() override { filesystem::remove_all(folder_); }
  ReplacedInput(const ReplacedInput&) = delete;
  ReplacedInput& operator=(const ReplacedInput&) = delete;

  [[nodiscard]] std::string at(std::string_view name) const { return (folder_ / name).string(); }

  /// What is said to hold, of `place ROUND --draw DRAW --out OUT`.
  [[nodiscard]] std::vector<std::string> replaced(std::string_view round, std::string_view draw,
                                                  std::string_view out) const {
    const auto line = parse({"place", at(round), "--draw", draw == "-" ? "-" : at(draw), "--out", at(out)});
    EXPECT_TRUE(line.has_value());
    const base::ErrorList errors = replaced_input(*line->command, line->values);
    std::vector<std::string> values;
    for (const base::Error& error : errors.shown()) {
      EXPECT_EQ(error.code, base::ErrorCode::output_holds_input);
      EXPECT_EQ(error.field, "--out");
      values.push_back(error.value);
    }
    return values;
  }

  // One for each test, which ctest may run at the same time.
  filesystem::path folder_ =
      filesystem::temp_directory_path() /
      (std::string("mengpaneel-") + testing::UnitTest::GetInstance()->current_test_info()->name());
};

using Paths = std::vector<std::string>;

TEST_F(ReplacedInput, TheSameFolderUnderAnyName) {
  EXPECT_EQ(replaced("town/round", "-", "town/round"), Paths{at("town/round")});
  EXPECT_EQ(replaced("town/round", "-", "town/round/"), Paths{at("town/round")});
  EXPECT_EQ(replaced("town/round", "-", "town/rounds/../link"), Paths{at("town/round")});
  EXPECT_EQ(replaced("town/link", "-", "town/round"), Paths{at("town/link")});
}

TEST_F(ReplacedInput, AFolderAroundIt) {
  EXPECT_EQ(replaced("town/round", "town/draw.csv", "town"), (Paths{at("town/round"), at("town/draw.csv")}));
  EXPECT_EQ(replaced("town/round", "town/draw.csv", "."), (Paths{at("town/round"), at("town/draw.csv")}));
}

TEST_F(ReplacedInput, OthersAreFree) {
  EXPECT_EQ(replaced("town/round", "town/draw.csv", "town/rounds"), Paths{}) << "a name that begins alike";
  EXPECT_EQ(replaced("town/round", "town/draw.csv", "town/round/outcome"), Paths{}) << "within it";
  EXPECT_EQ(replaced("nowhere", "town/draw.csv", "nowhere"), Paths{}) << "not there: another error";
}

}  // namespace
}  // namespace mengpaneel::cli
