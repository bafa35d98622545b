// SPDX-License-Identifier: EUPL-1.2
#pragma once
// What identifies a person, sealed field by field under a key that is not in the database. A sealed value is
// bound to municipality, subject, field and key, so it cannot be moved to another row.

#include <cstdint>
#include <string>
#include <string_view>

#include "store/keyring.hpp"
#include "store/transaction.hpp"

namespace mengpaneel::store {

/// Keys and randomness, for whoever needs them.
struct Secrets {
  Keyring keyring;
  RandomSource& random;
};

enum class Field : std::uint8_t { name, login, born };
[[nodiscard]] std::string_view field_word(Field field);

/// Makes the salt of a new subject.
void add_salt(Transaction& transaction, const Secrets& secrets, const std::string& subject);
void add_field(Transaction& transaction, const Secrets& secrets, const std::string& subject, Field field,
               std::string_view value);
/// Refuses with sealed_value_unreadable when the value or its key is not what it was; empty when there is
/// none.
[[nodiscard]] std::string read_field(Transaction& transaction, const Secrets& secrets,
                                     const std::string& subject, Field field);
/// Removes fields and salt of a subject.
void erase_subject(Transaction& transaction, const std::string& subject);

/// What a login is found by: HMAC-SHA256 of municipality and login under the lookup key.
[[nodiscard]] Blob login_key(const Secrets& secrets, const std::string& municipality, std::string_view login);

/// Seals anew at most `count` values that are under another key than the one in use: how many there were.
std::uint64_t reseal_fields(Transaction& transaction, const Secrets& secrets, std::uint64_t count);

}  // namespace mengpaneel::store
