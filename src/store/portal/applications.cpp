// SPDX-License-Identifier: EUPL-1.2
#include <set>

#include "base/utf8.hpp"
#include "store/audit.hpp"
#include "store/portal/portal.hpp"
#include "store/receipt.hpp"

namespace mengpaneel::store {

namespace {

constexpr Limit key_limit{.field = "key", .bytes_max = 128};
constexpr std::size_t receipt_characters = 16;
constexpr std::size_t shown_bytes = 64;

/// A row of: receipt, round, application_number, version, digest, sent_ms, audit_position, key_id, signature.
app::Receipt receipt_of(const Rows& rows, const std::string& municipality) {
  return {.number = {rows.text(0, 0)},
          .municipality = {municipality},
          .round = {rows.text(0, 1)},
          .application_number = rows.text(0, 2),
          .version = static_cast<std::uint64_t>(rows.number(0, 3)),
          .digest = digest_of(rows.bytes(0, 4)),
          .sent_ms = rows.number(0, 5),
          .audit_position = static_cast<std::uint64_t>(rows.number(0, 6)),
          .key_id = rows.text(0, 7),
          .signature = rows.bytes(0, 8)};
}

/// The receipt of what the caller sent under this key, if anything; refuses when that was something else.
std::optional<app::Receipt> earlier_receipt(Transaction& transaction, const std::string& key,
                                            const base::Digest& digest) {
  const Rows rows = transaction.run(
      "select s.receipt, s.round, c.application_number, s.version, s.digest, s.sent_ms, s.audit_position, "
      "s.key_id, "
      "s.signature from sending s join child c on c.municipality = s.municipality and c.child = s.child "
      "where s.municipality = $1 and s.sender = $2 and s.idempotency_key = $3",
      {transaction.municipality(), transaction.caller().person.text, key});
  if (rows.empty()) {
    return std::nullopt;
  }
  app::Receipt receipt = receipt_of(rows, transaction.municipality());
  if (receipt.digest != digest) {
    transaction.refuse({.code = base::ErrorCode::idempotency_conflict});
  }
  return receipt;
}

void require_choices(Transaction& transaction, const app::ApplicationToSend& application,
                     std::uint64_t maximum) {
  if (application.ranked.empty()) {
    transaction.refuse({.code = base::ErrorCode::choices_none});
  }
  if (application.ranked.size() > maximum) {
    transaction.refuse({.code = base::ErrorCode::choices_too_many,
                        .value = std::to_string(application.ranked.size()),
                        .expected = std::to_string(maximum)});
  }
  std::set<app::ProgrammeId> seen;
  for (const app::ProgrammeId& programme : application.ranked) {
    if (!transaction.good()) {
      return;
    }
    if (!seen.insert(programme).second) {
      transaction.refuse(
          {.code = base::ErrorCode::choice_twice, .value = base::shortened(programme.text, shown_bytes)});
    }
    require_identifier(transaction, "programme", programme.text);
    if (transaction
            .run("select 1 from programme where municipality = $1 and round = $2 and programme = $3",
                 {transaction.municipality(), application.round.text, programme.text})
            .empty()) {
      transaction.refuse({.code = base::ErrorCode::programme_not_in_round,
                          .value = base::shortened(programme.text, shown_bytes)});
    }
  }
}

/// Refuses unless the round takes applications now and the list is one that it allows.
void require_allowed(Transaction& transaction, const app::ApplicationToSend& application) {
  const Rows rows = transaction.run(
      "select opens_ms, closes_ms, maximum_preferences from round where municipality = $1 and round = $2",
      {transaction.municipality(), application.round.text});
  const std::string shown = base::shortened(application.round.text, shown_bytes);
  if (rows.empty()) {
    transaction.refuse({.code = base::ErrorCode::round_unknown, .value = shown});
    return;
  }
  const std::int64_t now_ms = transaction.caller().now_ms;
  if (now_ms < rows.number(0, 0) || now_ms >= rows.number(0, 1)) {
    transaction.refuse({.code = base::ErrorCode::round_not_open, .value = shown});
  }
  require_choices(transaction, application, static_cast<std::uint64_t>(rows.number(0, 2)));
}

std::uint64_t next_version(Transaction& transaction, const app::ApplicationToSend& application) {
  const Rows rows = transaction.run(
      "select coalesce(max(version), 0) from sending where municipality = $1 and round = $2 and child = $3",
      {transaction.municipality(), application.round.text, application.child.text});
  return rows.empty() ? 0 : static_cast<std::uint64_t>(rows.number(0, 0)) + 1;
}

void add_sending(Transaction& transaction, const app::ApplicationToSend& application,
                 const app::Receipt& receipt) {
  const std::string& municipality = transaction.municipality();
  transaction.run(
      "insert into sending (municipality, receipt, round, child, version, sender, idempotency_key, digest, "
      "sent_ms, "
      "audit_position, key_id, signature) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
      {municipality, receipt.number.text, application.round.text, application.child.text,
       static_cast<std::int64_t>(receipt.version), transaction.caller().person.text, application.key,
       blob_of(receipt.digest), receipt.sent_ms, static_cast<std::int64_t>(receipt.audit_position),
       receipt.key_id, Blob{receipt.signature}});
  std::int64_t rank = 0;
  for (const app::ProgrammeId& programme : application.ranked) {
    transaction.run("insert into choice (municipality, receipt, rank, programme) values ($1, $2, $3, $4)",
                    {municipality, receipt.number.text, ++rank, programme.text});
  }
  transaction.run(
      "insert into application (municipality, round, child, receipt) values ($1, $2, $3, $4) "
      "on conflict (municipality, round, child) do update set receipt = excluded.receipt",
      {municipality, application.round.text, application.child.text, receipt.number.text});
}

}  // namespace

app::Receipt send_application(Transaction& transaction, const Secrets& secrets,
                              const app::ApplicationToSend& application) {
  require_text(transaction, key_limit, application.key);
  const std::string& municipality = transaction.municipality();
  const std::string content =
      application_content(municipality, application.round.text, application.child.text, application.ranked);
  const base::Digest digest = base::sha256(content);
  if (std::optional<app::Receipt> earlier = earlier_receipt(transaction, application.key, digest)) {
    return std::move(*earlier);
  }
  app::Receipt receipt{};
  receipt.application_number = require_own_child(transaction, application.child);
  require_allowed(transaction, application);
  receipt.number.text = new_readable_number(secrets, receipt_characters);
  receipt.municipality.text = municipality;
  receipt.round = application.round;
  receipt.version = next_version(transaction, application);
  receipt.digest = digest;
  receipt.sent_ms = transaction.caller().now_ms;
  receipt.audit_position = record(transaction, {.action = "application.sent",
                                                .object = receipt.number.text,
                                                .subject = application.child.text,
                                                .content = content});
  sign_receipt(receipt, secrets.keyring);
  add_sending(transaction, application, receipt);
  return receipt;
}

std::optional<app::SentApplication> read_application(Transaction& transaction, const app::RoundId& round,
                                                     const app::ChildId& child) {
  const std::string& municipality = transaction.municipality();
  (void)require_own_child(transaction, child);
  const Rows rows = transaction.run(
      "select s.receipt, s.round, c.application_number, s.version, s.digest, s.sent_ms, s.audit_position, "
      "s.key_id, "
      "s.signature from application a "
      "join sending s on s.municipality = a.municipality and s.receipt = a.receipt "
      "join child c on c.municipality = s.municipality and c.child = s.child "
      "where a.municipality = $1 and a.round = $2 and a.child = $3",
      {municipality, round.text, child.text});
  if (rows.empty()) {
    return std::nullopt;
  }
  app::SentApplication sent{.receipt = receipt_of(rows, municipality), .ranked = {}};
  const Rows choices =
      transaction.run("select programme from choice where municipality = $1 and receipt = $2 order by rank",
                      {municipality, sent.receipt.number.text});
  for (std::size_t row = 0; row < choices.size(); ++row) {
    sent.ranked.push_back({choices.text(row, 0)});
  }
  return sent;
}

std::uint64_t count_applications(Transaction& transaction, const app::RoundId& round) {
  require_round(transaction, round);
  const Rows rows = transaction.run("select count(*) from application where municipality = $1 and round = $2",
                                    {transaction.municipality(), round.text});
  return rows.empty() ? 0 : static_cast<std::uint64_t>(rows.number(0, 0));
}

}  // namespace mengpaneel::store
