// SPDX-License-Identifier: EUPL-1.2
#pragma once
// One session with a database, whichever it is. SQL is written once, in what SQLite 3.37 and PostgreSQL 15
// have in common, with parameters $1, $2, ..; the few statements that differ ask for the dialect.

#include <cstdint>
#include <expected>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mengpaneel::store {

struct Blob {
  std::string bytes;
  bool operator==(const Blob&) const = default;
};
using Value = std::variant<std::monostate, std::int64_t, std::string, Blob>;

/// The answer to a query. The schema says of which kind a column is; a value of another kind (a database that
/// was tampered with) reads as 0 or empty, which what is checked afterwards then refuses.
class Rows {
 public:
  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  [[nodiscard]] std::int64_t number(std::size_t row, std::size_t column) const {
    const auto* found = std::get_if<std::int64_t>(&rows_.at(row).at(column));
    return found == nullptr ? 0 : *found;
  }
  [[nodiscard]] const std::string& text(std::size_t row, std::size_t column) const {
    const auto* found = std::get_if<std::string>(&rows_.at(row).at(column));
    return found == nullptr ? nothing() : *found;
  }
  [[nodiscard]] const std::string& bytes(std::size_t row, std::size_t column) const {
    const auto* found = std::get_if<Blob>(&rows_.at(row).at(column));
    return found == nullptr ? nothing() : found->bytes;
  }
  void add(std::vector<Value> row) { rows_.push_back(std::move(row)); }

 private:
  static const std::string& nothing() {
    static const std::string empty;
    return empty;
  }
  std::vector<std::vector<Value>> rows_;
};

enum class Failure : std::uint8_t {
  unique,  ///< a row with this key is there already
  again,   ///< another transaction was in the way; the same may succeed next time
  other
};

/// `message` is the database's own first line; details, which may hold values, are left out.
struct DatabaseError {
  Failure failure;
  std::string message;
};
template <typename T>
using DatabaseResult = std::expected<T, DatabaseError>;

enum class Dialect : std::uint8_t { sqlite, postgres };
enum class Access : std::uint8_t { read, write };

class Connection {
 public:
  Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  virtual ~Connection() = default;
  /// Runs one statement. It is prepared once for each text, so texts are few and values go into `values`.
  [[nodiscard]] virtual DatabaseResult<Rows> run(std::string_view sql, std::span<const Value> values) = 0;
  [[nodiscard]] virtual Dialect dialect() const = 0;
  /// False once the session is lost; then a new one must be opened.
  [[nodiscard]] virtual bool usable() const = 0;
};

/// The statement that begins a transaction: for reading, of a view that stays the same; for writing, one that
/// on SQLite waits for the other writer now and not half-way.
[[nodiscard]] constexpr std::string_view begin_statement(Dialect dialect, Access access) {
  if (dialect == Dialect::sqlite) {
    return access == Access::write ? "begin immediate" : "begin";
  }
  return access == Access::write ? "begin" : "begin transaction isolation level repeatable read read only";
}

}  // namespace mengpaneel::store
