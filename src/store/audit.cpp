// SPDX-License-Identifier: EUPL-1.2
#include "store/audit.hpp"

#include <algorithm>
#include <array>

namespace mengpaneel::store {

namespace {

constexpr std::array role_words{std::string_view("guardian"), std::string_view("official"),
                                std::string_view("administrator")};

/// The salt of a subject that is there; empty for nobody.
std::string salt_of(Transaction& transaction, const std::string& subject) {
  if (subject.empty()) {
    return {};
  }
  const Rows rows = transaction.run("select salt from salt where municipality = $1 and subject = $2",
                                    {transaction.municipality(), subject});
  return rows.empty() ? std::string() : rows.bytes(0, 0);
}

}  // namespace

Canonical& Canonical::add(std::string_view field) {
  bytes_.append(std::to_string(field.size())).append(":").append(field).append("\n");
  return *this;
}

base::Digest hash_of(const AuditRecord& record) {
  Canonical canonical;
  canonical.add(std::string_view("mengpaneel audit 1"))
      .add(record.municipality)
      .add(record.position)
      .add(record.at_ms)
      .add(record.role)
      .add(record.actor)
      .add(record.action)
      .add(record.object)
      .add(record.subject)
      .add(base::to_hex(record.content))
      .add(base::to_hex(record.previous));
  return base::sha256(canonical.bytes());
}

base::Digest content_digest(std::string_view salt, std::string_view content) {
  base::Sha256 hash;
  hash.update(salt);
  hash.update(content);
  return hash.finish();
}

void lock_chain(Transaction& transaction) {
  // On SQLite the transaction is the only writer already.
  const Rows rows =
      transaction.dialect() == Dialect::postgres
          ? transaction.run("select position, hash from audit_head where municipality = $1 for update",
                            {transaction.municipality()})
          : transaction.run("select position, hash from audit_head where municipality = $1",
                            {transaction.municipality()});
  if (rows.empty()) {
    transaction.refuse({.code = base::ErrorCode::municipality_unknown, .value = transaction.municipality()});
    return;
  }
  transaction.head = AuditHead{static_cast<std::uint64_t>(rows.number(0, 0)), digest_of(rows.bytes(0, 1))};
}

std::uint64_t record(Transaction& transaction, const AuditEntry& entry) {
  const std::string salt = salt_of(transaction, entry.subject);
  if (!transaction.good() || !transaction.head) {
    return 0;
  }
  const app::Caller& caller = transaction.caller();
  const AuditRecord added{.municipality = transaction.municipality(),
                          .position = transaction.head->position + 1,
                          .at_ms = caller.now_ms,
                          .role = std::string(role_word(caller.role)),
                          .actor = caller.person.text,
                          .action = entry.action,
                          .object = entry.object,
                          .subject = entry.subject,
                          .content = content_digest(salt, entry.content),
                          .previous = transaction.head->hash};
  const base::Digest hash = hash_of(added);
  const auto position = static_cast<std::int64_t>(added.position);
  transaction.run(
      "insert into audit (municipality, position, at_ms, role, actor, action, object, subject, content, "
      "previous, hash) "
      "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      {added.municipality, position, added.at_ms, added.role, added.actor, added.action, added.object,
       added.subject, blob_of(added.content), blob_of(added.previous), blob_of(hash)});
  transaction.run("update audit_head set position = $1, hash = $2 where municipality = $3",
                  {position, blob_of(hash), added.municipality});
  transaction.head = AuditHead{added.position, hash};
  transaction.recorded = true;
  return added.position;
}

std::string_view role_word(app::Role role) { return role_words.at(static_cast<std::size_t>(role)); }

app::Role role_of(std::string_view word) {
  const auto* const found = std::ranges::find(role_words, word);
  // The schema allows no other word; whoever has none of them gets the role that may do least.
  return found == role_words.end() ? app::Role::guardian : static_cast<app::Role>(found - role_words.begin());
}

Blob blob_of(const base::Digest& digest) { return Blob{std::string(base::as_bytes(digest))}; }

base::Digest digest_of(std::string_view bytes) {
  base::Digest digest{};
  if (bytes.size() == digest.size()) {
    std::ranges::transform(bytes, digest.begin(), [](char byte) { return static_cast<std::uint8_t>(byte); });
  }
  return digest;
}

}  // namespace mengpaneel::store
