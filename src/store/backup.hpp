// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Backups of an SQLite database: taken while the portal runs, of one moment, encrypted and sealed against
// change before anything touches a disk. A backup is the line "mengpaneel backup 1" and the database file,
// sealed (crypto.hpp) under the backup key. It is made in memory, at about three times the size of the
// database.
//
// A backup keeps what is erased afterwards; how long it may be kept is for the operator (docs/store.md).

#include <string>
#include <string_view>

#include "base/error.hpp"
#include "store/keyring.hpp"

namespace mengpaneel::store {

/// Errors: database_failed, database_busy.
[[nodiscard]] base::Result<std::string> make_backup(const std::string& database_path, const Keyring& keyring,
                                                    RandomSource& random);
/// The bytes of the database file. Errors: not_this_kind_of_file; sealed_value_unreadable for another key or
/// a changed bit.
[[nodiscard]] base::Result<std::string> open_backup(std::string_view backup, const Keyring& keyring,
                                                    const std::string& file);

}  // namespace mengpaneel::store
