// SPDX-License-Identifier: EUPL-1.2
#include "store/migrations/migrations.hpp"

#include <array>
#include <utility>
#include <vector>

#include "base/hash.hpp"
#include "store/migrations/steps.hpp"
#include "store/transaction.hpp"

namespace mengpaneel::store {

namespace {

/// The same on both databases, so that a step can be told by it wherever it was applied.
std::string digest_of(const Migration& migration) {
  base::Sha256 hash;
  for (const MigrationStatement& statement : migration.statements) {
    hash.update(statement.sql);
    hash.update(";");
  }
  return base::to_hex(hash.finish());
}

bool belongs(Where where, Dialect dialect) {
  return where == Where::both || (where == Where::sqlite) == (dialect == Dialect::sqlite);
}

/// What is there of the steps that this program knows; how many, or why it goes no further.
base::Result<std::size_t> applied_steps(const Rows& rows, const std::string& file) {
  const std::span<const Migration> steps = all_migrations();
  if (rows.size() > steps.size()) {
    return base::fail({.code = base::ErrorCode::database_newer,
                       .file = file,
                       .value = std::to_string(rows.size()),
                       .expected = std::to_string(steps.size())});
  }
  for (std::size_t index = 0; index < rows.size(); ++index) {
    const bool in_order = rows.number(index, 0) == static_cast<std::int64_t>(index + 1);
    if (!in_order || rows.text(index, 1) != digest_of(steps[index])) {
      return base::fail({.code = base::ErrorCode::database_foreign,
                         .file = file,
                         .value = "schema " + std::to_string(index + 1)});
    }
  }
  return rows.size();
}

class Migrator {
 public:
  Migrator(Connection& connection, std::string file) : connection_(connection), file_(std::move(file)) {}

  /// Applies the next step, in a transaction: true when there may be another.
  base::Result<bool> one_step(std::size_t wanted) {
    if (base::Result<void> begun = run(begin_statement(connection_.dialect(), Access::write)); !begun) {
      return std::unexpected(std::move(begun.error()));
    }
    base::Result<bool> more = inside(wanted);
    base::Result<void> ended = run(more && *more ? "commit" : "rollback");
    if (more && !ended) {
      (void)run("rollback");
      return std::unexpected(std::move(ended.error()));
    }
    return more;
  }

 private:
  base::Result<bool> inside(std::size_t wanted) {
    if (connection_.dialect() == Dialect::postgres) {
      // Any number will do that no other program uses; on SQLite the write transaction is the lock.
      if (base::Result<void> locked = run("select pg_advisory_xact_lock(7308620254)"); !locked) {
        return std::unexpected(std::move(locked.error()));
      }
    }
    const std::string table = in_dialect(
        "create table if not exists schema_step (step {integer} primary key, digest text not null){strict}",
        connection_.dialect());
    if (base::Result<void> made = run(table); !made) {
      return std::unexpected(std::move(made.error()));
    }
    const DatabaseResult<Rows> rows =
        connection_.run("select step, digest from schema_step order by step", {});
    if (!rows) {
      return base::fail(error_of(rows.error()));
    }
    const base::Result<std::size_t> applied = applied_steps(*rows, file_);
    if (!applied) {
      return std::unexpected(applied.error());
    }
    if (*applied >= wanted) {
      return false;
    }
    return apply(*applied);
  }

  base::Result<bool> apply(std::size_t index) {
    const Migration& step = all_migrations()[index];
    for (const MigrationStatement& statement : step.statements) {
      if (!belongs(statement.where, connection_.dialect())) {
        continue;
      }
      if (base::Result<void> done = run(in_dialect(statement.sql, connection_.dialect())); !done) {
        return std::unexpected(std::move(done.error()));
      }
    }
    const std::array<Value, 2> row{static_cast<std::int64_t>(index + 1), digest_of(step)};
    if (const auto added = connection_.run("insert into schema_step (step, digest) values ($1, $2)", row);
        !added) {
      return base::fail(error_of(added.error()));
    }
    return true;
  }

  base::Result<void> run(std::string_view sql) {
    if (const auto done = connection_.run(sql, {}); !done) {
      return base::fail(error_of(done.error()));
    }
    return {};
  }

  Connection& connection_;
  std::string file_;
};

}  // namespace

std::span<const Migration> all_migrations() {
  static const std::array steps{first_step(), audit_append_only_step()};
  return steps;
}

std::string in_dialect(std::string_view sql, Dialect dialect) {
  const bool sqlite = dialect == Dialect::sqlite;
  const std::array<std::pair<std::string_view, std::string_view>, 3> words{{
      {"{integer}", sqlite ? "integer" : "bigint"},
      {"{bytes}", sqlite ? "blob" : "bytea"},
      {"{strict}", sqlite ? " strict" : ""},
  }};
  std::string result(sql);
  for (const auto& [word, meaning] : words) {
    for (std::size_t at = result.find(word); at != std::string::npos; at = result.find(word, at)) {
      result.replace(at, word.size(), meaning);
    }
  }
  return result;
}

base::Result<void> migrate(Connection& connection, const std::string& file, std::size_t version) {
  const std::size_t wanted = version == 0 ? all_migrations().size() : version;
  for (;;) {
    const base::Result<bool> more = Migrator(connection, file).one_step(wanted);
    if (!more) {
      return std::unexpected(more.error());
    }
    if (!*more) {
      return {};
    }
  }
}

}  // namespace mengpaneel::store
