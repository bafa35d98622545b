// SPDX-License-Identifier: EUPL-1.2
// [[pool]] and [[override]].
#include <array>
#include <limits>
#include <utility>

#include "io/policy_reading.hpp"

namespace mengpaneel::io::policy {

using base::ErrorCode;
using place::Seats;
using place::SeatsKind;

namespace {

constexpr std::string_view seats_forms = R"(2 | "30%" | { column = "seats" } | "as-needed" | "rest")";

std::optional<Seats> read_seats_word(TomlReader& pool, const TomlMember& member) {
  const std::string& text = member.value.text;
  if (text == "rest") {
    return Seats{.kind = SeatsKind::rest, .column = {}};
  }
  if (text == "as-needed") {
    return Seats{.kind = SeatsKind::as_needed, .column = {}};
  }
  if (const auto share = share_ppm(text)) {
    return Seats{.kind = SeatsKind::share, .share_ppm = *share, .column = {}};
  }
  if (text.find('%') != std::string::npos) {
    pool.add(ErrorCode::share_invalid, member.value.at, "seats", toml_value_text(member.value),
             std::string(share_form));
  } else {
    pool.add(ErrorCode::not_an_allowed_word, member.value.at, "seats", toml_value_text(member.value),
             std::string(seats_forms));
  }
  return std::nullopt;
}

std::optional<Seats> read_seats(Reading& reading, TomlReader& pool) {
  const TomlMember* member = pool.require("seats", std::string(seats_forms));
  if (member == nullptr) {
    return std::nullopt;
  }
  switch (member->value.kind) {
    case TomlKind::string:
      return read_seats_word(pool, *member);
    case TomlKind::integer: {
      const auto number = pool.whole_number("seats", 0, std::numeric_limits<std::uint32_t>::max() - 1);
      return number.has_value()
                 ? std::optional(Seats{.kind = SeatsKind::number, .number = *number, .column = {}})
                 : std::nullopt;
    }
    case TomlKind::table: {
      TomlReader table(member->value, pool.field("seats"), reading.faults);
      table.require("column", "\"seats\"");
      std::optional<std::string> column = table.text("column");
      table.finish();
      return column.has_value()
                 ? std::optional(Seats{.kind = SeatsKind::column, .column = std::move(*column)})
                 : std::nullopt;
    }
    default:
      pool.wrong_type(*member, std::string(seats_forms));
      return std::nullopt;
  }
}

std::vector<place::Expression> read_priority(Reading& reading, TomlReader& pool) {
  std::vector<place::Expression> classes;
  const TomlMember* member = pool.find("priority");
  if (member == nullptr) {
    return classes;
  }
  if (member->value.kind != TomlKind::array) {
    pool.wrong_type(*member, R"(["a", "b & c"])");
    return classes;
  }
  base::IdTable seen;
  for (const TomlValue& item : member->value.items) {
    auto expression = read_expression(reading, item, pool.field("priority"), ExpressionUse::applied);
    if (!expression.has_value()) {
      continue;
    }
    if (!seen.intern(expression->text).is_new) {  // the first class takes everyone: this one would stay empty
      pool.add(ErrorCode::duplicate, item.at, "priority", expression->text, pool.field("priority"));
    }
    classes.push_back(std::move(*expression));
  }
  return classes;
}

void check_effects(TomlReader& pool, const Seats& seats) {
  if (const TomlMember* rounding = pool.find("rounding");
      rounding != nullptr && seats.kind != SeatsKind::share) {
    pool.add(ErrorCode::key_without_effect, rounding->key_at, "rounding", "rounding", "seats = \"30%\"");
  }
  if (const TomlMember* unfilled = pool.find("unfilled");
      unfilled != nullptr && unfilled->value.text != "next" && seats.kind == SeatsKind::as_needed) {
    pool.add(ErrorCode::key_without_effect, unfilled->key_at, "unfilled", "unfilled",
             R"(seats = 2 | "30%" | "rest")");
  }
}

struct ReadPool {
  place::Pool pool;
  bool seats_are_known = false;
};

ReadPool read_pool(Reading& reading, const TomlValue& table, const std::string& field) {
  using place::Rounding;
  using place::Unfilled;
  using place::WithinClass;
  constexpr std::array<TomlWord<WithinClass>, 3> orders{{{"lottery", WithinClass::lottery},
                                                         {"distance", WithinClass::distance},
                                                         {"listed", WithinClass::listed}}};
  constexpr std::array<TomlWord<Unfilled>, 2> fates{{{"next", Unfilled::next}, {"empty", Unfilled::empty}}};
  constexpr std::array<TomlWord<Rounding>, 3> roundings{
      {{"down", Rounding::down}, {"nearest", Rounding::nearest}, {"up", Rounding::up}}};
  TomlReader reader(table, field, reading.faults);
  ReadPool out;
  out.pool.at = source_position(table.at);
  reader.require("name", "\"open\"");
  if (const auto name = reader.text("name")) {
    out.pool.name = *name;
    if (!is_identifier(*name)) {
      reader.add(ErrorCode::not_an_identifier, reader.find("name")->value.at, "name",
                 toml_value_text(reader.find("name")->value), "1..64");
    }
  }
  const std::optional<Seats> seats = read_seats(reading, reader);
  out.pool.open_to = read_expression(reading, reader, "open_to", ExpressionUse::applied);
  out.pool.priority = read_priority(reading, reader);
  out.pool.within_class = reader.one_of("within_class", orders).value_or(WithinClass::lottery);
  out.pool.unfilled = reader.one_of("unfilled", fates).value_or(Unfilled::next);
  out.pool.rounding = reader.one_of("rounding", roundings).value_or(Rounding::down);
  out.pool.less = reader.text("less");
  out.pool.at_seats = position_of_value(reader, "seats");
  out.pool.at_within_class = position_of_value(reader, "within_class");
  out.pool.at_unfilled = position_of_value(reader, "unfilled");
  out.pool.at_less = position_of_value(reader, "less");
  if (seats.has_value()) {
    out.pool.seats = *seats;
    out.seats_are_known = true;
    check_effects(reader, *seats);
  }
  reader.finish();
  return out;
}

TextPosition text_position(place::SourcePosition at) { return {.line = at.line, .column = at.column}; }

void check_names(Reading& reading, const std::vector<place::Pool>& pools, const std::string& field) {
  base::IdTable seen;
  std::vector<std::uint32_t> first_line;
  for (const place::Pool& pool : pools) {
    if (pool.name.empty()) {
      continue;
    }
    const auto [index, is_new] = seen.intern(pool.name);
    if (is_new) {
      first_line.push_back(pool.at.line);
    } else {
      reading.faults.add(ErrorCode::duplicate, text_position(pool.at), field + ".name", pool.name,
                         std::to_string(first_line[index]));
    }
  }
}

/// At most one rest; as-needed needs a rest, behind everything (docs/formats.md, decision 3).
void check_rest(Reading& reading, const std::vector<place::Pool>& pools, TextPosition at,
                const std::string& field) {
  const place::Pool* rest = nullptr;
  const place::Pool* as_needed = nullptr;
  for (const place::Pool& pool : pools) {
    if (pool.seats.kind == SeatsKind::as_needed) {
      as_needed = &pool;
    }
    if (pool.seats.kind == SeatsKind::rest) {
      if (rest != nullptr) {
        reading.faults.add(ErrorCode::rest_twice, text_position(pool.at), field + ".seats", pool.name,
                           rest->name);
      }
      rest = &pool;
    }
  }
  if (as_needed == nullptr) {
    return;
  }
  if (rest == nullptr) {
    reading.faults.add(ErrorCode::rest_missing, at, field, as_needed->name, "seats = \"rest\"");
  } else if (rest != &pools.back()) {
    reading.faults.add(ErrorCode::rest_not_last, text_position(rest->at), field + ".seats", rest->name,
                       pools.back().name);
  }
}

}  // namespace

std::vector<place::Pool> read_pools(Reading& reading, TomlReader& table, std::string_view key) {
  std::vector<place::Pool> pools;
  const TomlMember* member = table.find(key);
  const std::string field = table.field(key);
  bool seats_are_known = true;
  for (const TomlValue* pool : table.tables(key)) {
    ReadPool read = read_pool(reading, *pool, field);
    seats_are_known = seats_are_known && read.seats_are_known;
    pools.push_back(std::move(read.pool));
  }
  if (member->value.kind == TomlKind::array && member->value.items.empty()) {
    table.add(ErrorCode::pool_missing, member->key_at, key, field, "[[pool]]");
  }
  if (pools.size() > place::Rules::pools_max) {
    table.add(ErrorCode::pools_too_many, text_position(pools[place::Rules::pools_max].at), key,
              std::to_string(pools.size()), std::to_string(place::Rules::pools_max));
  }
  check_names(reading, pools, field);
  if (seats_are_known && !pools.empty()) {
    check_rest(reading, pools, member->key_at, field);
  }
  return pools;
}

void read_override(Reading& reading, const TomlValue& table) {
  TomlReader reader(table, "override", reading.faults);
  place::Override rule;
  rule.at = source_position(table.at);
  rule.where = read_expression(reading, reader, "where", ExpressionUse::where);
  const TomlMember* programmes = reader.find("programmes");
  if (programmes != nullptr) {
    rule.programmes = read_texts(reader, *programmes);
    for (const TomlValue& item : programmes->value.items) {
      if (item.kind == TomlKind::string && !item.text.empty() && !is_identifier(item.text)) {
        reader.add(ErrorCode::not_an_identifier, item.at, "programmes", toml_value_text(item), "1..64");
      }
    }
  }
  if (programmes != nullptr && reader.find("where") != nullptr) {
    reader.add(ErrorCode::keys_exclude_each_other, programmes->key_at, "programmes", "programmes", "where");
  }
  if (programmes == nullptr && reader.find("where") == nullptr) {
    reader.add(ErrorCode::key_missing, table.at, "where", {}, "where | programmes");
  }
  rule.from = reader.date("from");
  rule.until = reader.date("until");
  check_dates_in_order(reader, rule.from, rule.until);
  if (reader.require("pools", R"([ { name = "open", seats = "rest" } ])") != nullptr) {
    rule.pools = read_pools(reading, reader, "pools");
  }
  reader.finish();
  reading.rules.overrides.push_back(std::move(rule));
}

}  // namespace mengpaneel::io::policy
