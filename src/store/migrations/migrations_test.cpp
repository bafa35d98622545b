// SPDX-License-Identifier: EUPL-1.2
#include "store/migrations/migrations.hpp"

#include <sys/wait.h>

#include <algorithm>

#include "store/test_databases.hpp"
#include "store/test_town.hpp"

namespace mengpaneel::store {

namespace {

using testing::ElementsAre;

/// Lets `allowed` statements through; then it does `end` instead, once, and fails ever after.
class Ending final : public Connection {
 public:
  Ending(Connection& inner, int allowed, std::function<void()> end)
      : inner_(inner), allowed_(allowed), end_(std::move(end)) {}
  DatabaseResult<Rows> run(std::string_view sql, std::span<const Value> values) override {
    if (allowed_-- > 0) {
      return inner_.run(sql, values);
    }
    if (allowed_ == -1) {
      end_();
    }
    return sql == "rollback"
               ? inner_.run(sql, values)
               : DatabaseResult<Rows>(std::unexpected(DatabaseError{Failure::other, "the test says no"}));
  }
  [[nodiscard]] Dialect dialect() const override { return inner_.dialect(); }
  [[nodiscard]] bool usable() const override { return true; }

 private:
  Connection& inner_;
  int allowed_;
  std::function<void()> end_;
};

/// Everything that the schema consists of, as text.
std::string schema_of(Connection& connection) {
  const Rows rows =
      connection.dialect() == Dialect::sqlite
          ? run_all(connection,
                    {"select type, name, coalesce(sql, '') from sqlite_schema order by type, name"})
          : run_all(connection,
                    {"select table_name::text, column_name::text, data_type::text from "
                     "information_schema.columns "
                     "where table_schema = 'public' union all "
                     "select conname::text, contype::text, pg_get_constraintdef(oid) from pg_constraint "
                     "where connamespace = 'public'::regnamespace union all "
                     "select tgname::text, tgrelid::regclass::text, pg_get_triggerdef(oid) from pg_trigger "
                     "where not tgisinternal union all "
                     "select indexname::text, tablename::text, indexdef from pg_indexes where schemaname = "
                     "'public' "
                     "order by 1, 2, 3"});
  std::string text;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    text += rows.text(row, 0) + "|" + rows.text(row, 1) + "|" + rows.text(row, 2) + "\n";
  }
  return text;
}

template <typename Kind>
class Migrations : public DatabaseTest<Kind> {
 protected:
  std::string new_database() {
    return this->on_sqlite ? this->folder_.file("m" + std::to_string(++count_) + ".sqlite")
                           : TestCluster::instance().new_database();
  }
  /// The schemas of an empty database and of each version.
  std::vector<std::string> sound_schemas() {
    const auto connection = open_beside(this->database_);
    std::vector<std::string> schemas{schema_of(*connection)};
    for (std::size_t version = 1; version <= all_migrations().size(); ++version) {
      need(migrate(*connection, "db", version));
      schemas.push_back(schema_of(*connection));
    }
    return schemas;
  }

  int count_ = 0;
};
TYPED_TEST_SUITE(Migrations, Databases);

TYPED_TEST(Migrations, AStatementThatFailsLeavesAWholeVersion) {
  const std::vector<std::string> sound = this->sound_schemas();
  int ended_inside = 0;
  for (int allowed = 0;; ++allowed) {
    const std::string database = this->new_database();
    {
      const auto connection = open_beside(database);
      Ending ending(*connection, allowed, [] {});
      if (migrate(ending, "db")) {
        break;
      }
    }
    ++ended_inside;
    const auto connection = open_beside(database);
    EXPECT_THAT(sound, testing::Contains(schema_of(*connection))) << "after " << allowed;
    need(migrate(*connection, "db"));
    EXPECT_EQ(schema_of(*connection), sound.back()) << "after " << allowed;
    if (!this->on_sqlite) {
      allowed += 2;  // a new database costs a tenth of a second there
    }
  }
  EXPECT_GT(ended_inside, this->on_sqlite ? 29 : 9);
}

TYPED_TEST(Migrations, AProcessThatIsKilledLeavesAWholeVersion) {
  const std::vector<std::string> sound = this->sound_schemas();
  const int step = this->on_sqlite ? 1 : 5;
  for (int allowed = 0;; allowed += step) {
    const std::string database = this->new_database();
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      const auto connection = open_beside(database);
      Ending ending(*connection, allowed, [] { kill(getpid(), SIGKILL); });
      _exit(migrate(ending, "db") ? 0 : 1);
    }
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    if (WIFEXITED(status)) {
      EXPECT_EQ(WEXITSTATUS(status), 0);
      break;
    }
    const auto connection = open_beside(database);
    // The server may still be rolling back; taking the lock waits for that.
    need(migrate(*connection, "db"));
    EXPECT_EQ(schema_of(*connection), sound.back()) << "killed after " << allowed;
  }
}

TYPED_TEST(Migrations, RunningThemAgainChangesNothing) {
  const auto connection = open_beside(this->database_);
  need(migrate(*connection, "db"));
  const std::string schema = schema_of(*connection);
  need(migrate(*connection, "db"));
  EXPECT_EQ(schema_of(*connection), schema);
}

TYPED_TEST(Migrations, SeveralServersMayStartAtOnce) {
  std::vector<pid_t> children;
  for (int number = 0; number < 4; ++number) {
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      const auto connection = open_beside(this->database_);
      _exit(migrate(*connection, "db") ? 0 : 1);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  }
}

TYPED_TEST(Migrations, ANewerDatabaseIsRefused) {
  const auto connection = open_beside(this->database_);
  need(migrate(*connection, "db"));
  run_all(*connection, {"insert into schema_step (step, digest) values (" +
                        std::to_string(all_migrations().size() + 1) + ", 'later')"});
  EXPECT_THAT(codes(migrate(*connection, "db")), ElementsAre("database_newer"));
}

TYPED_TEST(Migrations, AStepThatWasAnotherIsRefused) {
  const auto connection = open_beside(this->database_);
  need(migrate(*connection, "db"));
  run_all(*connection, {"update schema_step set digest = 'other' where step = 1"});
  EXPECT_THAT(codes(migrate(*connection, "db")), ElementsAre("database_foreign"));
}

}  // namespace

}  // namespace mengpaneel::store
