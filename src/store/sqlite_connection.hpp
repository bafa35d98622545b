// SPDX-License-Identifier: EUPL-1.2
#pragma once
// SQLite as a Connection: WAL, synchronous=FULL (an acknowledged commit survives a power cut), foreign keys
// on, freed pages overwritten with zeros.

#include <memory>
#include <string>

#include "store/connection.hpp"

namespace mengpaneel::store {

struct SqliteOptions {
  std::string path;
  Access access = Access::write;
  std::string file_system{};  ///< name of a registered SQLite VFS; empty: the machine's own
  int busy_timeout_ms = 5000;
};

/// Opens the file; for writing it is made when it is not there.
[[nodiscard]] DatabaseResult<std::unique_ptr<Connection>> open_sqlite(const SqliteOptions& options);

/// A copy of the database at `path` as it is at one moment, while others go on writing, as the bytes of one
/// database file. In memory: the caller encrypts it before anything touches a disk.
[[nodiscard]] DatabaseResult<std::string> copy_sqlite(const std::string& path);

}  // namespace mengpaneel::store
