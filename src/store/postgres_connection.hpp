// SPDX-License-Identifier: EUPL-1.2
#pragma once
// PostgreSQL as a Connection.

#include <memory>
#include <string>

#include "store/connection.hpp"

namespace mengpaneel::store {

/// `url` is a libpq connection string, postgresql://..; what it leaves out comes from libpq's own settings
/// (~/.pgpass).
[[nodiscard]] DatabaseResult<std::unique_ptr<Connection>> open_postgres(const std::string& url);

}  // namespace mengpaneel::store
