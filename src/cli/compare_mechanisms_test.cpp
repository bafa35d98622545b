// SPDX-License-Identifier: EUPL-1.2
// The comparison against the outcomes that `place --mechanism` writes, one by one.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "cli/run.hpp"
#include "io/file.hpp"
#include "io/json.hpp"
#include "place/rules/rules.hpp"

namespace mengpaneel::cli {
namespace {

using Value = io::json::Value;

/// A small invented town in a folder of its own, gone afterwards.
class Compare : public testing::Test {
 protected:
  Compare() {
    std::string name = (std::filesystem::temp_directory_path() / "compare-XXXXXX").string();
    folder_ = mkdtemp(name.data());
    EXPECT_EQ(finish({"synthesise", "--out", path("round"), "--pupils", "300", "--schools", "8"}).code, 0);
  }
  ~Compare() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::string path(const std::string& name) const { return folder_ + "/" + name; }
  [[nodiscard]] static Finished finish(std::vector<std::string> words) {
    words.insert(words.end(), {"--language", "en"});
    return run(words, {.environment = [](const char*) { return std::nullopt; }});
  }
  [[nodiscard]] static Value parsed(const std::string& text) {
    return io::json::parse(text, "comparison").value();
  }
  [[nodiscard]] Value comparison(const std::string& mechanisms) const {
    std::vector<std::string> words{"place", path("round"), "--compare"};
    if (!mechanisms.empty()) {
      words.push_back(mechanisms);
    }
    words.emplace_back("--json");
    const Finished finished = finish(words);
    EXPECT_EQ(finished.code, 0) << finished.errors;
    return parsed(finished.output);
  }

  std::string folder_;
};

TEST_F(Compare, SaysOfEachMechanismWhatItsOwnOutcomeSays) {
  const Value all = comparison("");
  const auto* const rows = all.find("comparison")->array();
  ASSERT_EQ(rows->size(), place::all_mechanisms.size());
  for (const Value& row : *rows) {
    const std::string mechanism = *row.find("mechanism")->text();
    ASSERT_EQ(finish({"place", path("round"), "--out", path(mechanism), "--mechanism", mechanism}).code, 0);
    const auto bytes = io::read_file(path(mechanism) + "/summary.json");
    const Value own = parsed(std::string(bytes->view()));
    for (const io::json::Member& member : *row.object()) {
      // Serial dictatorship promises no envy by number; beside the others it is measured by the whole key.
      const bool is_measured_alike = member.key == "blocking_pairs" && mechanism == "serial-dictatorship";
      if (is_measured_alike) {
        EXPECT_GT(*member.value.whole_number(), 0U);
      } else {
        EXPECT_EQ(io::json::write(member.value), io::json::write(*own.find(member.key)))
            << mechanism << " " << member.key;
      }
    }
  }
}

TEST_F(Compare, KeepsTheOrderAskedForAndWritesItsFiles) {
  const Finished finished =
      finish({"place", path("round"), "--compare", "parallel:3,deferred-acceptance", "--out", path("out")});
  ASSERT_EQ(finished.code, 0) << finished.errors;
  EXPECT_LT(finished.output.find("parallel:3"), finished.output.find("deferred-acceptance"));
  const auto csv = io::read_file(path("out") + "/comparison.csv");
  ASSERT_TRUE(csv);
  EXPECT_TRUE(csv->view().starts_with("mechanism,figure,group,value\nparallel:3,pupils,,300\n"));
  EXPECT_TRUE(std::filesystem::exists(path("out") + "/comparison.json"));
}

TEST_F(Compare, RefusesWhatIsNoMechanismOrDoesNotGoTogether) {
  EXPECT_EQ(finish({"place", path("round"), "--compare", "parallel:0"}).code, 2);
  EXPECT_EQ(finish({"place", path("round"), "--compare", "--mechanism", "deferred-acceptance"}).code, 2);
  EXPECT_EQ(finish({"place", path("round")}).code, 2) << "only with --compare may --out be left out";
}

}  // namespace
}  // namespace mengpaneel::cli
