// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "cli/policy_presets.hpp"
#include "cli/run.hpp"

namespace mengpaneel::cli {
namespace {

/// A folder of this test's own, gone when it ends.
class Folder {
 public:
  Folder()
      : path_(std::filesystem::path(testing::TempDir()) /
              (std::string("synthesise_") + testing::UnitTest::GetInstance()->current_test_info()->name())) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }

  [[nodiscard]] std::string at(std::string_view name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

Finished made(const std::string& policy, const std::string& out) {
  const World world{.environment = [](const char*) { return std::optional<std::string>(); },
                    .output_is_terminal = false,
                    .errors_are_terminal = false};
  return run({"synthesise", "--pupils", "200", "--schools", "12", "--policy", policy, "--language", "en",
              "--out", out},
             world);
}

Finished placed(const std::string& round, const std::string& out) {
  const World world{.environment = [](const char*) { return std::optional<std::string>(); },
                    .output_is_terminal = false,
                    .errors_are_terminal = false};
  return run({"place", round, "--out", out}, world);
}

TEST(Synthesise, MakesARoundForAPresetOrSaysWhatTheRoundLacks) {
  const Folder folder;
  std::set<std::string> usable;
  for (const PolicyPreset& preset : policy_presets()) {
    const std::string name(preset.name);
    const Finished finished = made(name, folder.at(name));
    if (finished.code == 0) {
      usable.insert(name);
      EXPECT_EQ(placed(folder.at(name), folder.at(name + " placed")).code, 0) << name;
      continue;
    }
    EXPECT_EQ(finished.code, 3) << name;
    EXPECT_TRUE(finished.errors.starts_with(name + ".toml:")) << finished.errors;
    EXPECT_NE(finished.errors.find("The rules need the "), std::string::npos) << finished.errors;
    EXPECT_FALSE(std::filesystem::exists(folder.at(name))) << name;
  }
  EXPECT_EQ(usable, (std::set<std::string>{"amsterdam-po", "apeldoorn", "deventer", "kralingen", "nijmegen",
                                           "voorbeeldstad", "weesp"}));
}

TEST(Synthesise, NamesEachColumnAndFileThatTheRulesNeed) {
  const Folder folder;
  const std::string utrecht = made("utrecht", folder.at("utrecht")).errors;
  EXPECT_NE(utrecht.find("The rules need the column busy, and programmes.csv does not have it."),
            std::string::npos)
      << utrecht;
  EXPECT_NE(utrecht.find("The rules need the file lottery.csv, and it is not there."), std::string::npos)
      << utrecht;
  const std::string west = made("amsterdam-west-2010", folder.at("west")).errors;
  EXPECT_NE(west.find("The rules need the column zone, and pupils.csv does not have it."), std::string::npos)
      << west;
}

}  // namespace
}  // namespace mengpaneel::cli
