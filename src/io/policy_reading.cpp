// SPDX-License-Identifier: EUPL-1.2
#include "io/policy_reading.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "place/rules/expression.hpp"

namespace mengpaneel::io::policy {

using base::ErrorCode;
using place::ExpressionFault;
using place::ExpressionFaultKind;

namespace {

/// The nearest known criterion, or all of them. For as many faults as are shown and as many criteria as there
/// may be: a hostile file must not cost its length squared.
std::string criterion_suggestion(const Reading& reading, std::string_view name) {
  if (reading.faults.count() >= base::ErrorList::shown_max) {
    return {};
  }
  const auto count = std::min<std::uint32_t>(reading.criterion_names.size(), place::Rules::criteria_max);
  std::vector<std::string_view> names;
  for (std::uint32_t index = 0; index < count; ++index) {
    names.push_back(reading.criterion_names.name(index));
  }
  std::string words = suggestion(name, names);
  return words.empty() ? "[criteria]" : words;
}

/// Where the byte at `offset` of a text on one line stands in the file. Escapes would shift it; names have
/// none.
TextPosition position_in_text(const TomlValue& value, std::size_t offset) {
  if (value.text.find('\n') != std::string::npos) {
    return value.at;
  }
  const auto characters =
      std::ranges::count_if(std::string_view(value.text).substr(0, offset),
                            [](char byte) { return (static_cast<unsigned char>(byte) & 0xc0U) != 0x80U; });
  return {.line = value.at.line, .column = value.at.column + 1 + static_cast<std::uint32_t>(characters)};
}

void add_fault(Reading& reading, const TomlValue& value, const std::string& field,
               const ExpressionFault& fault) {
  const TextPosition at = position_in_text(value, fault.offset);
  switch (fault.kind) {
    case ExpressionFaultKind::criterion_unknown:
      reading.faults.add(ErrorCode::criterion_unknown, at, field, fault.word,
                         criterion_suggestion(reading, fault.word));
      return;
    case ExpressionFaultKind::criterion_expected:
      reading.faults.add(ErrorCode::expression_invalid, at, field, toml_value_text(value),
                         fault.word == "(" || fault.word == ")" ? "a & b | a & c" : "a & !b | c");
      return;
    case ExpressionFaultKind::operator_expected:
      reading.faults.add(ErrorCode::expression_invalid, at, field, toml_value_text(value), "& |");
      return;
    case ExpressionFaultKind::never_holds:
      reading.faults.add(ErrorCode::expression_invalid, at, field, toml_value_text(value),
                         fault.word + " | !" + fault.word);
      return;
  }
}

bool looks_at_programme_only(const place::Criterion& criterion) {
  const auto* test = std::get_if<place::ValueTest>(&criterion.test);
  return test != nullptr && test->of_programme;
}

/// Advice is never applied; where no pupil is known yet, only the programme can be looked at.
void check_criteria(Reading& reading, const place::Expression& expression, TextPosition at,
                    const std::string& field, ExpressionUse use) {
  std::uint64_t used = 0;
  for (const place::Term& term : expression.terms) {
    used |= term.require | term.forbid;
  }
  const std::vector<place::Criterion>& criteria = reading.rules.criteria;
  if (criteria.size() > place::Rules::criteria_max) {
    return;  // bits are shared then
  }
  for (std::size_t index = 0; index < criteria.size(); ++index) {
    if ((used >> index & 1U) == 0 || !reading.criterion_is_readable[index]) {
      continue;
    }
    if (use != ExpressionUse::programmes_to_count && criteria[index].recommend) {
      reading.faults.add(ErrorCode::criterion_only_advice, at, field, criteria[index].name);
    }
    if (use != ExpressionUse::applied && !looks_at_programme_only(criteria[index])) {
      reading.faults.add(ErrorCode::criterion_not_of_programme, at, field, criteria[index].name,
                         "{ column = ... }");
    }
  }
}

}  // namespace

std::optional<place::Expression> read_expression(Reading& reading, const TomlValue& value,
                                                 const std::string& field, ExpressionUse use) {
  if (value.kind != TomlKind::string) {
    reading.faults.add(ErrorCode::key_wrong_type, value.at, field, toml_value_text(value), "\"a & !b | c\"");
    return std::nullopt;
  }
  auto expression = place::parse_expression(value.text, reading.criterion_names);
  if (!expression.has_value()) {
    for (const ExpressionFault& fault : expression.error()) {
      add_fault(reading, value, field, fault);
    }
    return std::nullopt;
  }
  expression->at = source_position(value.at);
  check_criteria(reading, *expression, value.at, field, use);
  return std::move(*expression);
}

std::optional<place::Expression> read_expression(Reading& reading, TomlReader& table, std::string_view key,
                                                 ExpressionUse use) {
  const TomlMember* member = table.find(key);
  return member == nullptr ? std::nullopt : read_expression(reading, member->value, table.field(key), use);
}

std::optional<std::uint32_t> find_criterion(Reading& reading, std::string_view name, TextPosition at,
                                            const std::string& field) {
  const std::optional<std::uint32_t> found = reading.criterion_names.find(name);
  if (!found.has_value()) {
    reading.faults.add(ErrorCode::criterion_unknown, at, field, std::string(name),
                       criterion_suggestion(reading, name));
  }
  return found;
}

std::optional<std::uint32_t> share_ppm(std::string_view text) {
  constexpr std::size_t decimals_max = 4;
  constexpr std::uint32_t ppm_in_percent = 10'000;
  if (!text.ends_with('%')) {
    return std::nullopt;
  }
  text.remove_suffix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view decimals = point == std::string_view::npos ? "" : text.substr(point + 1);
  const auto all_digits = [](std::string_view part) {
    return std::ranges::all_of(part, [](char digit) { return digit >= '0' && digit <= '9'; });
  };
  if (whole.empty() || whole.size() > 3 || decimals.size() > decimals_max || !all_digits(whole) ||
      !all_digits(decimals) || (point != std::string_view::npos && decimals.empty())) {
    return std::nullopt;
  }
  std::uint32_t ppm = 0;
  for (const char digit : whole) {
    ppm = ppm * 10 + static_cast<std::uint32_t>(digit - '0') * ppm_in_percent;
  }
  std::uint32_t unit = ppm_in_percent;
  for (const char digit : decimals) {
    unit /= 10;
    ppm += static_cast<std::uint32_t>(digit - '0') * unit;
  }
  return ppm <= 100 * ppm_in_percent ? std::optional(ppm) : std::nullopt;
}

bool is_identifier(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::ranges::none_of(text, [](char character) {
    return static_cast<unsigned char>(character) < 0x20 || character == 0x7f;
  });
}

std::vector<std::string> read_texts(TomlReader& table, const TomlMember& member) {
  std::vector<std::string> texts;
  if (member.value.kind != TomlKind::array || member.value.items.empty()) {
    table.wrong_type(member, "[\"a\", \"b\"]");
    return texts;
  }
  base::IdTable seen;
  for (const TomlValue& item : member.value.items) {
    if (item.kind != TomlKind::string || item.text.empty()) {
      table.add(ErrorCode::key_wrong_type, item.at, member.key, toml_value_text(item), "\"text\"");
    } else if (!seen.intern(item.text).is_new) {
      table.add(ErrorCode::duplicate, item.at, member.key, toml_value_text(item), table.field(member.key));
    } else {
      texts.push_back(item.text);
    }
  }
  return texts;
}

void check_dates_in_order(TomlReader& table, const std::optional<std::string>& from,
                          const std::optional<std::string>& until) {
  if (from.has_value() && until.has_value() && *from > *until) {
    table.add(ErrorCode::from_after_until, table.find("until")->value.at, "until", *until, *from);
  }
}

}  // namespace mengpaneel::io::policy
