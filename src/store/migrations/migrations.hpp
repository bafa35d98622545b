// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The schema as numbered steps, forward only. A step is one transaction, so a database is at one version or
// at the next whatever is killed when. What was applied is kept with its digest: a step that was changed
// afterwards is refused.
//
// A new step is a file NNNN_name.cpp beside this one and a line in migrations.cpp; what was released is never
// edited.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "store/connection.hpp"

namespace mengpaneel::store {

enum class Where : std::uint8_t { both, sqlite, postgres };

/// `{integer}`, `{bytes}` and `{strict}` in `sql` are replaced by the dialect's words.
struct MigrationStatement {
  Where where;
  std::string_view sql;
};

struct Migration {
  std::string_view name;
  std::span<const MigrationStatement> statements;
};

/// In order; the first makes version 1.
[[nodiscard]] std::span<const Migration> all_migrations();

/// Brings the database to `version` (all steps when that is 0), under a lock, so that servers may start at
/// the same time. `file` is for messages. Errors: database_failed, database_newer, database_foreign.
[[nodiscard]] base::Result<void> migrate(Connection& connection, const std::string& file,
                                         std::size_t version = 0);

[[nodiscard]] std::string in_dialect(std::string_view sql, Dialect dialect);

}  // namespace mengpaneel::store
