// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Databases to test with: an SQLite file in a folder of its own, and a PostgreSQL cluster on a Unix socket
// that is made once for a test program and thrown away at its end. Where PostgreSQL is not installed, its
// tests are skipped.

#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>

#include "store/store.hpp"

namespace mengpaneel::store {

/// A folder that goes away with the object.
class TestFolder {
 public:
  TestFolder() {
    std::string form = (std::filesystem::temp_directory_path() / "mengpaneel-store-XXXXXX").string();
    path_ = mkdtemp(form.data());
  }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;
  ~TestFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// The cluster. As root everything runs as user postgres, since the server refuses root.
class TestCluster {
 public:
  /// Empty with a reason when there is no PostgreSQL.
  static TestCluster& instance() {
    static TestCluster cluster;
    return cluster;
  }
  [[nodiscard]] const std::string& why_not() const { return why_not_; }

  /// The address of a new, empty database.
  std::string new_database() {
    const std::string name = "test" + std::to_string(++databases_);
    EXPECT_EQ(shell("createdb -h " + folder_.string() + " " + name), 0);
    return "postgresql:///" + name + "?host=" + folder_.string() + "&user=" + user_;
  }
  /// Ends all servers at once, as a crash does, and starts them again.
  void crash_and_restart() {
    EXPECT_EQ(control("stop -m immediate"), 0);
    EXPECT_EQ(control("start -w"), 0);
  }

  TestCluster(const TestCluster&) = delete;
  TestCluster& operator=(const TestCluster&) = delete;
  ~TestCluster() {
    // A child of fork() ends without destructors; only the process that made the cluster gets here.
    if (!folder_.empty()) {
      (void)control("stop -m immediate");
      std::error_code ignored;
      std::filesystem::remove_all(folder_, ignored);
    }
  }

 private:
  TestCluster() {
    for (const char* const version : {"15", "16", "17"}) {
      const std::filesystem::path candidate = std::filesystem::path("/usr/lib/postgresql") / version / "bin";
      if (bin_.empty() && std::filesystem::exists(candidate / "initdb")) {
        bin_ = candidate;
      }
    }
    if (bin_.empty()) {
      why_not_ = "PostgreSQL is not installed (package postgresql)";
      return;
    }
    as_root_ = geteuid() == 0;
    user_ = as_root_ ? "postgres" : "tester";
    // Short: the path of a Unix socket has at most 107 bytes.
    std::string form = "/tmp/mengpaneel-pg-XXXXXX";
    folder_ = mkdtemp(form.data());
    std::filesystem::permissions(folder_, std::filesystem::perms::all);
    if (shell("initdb -D " + data() + " -U " + user_ + " -A trust -E UTF8 --no-locale --no-sync") != 0 ||
        control("start -w") != 0) {
      why_not_ = "a PostgreSQL cluster could not be made in " + folder_.string();
    }
  }

  [[nodiscard]] std::string data() const { return (folder_ / "data").string(); }
  [[nodiscard]] int control(const std::string& what) const {
    return shell("pg_ctl -D " + data() + " -l " + (folder_ / "log").string() +
                 " -o '-c listen_addresses= -c " + "unix_socket_directories=" + folder_.string() +
                 " -c max_connections=60 -c recovery_init_sync_method=syncfs' " + what);
  }
  [[nodiscard]] int shell(const std::string& command) const {
    const std::string path = "cd " + folder_.string() + "; PGUSER=" + user_ + " " + bin_.string() + "/" +
                             command + " >/dev/null 2>&1 </dev/null";
    return std::system(
        (as_root_ ? "setpriv --reuid=postgres --regid=postgres --clear-groups sh -c \"" + path + "\"" : path)
            .c_str());
  }

  std::filesystem::path bin_;
  std::filesystem::path folder_;
  std::string user_;
  std::string why_not_;
  bool as_root_ = false;
  int databases_ = 0;
};

struct Sqlite {};
struct Postgres {};

/// A new database of the kind that the parameter names.
template <typename Kind>
class DatabaseTest : public testing::Test {
 protected:
  static constexpr bool on_sqlite = std::is_same_v<Kind, Sqlite>;

  void SetUp() override {
    if constexpr (on_sqlite) {
      database_ = folder_.file("portal.sqlite");
    } else {
      if (!TestCluster::instance().why_not().empty()) {
        GTEST_SKIP() << TestCluster::instance().why_not();
      }
      database_ = TestCluster::instance().new_database();
    }
  }

  TestFolder folder_;
  std::string database_;
};
using Databases = testing::Types<Sqlite, Postgres>;

}  // namespace mengpaneel::store
