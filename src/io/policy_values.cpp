// SPDX-License-Identifier: EUPL-1.2
// Criteria that compare a value: of an attribute of the pupil or a column of the programme.
#include <utility>

#include "io/policy_reading.hpp"
#include "place/rules/decimal.hpp"

namespace mengpaneel::io::policy {

using base::ErrorCode;
using place::CriterionTest;

namespace {

/// A text or a whole number as the text that a CSV field would hold.
std::optional<std::string> field_text(TomlReader& table, std::string_view key, const TomlValue& value) {
  if (value.kind == TomlKind::string && !value.text.empty()) {
    return value.text;
  }
  if (value.kind == TomlKind::integer) {
    return std::to_string(value.integer);
  }
  if (value.kind == TomlKind::date) {
    return value.text;
  }
  table.add(ErrorCode::key_wrong_type, value.at, key, toml_value_text(value), "\"text\"");
  return std::nullopt;
}

std::vector<std::string> read_allowed(TomlReader& table, const TomlMember& member) {
  std::vector<std::string> allowed;
  if (member.value.kind != TomlKind::array || member.value.items.empty()) {
    table.wrong_type(member, R"(["a", "b"])");
    return allowed;
  }
  base::IdTable seen;
  for (const TomlValue& item : member.value.items) {
    auto text = field_text(table, member.key, item);
    if (text.has_value() && !seen.intern(*text).is_new) {
      table.add(ErrorCode::duplicate, item.at, member.key, toml_value_text(item), table.field(member.key));
    } else if (text.has_value()) {
      allowed.push_back(std::move(*text));
    }
  }
  return allowed;
}

/// from/until: a number, or a date as TOML's or as text.
std::optional<std::string> read_bound(TomlReader& table, std::string_view key) {
  const TomlMember* member = table.find(key);
  if (member == nullptr) {
    return std::nullopt;
  }
  if (member->value.kind == TomlKind::integer || member->value.kind == TomlKind::floating) {
    std::string text =
        member->value.kind == TomlKind::integer ? std::to_string(member->value.integer) : member->value.text;
    if (!place::decimal_millionths(text).has_value()) {
      table.add(ErrorCode::out_of_range, member->value.at, key, text,
                "-999999999999.999999..999999999999.999999");
      return std::nullopt;
    }
    return text;
  }
  if (member->value.kind == TomlKind::string || member->value.kind == TomlKind::date) {
    return table.date(key);
  }
  table.wrong_type(*member, "YYYY-MM-DD | 12.5");
  return std::nullopt;
}

void check_bounds(TomlReader& table, const place::ValueTest& test) {
  if (!test.from.has_value() || !test.until.has_value()) {
    return;
  }
  if (place::is_date(*test.from) != place::is_date(*test.until)) {
    table.wrong_type(*table.find("until"), place::is_date(*test.from) ? "YYYY-MM-DD" : "12.5");
  } else if (place::is_date(*test.from)) {
    check_dates_in_order(table, test.from, test.until);
  } else if (*place::decimal_millionths(*test.from) > *place::decimal_millionths(*test.until)) {
    table.add(ErrorCode::from_after_until, table.find("until")->value.at, "until", *test.until, *test.from);
  }
}

}  // namespace

std::optional<CriterionTest> read_value(Reading& /*reading*/, TomlReader& table) {
  place::ValueTest test;
  const TomlMember* of_programme = table.find("column");
  test.of_programme = of_programme != nullptr && table.find("attribute") == nullptr;
  const auto column = table.text(test.of_programme ? "column" : "attribute");
  test.column = column.value_or("");
  const TomlMember* equals = table.find("equals");
  const TomlMember* in = table.find("in");
  const bool has_bounds = table.find("from") != nullptr || table.find("until") != nullptr;
  if (equals != nullptr) {
    if (auto text = field_text(table, "equals", equals->value)) {
      test.in.push_back(std::move(*text));
    }
  } else if (in != nullptr) {
    test.in = read_allowed(table, *in);
  }
  if (equals != nullptr && in != nullptr) {
    table.add(ErrorCode::keys_exclude_each_other, in->key_at, "in", "in", "equals");
  }
  if (has_bounds && (equals != nullptr || in != nullptr)) {
    const std::string_view bound = table.find("from") != nullptr ? "from" : "until";
    table.add(ErrorCode::keys_exclude_each_other, table.find(bound)->key_at, bound, std::string(bound),
              equals != nullptr ? "equals" : "in");
  }
  test.from = read_bound(table, "from");
  test.until = read_bound(table, "until");
  check_bounds(table, test);
  if (equals == nullptr && in == nullptr && !has_bounds) {
    table.add(ErrorCode::key_missing, table.at(), "equals", {}, "equals | in | from | until");
  }
  return column.has_value() ? std::optional<CriterionTest>(std::move(test)) : std::nullopt;
}

}  // namespace mengpaneel::io::policy
