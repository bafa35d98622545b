// SPDX-License-Identifier: EUPL-1.2
#include "store/backup.hpp"

#include <optional>

#include "store/sqlite_connection.hpp"
#include "store/transaction.hpp"

namespace mengpaneel::store {

namespace {

constexpr std::string_view first_line = "mengpaneel backup 1\n";

}  // namespace

base::Result<std::string> make_backup(const std::string& database_path, const Keyring& keyring,
                                      RandomSource& random) {
  const DatabaseResult<std::string> copy = copy_sqlite(database_path);
  if (!copy) {
    return base::fail(error_of(copy.error()));
  }
  return std::string(first_line) + seal(*copy, first_line, keyring.backup_key, random);
}

base::Result<std::string> open_backup(std::string_view backup, const Keyring& keyring,
                                      const std::string& file) {
  if (!backup.starts_with(first_line)) {
    return base::fail({.code = base::ErrorCode::not_this_kind_of_file,
                       .file = file,
                       .value = "another first line",
                       .expected = std::string(first_line.substr(0, first_line.size() - 1))});
  }
  std::optional<std::string> database =
      unseal(backup.substr(first_line.size()), first_line, keyring.backup_key);
  if (!database) {
    return base::fail({.code = base::ErrorCode::sealed_value_unreadable, .file = file, .field = "backup"});
  }
  return std::move(*database);
}

}  // namespace mengpaneel::store
