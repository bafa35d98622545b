// SPDX-License-Identifier: EUPL-1.2
#include "io/policy_toml.hpp"

#include <cstdint>
#include <limits>
#include <utility>

#include "io/policy_reading.hpp"
#include "io/toml_document.hpp"
#include "place/mechanisms/mechanisms.hpp"

namespace mengpaneel::io {

namespace {

using base::ErrorCode;
using place::Mechanism;
using place::Numbers;
using policy::ExpressionUse;
using policy::Reading;

constexpr std::uint32_t number_max = std::numeric_limits<std::uint32_t>::max() - 1;

/// False when the file is of a format that this program cannot judge.
bool is_known_format(TomlReader& root) {
  const TomlMember* member = root.require("format", "1");
  if (member == nullptr) {
    return true;
  }
  if (member->value.kind != TomlKind::integer) {
    root.wrong_type(*member, "1");
    return true;
  }
  if (member->value.integer != 1) {
    root.add(ErrorCode::format_unknown, member->value.at, "format", toml_value_text(member->value), "1");
    return false;
  }
  return true;
}

void read_heading(Reading& reading, TomlReader& root) {
  const TomlMember* member = root.require("policy", "[policy]");
  const TomlValue* table = root.table("policy");
  if (member == nullptr || table == nullptr) {
    return;
  }
  place::Rules& rules = reading.rules;
  TomlReader heading(*table, "policy", reading.faults);
  rules.name = heading.text("name").value_or("");
  rules.version = heading.text("version").value_or("");
  constexpr std::array<TomlWord<std::string_view>, 2> sectors{{{"po", "po"}, {"vo", "vo"}}};
  rules.sector = heading.one_of("sector", sectors).value_or("");
  rules.date = heading.date("date").value_or("");
  if (reading.has_stages) {
    if (const TomlMember* mechanism = heading.find("mechanism")) {
      heading.add(ErrorCode::stages_and_mechanism, mechanism->key_at, "mechanism",
                  toml_value_text(mechanism->value));
    }
  } else if (const TomlMember* mechanism = heading.require("mechanism", "deferred-acceptance")) {
    rules.at_mechanism = policy::source_position(mechanism->value.at);
    rules.mechanism = policy::read_mechanism(heading, "mechanism").value_or(Mechanism::deferred_acceptance);
  }
  rules.maximum_preferences = heading.whole_number("maximum_preferences", 1, number_max);
  rules.at_maximum_preferences = policy::position_of_value(heading, "maximum_preferences");
  heading.finish();
}

void read_lottery(Reading& reading, const TomlValue& table) {
  TomlReader lottery(table, "lottery", reading.faults);
  constexpr std::array<TomlWord<Numbers>, 3> numbers{
      {{"single", Numbers::single}, {"per-programme", Numbers::per_programme}, {"given", Numbers::given}}};
  constexpr std::array<TomlWord<place::DrawnFor>, 3> drawn_for{{{"pupil", place::DrawnFor::pupil},
                                                                {"household", place::DrawnFor::household},
                                                                {"group", place::DrawnFor::group}}};
  reading.rules.numbers = lottery.one_of("numbers", numbers).value_or(Numbers::single);
  reading.rules.drawn_for = lottery.one_of("drawn_for", drawn_for).value_or(place::DrawnFor::pupil);
  reading.rules.at_numbers = policy::position_of_value(lottery, "numbers");
  reading.rules.at_drawn_for = policy::position_of_value(lottery, "drawn_for");
  if (place::mechanism_entry(reading.rules.mechanism).needs_single_number &&
      reading.rules.numbers == Numbers::per_programme) {
    lottery.add(ErrorCode::mechanism_needs_single_number, lottery.find("numbers")->value.at, "numbers",
                place::mechanism_name(reading.rules.mechanism), "single | given");
  }
  lottery.finish();
}

void read_waiting(Reading& reading, const TomlValue& table) {
  TomlReader waiting(table, "waiting", reading.faults);
  using place::WaitingOrder;
  constexpr std::array<TomlWord<WaitingOrder>, 2> orders{
      {{"priority", WaitingOrder::priority}, {"reversed-lottery", WaitingOrder::reversed_lottery}}};
  const WaitingOrder order = waiting.one_of("order", orders).value_or(WaitingOrder::priority);
  reading.rules.waiting = waiting.boolean("kept").value_or(true) ? order : WaitingOrder::not_kept;
  waiting.finish();
}

place::ListRule read_list(Reading& reading, const TomlValue& table) {
  TomlReader list(table, "list", reading.faults);
  place::ListRule rule;
  rule.at = policy::source_position(table.at);
  rule.when = policy::read_expression(reading, list, "when", ExpressionUse::applied);
  if (const auto minimum = list.whole_number("minimum", 0, number_max)) {
    rule.minimum = *minimum;
    const std::uint32_t maximum = reading.rules.maximum_preferences.value_or(number_max);
    if (rule.minimum > maximum) {
      list.add(ErrorCode::out_of_range, list.find("minimum")->value.at, "minimum",
               std::to_string(rule.minimum), "0.." + std::to_string(maximum) + " (maximum_preferences)");
    }
  }
  using place::ShortList;
  constexpr std::array<TomlWord<ShortList>, 2> answers{
      {{"warn", ShortList::warn}, {"refuse", ShortList::refuse}}};
  rule.short_list = list.one_of("short", answers).value_or(ShortList::warn);
  rule.at_short_list = policy::position_of_value(list, "short");
  rule.append = policy::read_expression(reading, list, "append", ExpressionUse::applied);
  const bool has_minimum = list.find("minimum") != nullptr;
  if (list.finish() == 0 && !has_minimum) {
    if (list.find("append") == nullptr) {
      list.add(ErrorCode::key_missing, table.at, "minimum", {}, "minimum = 3");
    } else if (const TomlMember* answer = list.find("short")) {
      list.add(ErrorCode::key_without_effect, answer->key_at, "short", "short", "minimum");
    }
  }
  return rule;
}

/// A rule behind one that holds for everyone would never be looked at.
void read_lists(Reading& reading, TomlReader& root) {
  bool for_everyone = false;
  for (const TomlValue* table : root.tables("list")) {
    if (for_everyone) {
      reading.faults.add(ErrorCode::key_without_effect, table->at, "list", "[[list]]", "when");
    }
    reading.rules.lists.push_back(read_list(reading, *table));
    TomlReader again(*table, "list", reading.faults);
    for_everyone = for_everyone || again.find("when") == nullptr;
  }
}

/// `from` and `until` of an override are judged on the policy's own date, never on the clock.
void check_date(Reading& reading, TomlReader& root) {
  for (const place::Override& override_rule : reading.rules.overrides) {
    if ((override_rule.from.has_value() || override_rule.until.has_value()) && reading.rules.date.empty()) {
      const TomlValue* heading = root.table("policy");
      if (heading != nullptr && TomlReader(*heading, "policy", reading.faults).find("date") == nullptr) {
        reading.faults.add(ErrorCode::key_missing, heading->at, "policy.date", {}, "YYYY-MM-DD");
      }
      return;
    }
  }
}

void read_root(Reading& reading, const TomlValue& document) {
  TomlReader root(document, "", reading.faults);
  if (!is_known_format(root)) {
    return;
  }
  const std::vector<const TomlValue*> stages = root.tables("stage");
  reading.has_stages = !stages.empty();
  read_heading(reading, root);
  if (const TomlValue* table = root.table("lottery")) {
    read_lottery(reading, *table);
  }
  if (const TomlValue* table = root.table("waiting")) {
    read_waiting(reading, *table);
  }
  if (const TomlValue* table = root.table("criteria")) {
    policy::read_criteria(reading, *table);
  }
  read_lists(reading, root);
  if (root.find("pool") != nullptr) {
    reading.rules.pools = policy::read_pools(reading, root, "pool");
  } else {
    root.add(ErrorCode::pool_missing, document.at, "pool", "policy.toml", "[[pool]]");
  }
  for (const TomlValue* table : root.tables("override")) {
    policy::read_override(reading, *table);
  }
  check_date(reading, root);
  if (const TomlValue* table = root.table("groups")) {
    policy::read_groups(reading, *table);
  }
  for (const TomlValue* table : stages) {
    policy::read_stage(reading, *table, table == stages.back());
  }
  root.finish();
}

}  // namespace

base::Result<place::Rules> parse_policy(std::string_view bytes, std::string file) {
  const base::Result<TomlValue> document = parse_toml(bytes, file);
  if (!document.has_value()) {
    return std::unexpected(document.error());
  }
  Reading reading(file);
  reading.rules.file = std::move(file);
  read_root(reading, *document);
  if (!reading.faults.empty()) {
    return std::unexpected(reading.faults.take());
  }
  return std::move(reading.rules);
}

}  // namespace mengpaneel::io
