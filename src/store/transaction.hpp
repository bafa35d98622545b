// SPDX-License-Identifier: EUPL-1.2
#pragma once
// A transaction that can only end whole. Once a statement fails or what is asked is refused, it does nothing
// more: later statements answer with no rows, and finish() rolls back and gives the first reason. So a
// function of several statements reads from top to bottom, and checks where it would draw a wrong conclusion
// from an empty answer.

#include <initializer_list>
#include <optional>
#include <string_view>

#include "app/ports/portal_store.hpp"
#include "base/error.hpp"
#include "store/connection.hpp"

namespace mengpaneel::store {

[[nodiscard]] base::Error error_of(const DatabaseError& failure);

/// Where the chain of the caller's municipality ends.
struct AuditHead {
  std::uint64_t position = 0;
  base::Digest hash{};
};

class Transaction {
 public:
  Transaction(Connection& connection, const app::Caller& caller, Access access);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  /// Rolls back what was not finished.
  ~Transaction();

  Rows run(std::string_view sql, std::initializer_list<Value> values = {});
  void refuse(base::Error error);

  [[nodiscard]] bool good() const { return errors_.empty(); }
  [[nodiscard]] Dialect dialect() const { return connection_.dialect(); }
  [[nodiscard]] const app::Caller& caller() const { return caller_; }
  [[nodiscard]] const std::string& municipality() const { return caller_.municipality.text; }

  /// Commits when all went well and there is a record in the audit chain of it; without one nothing was to be
  /// changed, and it is rolled back to make sure. Errors: the first reason.
  [[nodiscard]] base::Result<void> finish();
  /// Whether the reason was that another transaction was in the way.
  [[nodiscard]] bool worth_another_try() const { return again_; }

  std::optional<AuditHead> head;  ///< read and locked before the first record is added
  bool recorded = false;          ///< a record was added

 private:
  void roll_back();

  Connection& connection_;
  const app::Caller& caller_;
  base::ErrorList errors_;
  bool again_ = false;
  bool open_ = false;
};

}  // namespace mengpaneel::store
