// SPDX-License-Identifier: EUPL-1.2
#include "io/file.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

namespace mengpaneel::io {
namespace {

namespace filesystem = std::filesystem;
using base::ErrorCode;

/// A folder of its own for each test, removed after it.
class Files : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (filesystem::temp_directory_path() / "mengpaneel-file-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { filesystem::remove_all(folder_); }

  [[nodiscard]] std::string path(const std::string& name) const { return (folder_ / name).string(); }
  static std::string content(const filesystem::path& file) {
    std::ostringstream out;
    out << std::ifstream(file, std::ios::binary).rdbuf();
    return out.str();
  }
  static std::set<std::string> names_in(const filesystem::path& folder) {
    std::set<std::string> names;
    for (const filesystem::directory_entry& entry : filesystem::directory_iterator(folder)) {
      names.insert(entry.path().filename().string());
    }
    return names;
  }
  static ErrorCode code_of(const auto& result) { return result.error().shown().at(0).code; }

  filesystem::path folder_;
};

TEST_F(Files, ReadsWhatWasWritten) {
  const std::string bytes("a\0b\n\xff", 5);
  ASSERT_TRUE(write_file(path("one"), bytes));
  EXPECT_EQ(read_file(path("one"))->view(), bytes);
  ASSERT_TRUE(write_file(path("one"), ""));
  EXPECT_EQ(read_file(path("one"))->view(), "");
  EXPECT_EQ(names_in(folder_), (std::set<std::string>{"one"}));
}

TEST_F(Files, ReadsAPipeOfUnknownSize) {
  const std::string pipe = path("pipe");
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  const std::string bytes(300'000, 'x');
  const pid_t child = ::fork();
  if (child == 0) {
    std::ofstream(pipe) << bytes;
    ::_exit(0);
  }
  EXPECT_EQ(read_file(pipe)->view(), bytes);
  ::waitpid(child, nullptr, 0);
}

TEST_F(Files, NamesWhatIsMissingOrNoFile) {
  EXPECT_EQ(code_of(read_file(path("none"))), ErrorCode::file_missing);
  EXPECT_EQ(code_of(read_file(path(""))), ErrorCode::file_unreadable);
  EXPECT_EQ(code_of(write_file(path("none/one"), "x")), ErrorCode::file_unwritable);
}

TEST_F(Files, AFullDiskIsReported) {
  if (!filesystem::exists("/dev/full")) {
    GTEST_SKIP() << "this system has no /dev/full";
  }
  const base::Result<void> written = write_file("/dev/full", "x");
  ASSERT_FALSE(written);
  EXPECT_EQ(code_of(written), ErrorCode::file_unwritable);
  EXPECT_FALSE(written.error().shown().at(0).value.empty());
  EXPECT_TRUE(filesystem::is_character_file("/dev/full"));  // it was not replaced
}

TEST_F(Files, ALinkStaysALink) {
  ASSERT_TRUE(write_file(path("real"), "old"));
  filesystem::create_symlink("real", path("link"));
  ASSERT_TRUE(write_file(path("link"), "new"));
  EXPECT_TRUE(filesystem::is_symlink(path("link")));
  EXPECT_EQ(content(path("real")), "new");
}

TEST_F(Files, AFolderAppearsAtCommit) {
  {
    auto writer = FolderWriter::open(path("above/outcome/"), false);
    ASSERT_TRUE(writer);
    ASSERT_TRUE(writer->write("a.csv", "1\n"));
    ASSERT_TRUE(writer->write("b.csv", "2\n"));
    EXPECT_FALSE(filesystem::exists(path("above/outcome")));
    ASSERT_TRUE(writer->commit());
  }
  EXPECT_EQ(names_in(path("above")), (std::set<std::string>{"outcome"}));
  EXPECT_EQ(names_in(path("above/outcome")), (std::set<std::string>{"a.csv", "b.csv"}));
  EXPECT_EQ(content(path("above/outcome/b.csv")), "2\n");
}

TEST_F(Files, AFolderThatIsNotCommittedLeavesNothing) {
  {
    auto writer = FolderWriter::open(path("outcome"), false);
    ASSERT_TRUE(writer->write("a.csv", "1\n"));
    EXPECT_EQ(names_in(folder_).size(), 1U);
    const FolderWriter moved = std::move(*writer);
  }
  EXPECT_TRUE(names_in(folder_).empty());
}

TEST_F(Files, AnEmptyTargetIsFilledAndAFullOneRefused) {
  filesystem::create_directory(path("outcome"));
  {
    auto writer = FolderWriter::open(path("outcome"), false);
    ASSERT_TRUE(writer->write("a.csv", "1\n"));
    ASSERT_TRUE(writer->commit());
  }
  EXPECT_EQ(content(path("outcome/a.csv")), "1\n");
  const auto refused = FolderWriter::open(path("outcome"), false);
  ASSERT_FALSE(refused);
  EXPECT_EQ(code_of(refused), ErrorCode::folder_not_empty);
  EXPECT_EQ(names_in(folder_), (std::set<std::string>{"outcome"}));
}

TEST_F(Files, ForceReplacesTheWholeFolder) {
  filesystem::create_directory(path("outcome"));
  ASSERT_TRUE(write_file(path("outcome/old.csv"), "old"));
  {
    auto writer = FolderWriter::open(path("outcome"), true);
    ASSERT_TRUE(writer->write("new.csv", "new"));
    EXPECT_EQ(content(path("outcome/old.csv")), "old");
    ASSERT_TRUE(writer->commit());
  }
  EXPECT_EQ(names_in(folder_), (std::set<std::string>{"outcome"}));
  EXPECT_EQ(names_in(path("outcome")), (std::set<std::string>{"new.csv"}));
}

TEST_F(Files, WhatCameInMeanwhileIsNotLost) {
  auto writer = FolderWriter::open(path("outcome"), false);
  ASSERT_TRUE(writer->write("a.csv", "1\n"));
  filesystem::create_directory(path("outcome"));
  ASSERT_TRUE(write_file(path("outcome/other"), "x"));
  const base::Result<void> done = writer->commit();
  ASSERT_FALSE(done);
  EXPECT_EQ(code_of(done), ErrorCode::folder_not_empty);
  EXPECT_EQ(names_in(path("outcome")), (std::set<std::string>{"other"}));
}

TEST_F(Files, AFileIsNoTargetForAFolder) {
  ASSERT_TRUE(write_file(path("outcome"), "x"));
  EXPECT_EQ(code_of(FolderWriter::open(path("outcome"), true)), ErrorCode::file_unwritable);
  EXPECT_EQ(content(path("outcome")), "x");
}

TEST_F(Files, NoRoomHalfwayLeavesNothing) {
  const pid_t child = ::fork();
  if (child == 0) {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{.rlim_cur = 10'000, .rlim_max = 10'000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    bool as_expected = false;
    {
      auto writer = FolderWriter::open(path("outcome"), false);
      as_expected =
          writer && writer->write("a.csv", "small") && !writer->write("b.csv", std::string(20'000, 'x'));
    }
    ::_exit(as_expected ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
  EXPECT_TRUE(names_in(folder_).empty());
}

/// Writes the folder over and over, each time wholly of one letter, until it is killed.
[[noreturn]] void write_for_ever(const std::string& target) {
  for (char letter = 'a';; letter = letter == 'z' ? 'a' : static_cast<char>(letter + 1)) {
    auto writer = FolderWriter::open(target, true);
    for (const char* name : {"1", "2", "3"}) {
      if (!writer || !writer->write(name, std::string(5000, letter))) {
        ::_exit(1);
      }
    }
    if (!writer->commit()) {
      ::_exit(1);
    }
  }
}

TEST_F(Files, AKilledRunLeavesTheTargetWhole) {
  const std::string target = path("outcome");
  for (int round = 0; round < 40; ++round) {
    const pid_t child = ::fork();
    if (child == 0) {
      write_for_ever(target);
    }
    ::usleep(static_cast<useconds_t>(500 + round * 613));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status)) << "the writer failed by itself";
    if (!filesystem::exists(target)) {
      continue;  // killed before the first folder was there
    }
    ASSERT_EQ(names_in(target), (std::set<std::string>{"1", "2", "3"}));
    const std::string first = content(target + "/1");
    EXPECT_EQ(first, std::string(5000, first.at(0)));
    EXPECT_EQ(content(target + "/2"), first);
    EXPECT_EQ(content(target + "/3"), first);
  }
  {
    auto writer = FolderWriter::open(target, true);  // clears away what the killed ones left
    ASSERT_TRUE(writer->commit());
  }
  EXPECT_EQ(names_in(folder_), (std::set<std::string>{"outcome"}));
}

TEST_F(Files, TheFolderOfALivingWriterIsLeftAlone) {
  auto first = FolderWriter::open(path("outcome"), false);
  ASSERT_TRUE(first->write("a.csv", "1\n"));
  const pid_t child = ::fork();
  if (child == 0) {  // another process, another temporary name
    bool done = false;
    {
      auto second = FolderWriter::open(path("outcome"), false);
      done = second && second->write("b.csv", "2\n");
    }
    ::_exit(done ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
  ASSERT_TRUE(first->commit());
  EXPECT_EQ(names_in(path("outcome")), (std::set<std::string>{"a.csv"}));
}

}  // namespace
}  // namespace mengpaneel::io
