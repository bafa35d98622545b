// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The secrets of an installation. They are kept in a file of their own, never in the database or beside a
// backup of it:
//
//   mengpaneel keys 1
//   field k1 <64 hex digits>      encrypts fields; several are known, the last is used for what is written
//   field k2 <64 hex digits>
//   lookup - <64 hex digits>      turns a login into what it is found by
//   signing s1 <64 hex digits>    seed of the key that signs receipts and anchors; the last is used
//   backup - <64 hex digits>      encrypts backups

#include <map>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "store/crypto.hpp"

namespace mengpaneel::store {

struct Keyring {
  std::map<std::string, std::string, std::less<>> field_keys;  ///< by id
  std::string field_key_id;                                    ///< the one that new values are sealed with
  std::string lookup_key;
  std::map<std::string, std::string, std::less<>> signing_seeds;  ///< by id
  std::string signing_key_id;
  std::string backup_key;
};

[[nodiscard]] Keyring new_keyring(RandomSource& random);
/// A further key for fields, to be used from now on; `id` must be new.
void add_field_key(Keyring& keyring, const std::string& id, RandomSource& random);

[[nodiscard]] std::string write_keyring(const Keyring& keyring);
/// Errors, with the line: not_this_kind_of_file, duplicate, value_missing.
[[nodiscard]] base::Result<Keyring> parse_keyring(std::string_view text, const std::string& file);

}  // namespace mengpaneel::store
