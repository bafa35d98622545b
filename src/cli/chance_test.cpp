// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "cli/run.hpp"

namespace mengpaneel::cli {
namespace {

/// Round folders of this test's own, gone when it ends.
class Rounds {
 public:
  Rounds()
      : path_(std::filesystem::path(testing::TempDir()) /
              (std::string("chance_") + testing::UnitTest::GetInstance()->current_test_info()->name())) {
    std::filesystem::remove_all(path_);
  }
  Rounds(const Rounds&) = delete;
  Rounds& operator=(const Rounds&) = delete;
  ~Rounds() { std::filesystem::remove_all(path_); }

  [[nodiscard]] std::string at(std::string_view name) const { return (path_ / name).string(); }

  void write(const std::string& round, const std::string& file, const std::string& text) const {
    std::filesystem::create_directories(path_ / round);
    std::ofstream(path_ / round / file) << text;
  }
  [[nodiscard]] std::string read(std::string_view name) const {
    std::stringstream text;
    text << std::ifstream(path_ / name).rdbuf();
    return text.str();
  }

 private:
  std::filesystem::path path_;
};

constexpr const char* policy =
    "format = 1\n[policy]\nname = \"x\"\nversion = \"1\"\nsector = \"po\"\ndate = 2027-02-01\n"
    "mechanism = \"deferred-acceptance\"\nmaximum_preferences = 2\n[[list]]\nminimum = 2\nshort = "
    "\"refuse\"\n"
    "[lottery]\nnumbers = \"single\"\ndrawn_for = \"pupil\"\n[[pool]]\nname = \"open\"\nseats = \"rest\"\n";

/// Two pupils who both want the one seat of A first.
void write_round(const Rounds& rounds) {
  rounds.write("now", "policy.toml", policy);
  rounds.write("now", "programmes.csv", "programme_id,capacity\nA,1\nB,2\n");
  rounds.write("now", "pupils.csv", "pupil_id\np1\np2\n");
  rounds.write("now", "preferences.csv", "pupil_id,rank,programme_id\np1,1,A\np1,2,B\np2,1,A\np2,2,B\n");
}

Finished chance(const std::vector<std::string>& words) {
  const World world{.environment = [](const char*) { return std::optional<std::string>(); },
                    .output_is_terminal = false,
                    .errors_are_terminal = false};
  std::vector<std::string> all = {"chance", "--language", "en", "--draws", "2000"};
  all.insert(all.end(), words.begin(), words.end());
  return run(all, world);
}

TEST(ChanceCommand, TakesTheOthersFromLastYearAndSaysWhatDoesNotFit) {
  const Rounds rounds;
  write_round(rounds);
  // Nobody wanted A; the list of q1 is cut to two, q2 is left with nothing. There is no policy.toml, and need
  // not be.
  rounds.write("then", "programmes.csv", "programme_id,capacity\nA,1\nC,1\nD,1\nE,1\n");
  rounds.write("then", "pupils.csv", "pupil_id\nq1\nq2\nq3\n");
  rounds.write("then", "preferences.csv", "pupil_id,rank,programme_id\nq1,1,C\nq1,2,D\nq2,1,E\nq3,1,A\n");
  const Finished finished =
      chance({rounds.at("now"), "--last-year", rounds.at("then"), "--out", rounds.at("chance.csv")});
  EXPECT_EQ(finished.code, 0) << finished.errors;
  EXPECT_NE(
      finished.output.find("3 choices of last year are left out, because this round does not have C, D,"),
      std::string::npos)
      << finished.output;
  EXPECT_NE(finished.output.find("2 pupils of last year have no choice left."), std::string::npos);
  EXPECT_NE(finished.output.find("Last year did not have B."), std::string::npos);
  // q3 alone stands in the way of each: half a chance, but for drawing.
  const std::string table = rounds.read("chance.csv");
  EXPECT_TRUE(table.starts_with("pupil_id,programme_id,rank,chance,se,draws\np1,A,1,0.")) << table;
  EXPECT_EQ(table.find("1.000000"), std::string::npos) << table;
}

TEST(ChanceCommand, RefusesALastYearWithNothingInCommon) {
  const Rounds rounds;
  write_round(rounds);
  rounds.write("then", "programmes.csv", "programme_id,capacity\nZ,1\n");
  rounds.write("then", "pupils.csv", "pupil_id\nq1\n");
  rounds.write("then", "preferences.csv", "pupil_id,rank,programme_id\nq1,1,Z\n");
  const Finished finished =
      chance({rounds.at("now"), "--last-year", rounds.at("then"), "--out", rounds.at("chance.csv")});
  EXPECT_EQ(finished.code, 3);
  EXPECT_NE(finished.errors.find("preferences.csv"), std::string::npos);
  EXPECT_NE(finished.errors.find("chose a programme of this round"), std::string::npos) << finished.errors;
  EXPECT_FALSE(std::filesystem::exists(rounds.at("chance.csv")));
}

TEST(ChanceCommand, NamesTheFolderOfLastYearInItsErrors) {
  const Rounds rounds;
  write_round(rounds);
  rounds.write("then", "programmes.csv", "programme_id,capacity\nA,1\n");
  rounds.write("then", "pupils.csv", "pupil_id\nq1\n");
  rounds.write("then", "preferences.csv", "pupil_id,rank,programme_id\nq1,first,A\n");
  const Finished finished = chance({rounds.at("now"), "--last-year", rounds.at("then")});
  EXPECT_EQ(finished.code, 3);
  EXPECT_TRUE(finished.errors.starts_with(rounds.at("then") + "/preferences.csv:2:")) << finished.errors;
  EXPECT_EQ(chance({rounds.at("now"), "--last-year", rounds.at("nowhere")}).code, 3);
}

TEST(ChanceCommand, ResamplesAndRefusesOtherWords) {
  const Rounds rounds;
  write_round(rounds);
  EXPECT_EQ(chance({rounds.at("now"), "--others", "resampled"}).code, 0);
  EXPECT_EQ(chance({rounds.at("now"), "--others", "invented"}).code, 2);
  // The other pupil is the only other family, so sampling changes nothing but the numbers drawn.
  const Finished kept = chance({rounds.at("now")});
  EXPECT_EQ(std::ranges::count(kept.output, '\n'), 5) << kept.output;
}

TEST(ChanceCommand, KnowsGroupsAndStages) {
  const Rounds rounds;
  write_round(rounds);
  rounds.write("now", "pupils.csv", "pupil_id,group_id,group_kind\np1,g,twins\np2,g,twins\n");
  rounds.write("now", "policy.toml",
               std::string(policy) + "[groups.twins]\ntogether = \"or-nothing\"\nnumber = \"best\"\n");
  // A has no seats for two, B has.
  EXPECT_EQ(chance({rounds.at("now")}).output,
            "pupil_id,programme_id,rank,chance,se,draws\np1,A,1,0.000000,0.000000,2000\n"
            "p1,B,2,1.000000,0.000000,2000\np2,A,1,0.000000,0.000000,2000\np2,B,2,1.000000,0.000000,2000\n");
  std::string staged = std::string(policy);
  staged.replace(staged.find("mechanism"), staged.find("maximum") - staged.find("mechanism"), "");
  rounds.write("now", "policy.toml",
               staged +
                   "[[stage]]\nmechanism = \"immediate-acceptance\"\nranks = \"1\"\n"
                   "[[stage]]\nmechanism = \"deferred-acceptance\"\nranks = \"2-\"\n");
  for (const char* others : {"kept", "resampled"}) {
    const Finished finished = chance({rounds.at("now"), "--others", others});
    EXPECT_EQ(finished.code, 0) << finished.errors;
    EXPECT_NE(finished.output.find("p1,A,1,0."), std::string::npos) << finished.output;
  }
}

}  // namespace
}  // namespace mengpaneel::cli
