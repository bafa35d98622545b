// SPDX-License-Identifier: EUPL-1.2
#include "store/private_fields.hpp"

#include <array>
#include <optional>

#include "base/hash.hpp"
#include "store/audit.hpp"

namespace mengpaneel::store {

namespace {

std::string context_of(const std::string& municipality, std::string_view subject, std::string_view field,
                       std::string_view key_id) {
  return Canonical().add(municipality).add(subject).add(field).add(key_id).bytes();
}

std::string sealed_under(const Secrets& secrets, const std::string& municipality, std::string_view subject,
                         std::string_view field, std::string_view value) {
  const std::string& key_id = secrets.keyring.field_key_id;
  return seal(value, context_of(municipality, subject, field, key_id), secrets.keyring.field_keys.at(key_id),
              secrets.random);
}

std::optional<std::string> opened(const Secrets& secrets, const std::string& municipality,
                                  std::string_view subject, std::string_view field, const std::string& key_id,
                                  std::string_view sealed) {
  const auto key = secrets.keyring.field_keys.find(key_id);
  if (key == secrets.keyring.field_keys.end()) {
    return std::nullopt;
  }
  return unseal(sealed, context_of(municipality, subject, field, key_id), key->second);
}

}  // namespace

std::string_view field_word(Field field) {
  constexpr std::array words{std::string_view("name"), std::string_view("login"), std::string_view("born")};
  return words.at(static_cast<std::size_t>(field));
}

void add_salt(Transaction& transaction, const Secrets& secrets, const std::string& subject) {
  transaction.run("insert into salt (municipality, subject, salt) values ($1, $2, $3)",
                  {transaction.municipality(), subject, Blob{secrets.random.bytes(key_bytes)}});
}

void add_field(Transaction& transaction, const Secrets& secrets, const std::string& subject, Field field,
               std::string_view value) {
  const std::string_view word = field_word(field);
  transaction.run(
      "insert into private_field (municipality, subject, field, key_id, sealed) values ($1, $2, $3, $4, $5)",
      {transaction.municipality(), subject, std::string(word), secrets.keyring.field_key_id,
       Blob{sealed_under(secrets, transaction.municipality(), subject, word, value)}});
}

std::string read_field(Transaction& transaction, const Secrets& secrets, const std::string& subject,
                       Field field) {
  const std::string word(field_word(field));
  const Rows rows = transaction.run(
      "select key_id, sealed from private_field where municipality = $1 and subject = $2 and field = $3",
      {transaction.municipality(), subject, word});
  if (rows.empty()) {
    return {};
  }
  std::optional<std::string> value =
      opened(secrets, transaction.municipality(), subject, word, rows.text(0, 0), rows.bytes(0, 1));
  if (!value) {
    transaction.refuse({.code = base::ErrorCode::sealed_value_unreadable, .field = word});
    return {};
  }
  return std::move(*value);
}

void erase_subject(Transaction& transaction, const std::string& subject) {
  transaction.run("delete from private_field where municipality = $1 and subject = $2",
                  {transaction.municipality(), subject});
  transaction.run("delete from salt where municipality = $1 and subject = $2",
                  {transaction.municipality(), subject});
}

Blob login_key(const Secrets& secrets, const std::string& municipality, std::string_view login) {
  const base::HmacSha256 keyed(secrets.keyring.lookup_key);
  return blob_of(keyed(Canonical().add(municipality).add(login).bytes()));
}

std::uint64_t reseal_fields(Transaction& transaction, const Secrets& secrets, std::uint64_t count) {
  const Rows rows = transaction.run(
      "select subject, field, key_id, sealed from private_field where municipality = $1 and key_id <> $2 "
      "order by subject, field limit $3",
      {transaction.municipality(), secrets.keyring.field_key_id, static_cast<std::int64_t>(count)});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const std::string& subject = rows.text(row, 0);
    const std::string& field = rows.text(row, 1);
    const std::optional<std::string> value =
        opened(secrets, transaction.municipality(), subject, field, rows.text(row, 2), rows.bytes(row, 3));
    if (!value) {
      transaction.refuse({.code = base::ErrorCode::sealed_value_unreadable, .field = field});
      return 0;
    }
    transaction.run(
        "update private_field set key_id = $1, sealed = $2 where municipality = $3 and subject = $4 and "
        "field = $5",
        {secrets.keyring.field_key_id,
         Blob{sealed_under(secrets, transaction.municipality(), subject, field, *value)},
         transaction.municipality(), subject, field});
  }
  return rows.size();
}

}  // namespace mengpaneel::store
