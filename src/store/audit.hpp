// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The audit chain: for each municipality a row of records, each with the hash of the one before it.
//
//   hash = SHA-256 of the lines "mengpaneel audit 1", municipality, position, at_ms, role, actor, action,
//   object,
//          subject, content, previous; each as its length in bytes in decimal, ':', the bytes, LF; content
//          and previous as 64 hex digits; `previous` of the first record is 64 times '0'.
//   content = SHA-256 of the subject's 32 bytes of salt and what was done, in the words of the action
//   (contents.hpp)
//
// A record names people by pseudonym only, and what was done by a digest under a salt of the person. Erasing
// a person removes data and salt: the chain still holds, and nothing in it can be led back to her, also not
// by guessing.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.hpp"
#include "store/connection.hpp"
#include "store/transaction.hpp"

namespace mengpaneel::store {

struct AuditRecord {
  std::string municipality;
  std::uint64_t position = 0;  ///< from 1, without gaps
  std::int64_t at_ms = 0;
  std::string role;
  std::string actor;    ///< pseudonym
  std::string action;   ///< "application.sent"
  std::string object;   ///< what it was done to: a receipt, a pseudonym, a round
  std::string subject;  ///< whose salt `content` is under; empty when it is about nobody
  base::Digest content{};
  base::Digest previous{};
};

[[nodiscard]] base::Digest hash_of(const AuditRecord& record);

/// What is recorded of one change; `content` is digested, not kept.
struct AuditEntry {
  std::string action;
  std::string object;
  std::string subject;
  std::string content;
};

/// Reads the end of the caller's chain and keeps other writers from it until the transaction ends. Refuses
/// with municipality_unknown when there is no such chain.
void lock_chain(Transaction& transaction);
/// Adds a record to the locked chain: its position.
std::uint64_t record(Transaction& transaction, const AuditEntry& entry);

[[nodiscard]] base::Digest content_digest(std::string_view salt, std::string_view content);

/// Fields of any content, one after another, so that no two lists of fields give the same bytes.
class Canonical {
 public:
  Canonical& add(std::string_view field);
  Canonical& add(std::uint64_t field) { return add(std::to_string(field)); }
  Canonical& add(std::int64_t field) { return add(std::to_string(field)); }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

[[nodiscard]] std::string_view role_word(app::Role role);
[[nodiscard]] app::Role role_of(std::string_view word);
/// A digest as it is kept in a column; another length (a database that was tampered with) is a digest that
/// fits nothing.
[[nodiscard]] Blob blob_of(const base::Digest& digest);
[[nodiscard]] base::Digest digest_of(std::string_view bytes);

}  // namespace mengpaneel::store
