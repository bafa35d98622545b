// SPDX-License-Identifier: EUPL-1.2
#include "store/transaction.hpp"

#include <utility>

namespace mengpaneel::store {

base::Error error_of(const DatabaseError& failure) {
  if (failure.failure == Failure::again) {
    return {.code = base::ErrorCode::database_busy};
  }
  return {.code = base::ErrorCode::database_failed, .value = failure.message};
}

Transaction::Transaction(Connection& connection, const app::Caller& caller, Access access)
    : connection_(connection), caller_(caller) {
  run(begin_statement(connection.dialect(), access));
  open_ = good();
}

Transaction::~Transaction() { roll_back(); }

Rows Transaction::run(std::string_view sql, std::initializer_list<Value> values) {
  if (!good()) {
    return {};
  }
  DatabaseResult<Rows> rows = connection_.run(sql, values);
  if (rows) {
    return std::move(*rows);
  }
  again_ = rows.error().failure == Failure::again;
  refuse(error_of(rows.error()));
  return {};
}

void Transaction::refuse(base::Error error) {
  if (good()) {
    errors_.add(std::move(error));
  }
}

base::Result<void> Transaction::finish() {
  if (good() && recorded) {
    run("commit");
    open_ = !good();
  }
  roll_back();
  if (!good()) {
    return std::unexpected(errors_);
  }
  return {};
}

void Transaction::roll_back() {
  if (std::exchange(open_, false)) {
    // It can fail only where the database has rolled back by itself or the session is lost: nothing stands
    // either way.
    (void)connection_.run("rollback", {});
  }
}

}  // namespace mengpaneel::store
