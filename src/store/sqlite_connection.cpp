// SPDX-License-Identifier: EUPL-1.2
#include "store/sqlite_connection.hpp"

#include <sqlite3.h>

#include <array>
#include <map>

namespace mengpaneel::store {

namespace {

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
struct FinishStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
using Statement = std::unique_ptr<sqlite3_stmt, FinishStatement>;

Failure failure_of(int code, int extended) {
  if (extended == SQLITE_CONSTRAINT_UNIQUE || extended == SQLITE_CONSTRAINT_PRIMARYKEY) {
    return Failure::unique;
  }
  return code == SQLITE_BUSY || code == SQLITE_LOCKED ? Failure::again : Failure::other;
}

std::unexpected<DatabaseError> failed(sqlite3* database) {
  return std::unexpected(DatabaseError{
      failure_of(sqlite3_errcode(database), sqlite3_extended_errcode(database)), sqlite3_errmsg(database)});
}

std::string bytes_of(const void* begin, int size) {
  return begin == nullptr ? std::string()
                          : std::string(static_cast<const char*>(begin), static_cast<std::size_t>(size));
}

Value value_of(sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
      return std::int64_t{sqlite3_column_int64(statement, column)};
    case SQLITE_TEXT: {
      const void* text = sqlite3_column_text(statement, column);
      return bytes_of(text, sqlite3_column_bytes(statement, column));
    }
    case SQLITE_BLOB: {
      const void* blob = sqlite3_column_blob(statement, column);
      return Blob{bytes_of(blob, sqlite3_column_bytes(statement, column))};
    }
    default:
      return std::monostate();
  }
}

class SqliteConnection final : public Connection {
 public:
  explicit SqliteConnection(Database database) : database_(std::move(database)) {}

  DatabaseResult<Rows> run(std::string_view sql, std::span<const Value> values) override {
    const DatabaseResult<sqlite3_stmt*> prepared = prepare(sql);
    if (!prepared) {
      return std::unexpected(prepared.error());
    }
    DatabaseResult<Rows> rows = execute(*prepared, values);
    // The reason of a failure has been read; what reset repeats of it is known.
    (void)sqlite3_reset(*prepared);
    (void)sqlite3_clear_bindings(*prepared);
    return rows;
  }
  [[nodiscard]] Dialect dialect() const override { return Dialect::sqlite; }
  [[nodiscard]] bool usable() const override { return true; }

 private:
  DatabaseResult<sqlite3_stmt*> prepare(std::string_view sql) {
    if (const auto found = statements_.find(sql); found != statements_.end()) {
      return found->second.get();
    }
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database_.get(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr) !=
        SQLITE_OK) {
      return failed(database_.get());
    }
    statements_.emplace(std::string(sql), Statement(statement));
    return statement;
  }

  bool bind(sqlite3_stmt* statement, std::size_t number, const Value& value) {
    const std::string name = "$" + std::to_string(number);
    const int place = sqlite3_bind_parameter_index(statement, name.c_str());
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
      return sqlite3_bind_int64(statement, place, *whole) == SQLITE_OK;
    }
    if (const auto* text = std::get_if<std::string>(&value)) {
      return sqlite3_bind_text64(statement, place, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8) ==
             SQLITE_OK;
    }
    if (const auto* blob = std::get_if<Blob>(&value)) {
      return sqlite3_bind_blob64(statement, place, blob->bytes.data(), blob->bytes.size(), SQLITE_STATIC) ==
             SQLITE_OK;
    }
    return sqlite3_bind_null(statement, place) == SQLITE_OK;
  }

  DatabaseResult<Rows> execute(sqlite3_stmt* statement, std::span<const Value> values) {
    for (std::size_t index = 0; index < values.size(); ++index) {
      if (!bind(statement, index + 1, values[index])) {
        return failed(database_.get());
      }
    }
    Rows rows;
    int code = sqlite3_step(statement);
    for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
      std::vector<Value> row;
      for (int column = 0; column < sqlite3_column_count(statement); ++column) {
        row.push_back(value_of(statement, column));
      }
      rows.add(std::move(row));
    }
    if (code != SQLITE_DONE) {
      return failed(database_.get());
    }
    return rows;
  }

  Database database_;  // destroyed after the statements
  std::map<std::string, Statement, std::less<>> statements_;
};

DatabaseResult<Database> open_file(const std::string& path, int flags, const std::string& file_system) {
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &raw, flags | SQLITE_OPEN_NOMUTEX,
                                   file_system.empty() ? nullptr : file_system.c_str());
  Database database(raw);
  if (code != SQLITE_OK) {
    return std::unexpected(DatabaseError{Failure::other, sqlite3_errstr(code)});
  }
  return database;
}

}  // namespace

DatabaseResult<std::unique_ptr<Connection>> open_sqlite(const SqliteOptions& options) {
  const int flags = SQLITE_OPEN_READWRITE | (options.access == Access::write ? SQLITE_OPEN_CREATE : 0);
  DatabaseResult<Database> database = open_file(options.path, flags, options.file_system);
  if (!database) {
    return std::unexpected(database.error());
  }
  sqlite3* const raw = database->get();
  sqlite3_extended_result_codes(raw, 0);
  sqlite3_busy_timeout(raw, options.busy_timeout_ms);
  // A database file from elsewhere may not run code of its own, nor be broken by odd SQL.
  sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(raw, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  // A reader changes nothing, also not how the file is written.
  const bool reads = options.access == Access::read;
  const std::array settings{reads ? "pragma query_only=on" : "pragma journal_mode=wal",
                            "pragma synchronous=full", "pragma foreign_keys=on", "pragma secure_delete=on",
                            "pragma cell_size_check=on"};
  for (const char* setting : settings) {
    if (sqlite3_exec(raw, setting, nullptr, nullptr, nullptr) != SQLITE_OK) {
      return failed(raw);
    }
  }
  return std::make_unique<SqliteConnection>(std::move(*database));
}

DatabaseResult<std::string> copy_sqlite(const std::string& path) {
  DatabaseResult<Database> source = open_file(path, SQLITE_OPEN_READWRITE, {});
  if (!source) {
    return std::unexpected(source.error());
  }
  DatabaseResult<Database> target = open_file(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, {});
  if (!target) {
    return std::unexpected(target.error());
  }
  sqlite3_busy_timeout(source->get(), 5000);
  sqlite3_backup* const backup = sqlite3_backup_init(target->get(), "main", source->get(), "main");
  if (backup == nullptr) {
    return failed(target->get());
  }
  // All pages in one step, so that they are of one moment; in WAL mode writers go on meanwhile.
  (void)sqlite3_backup_step(backup, -1);
  if (sqlite3_backup_finish(backup) != SQLITE_OK) {
    return failed(target->get());
  }
  sqlite3_int64 size = 0;
  unsigned char* const bytes = sqlite3_serialize(target->get(), "main", &size, 0);
  if (bytes == nullptr) {
    return std::unexpected(DatabaseError{Failure::other, "the copy does not fit in memory"});
  }
  std::string copy(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  sqlite3_free(bytes);
  return copy;
}

}  // namespace mengpaneel::store
