// SPDX-License-Identifier: EUPL-1.2
#include "base/utf8.hpp"
#include "store/audit.hpp"
#include "store/portal/portal.hpp"

namespace mengpaneel::store {

namespace {

constexpr Limit name_limit{.field = "name", .bytes_max = 200};
constexpr Limit title_limit{.field = "title", .bytes_max = 200};
constexpr std::uint32_t maximum_preferences_max = 64;

bool is_there(Transaction& transaction, std::string_view sql, std::initializer_list<Value> key) {
  return !transaction.run(sql, key).empty();
}

void require_sound_round(Transaction& transaction, const app::ApplicationRound& round) {
  require_slug(transaction, "round", round.id.text);
  require_text(transaction, title_limit, round.title);
  if (round.closes_ms <= round.opens_ms) {
    transaction.refuse({.code = base::ErrorCode::from_after_until,
                        .value = std::to_string(round.closes_ms),
                        .expected = std::to_string(round.opens_ms)});
  }
  if (round.maximum_preferences == 0 || round.maximum_preferences > maximum_preferences_max) {
    transaction.refuse({.code = base::ErrorCode::out_of_range,
                        .field = "maximum_preferences",
                        .value = std::to_string(round.maximum_preferences),
                        .expected = "1..64"});
  }
  for (const app::Programme& programme : round.programmes) {
    require_identifier(transaction, "programme", programme.id.text);
    require_text(transaction, name_limit, programme.name);
  }
}

}  // namespace

void add_municipality(Transaction& transaction, const std::string& name) {
  const std::string& municipality = transaction.municipality();
  require_slug(transaction, "municipality", municipality);
  require_text(transaction, name_limit, name);
  if (is_there(transaction, "select 1 from municipality where municipality = $1", {municipality})) {
    transaction.refuse(
        {.code = base::ErrorCode::already_there, .field = "municipality", .value = municipality});
  }
  transaction.run("insert into municipality (municipality, name, added_ms) values ($1, $2, $3)",
                  {municipality, name, transaction.caller().now_ms});
  transaction.run("insert into audit_head (municipality, position, hash) values ($1, 0, $2)",
                  {municipality, blob_of(base::Digest{})});
  transaction.head = AuditHead{};
  record(transaction, {.action = "municipality.added",
                       .object = municipality,
                       .subject = {},
                       .content = Canonical().add(municipality).add(name).bytes()});
}

void add_round(Transaction& transaction, const app::ApplicationRound& round) {
  const std::string& municipality = transaction.municipality();
  require_sound_round(transaction, round);
  if (is_there(transaction, "select 1 from round where municipality = $1 and round = $2",
               {municipality, round.id.text})) {
    transaction.refuse({.code = base::ErrorCode::already_there, .field = "round", .value = round.id.text});
  }
  transaction.run(
      "insert into round (municipality, round, title, opens_ms, closes_ms, maximum_preferences) "
      "values ($1, $2, $3, $4, $5, $6)",
      {municipality, round.id.text, round.title, round.opens_ms, round.closes_ms,
       std::int64_t{round.maximum_preferences}});
  Canonical content;
  content.add(round.id.text).add(round.title).add(round.opens_ms).add(round.closes_ms);
  content.add(std::uint64_t{round.maximum_preferences});
  for (const app::Programme& programme : round.programmes) {
    if (is_there(transaction,
                 "select 1 from programme where municipality = $1 and round = $2 and programme = $3",
                 {municipality, round.id.text, programme.id.text})) {
      transaction.refuse(
          {.code = base::ErrorCode::already_there, .field = "programme", .value = programme.id.text});
    }
    transaction.run("insert into programme (municipality, round, programme, name) values ($1, $2, $3, $4)",
                    {municipality, round.id.text, programme.id.text, programme.name});
    content.add(programme.id.text).add(programme.name);
  }
  record(transaction,
         {.action = "round.added", .object = round.id.text, .subject = {}, .content = content.bytes()});
}

void require_round(Transaction& transaction, const app::RoundId& round) {
  if (!is_there(transaction, "select 1 from round where municipality = $1 and round = $2",
                {transaction.municipality(), round.text})) {
    transaction.refuse({.code = base::ErrorCode::round_unknown, .value = base::shortened(round.text, 64)});
  }
}

}  // namespace mengpaneel::store
