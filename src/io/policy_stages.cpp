// SPDX-License-Identifier: EUPL-1.2
// Mechanisms, groups and stages of a policy.
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "io/policy_reading.hpp"
#include "place/mechanisms/mechanisms.hpp"

namespace mengpaneel::io::policy {

using base::ErrorCode;
using place::Mechanism;

namespace {

/// Names that the format has and this version does not.
constexpr std::array<std::string_view, 1> later_mechanisms{"rank-minimal"};

bool is_whole_number(std::string_view text) {
  return !text.empty() && text.size() <= 9 && text.front() != '0' &&
         std::ranges::all_of(text, [](char digit) { return digit >= '0' && digit <= '9'; });
}

bool is_of_later_version(std::string_view mechanism) {
  return std::ranges::find(later_mechanisms, mechanism) != later_mechanisms.end();
}

struct RankRange {
  std::uint32_t from;
  std::uint32_t to;
};

std::optional<std::uint32_t> rank_of(std::string_view text) {
  return is_whole_number(text) ? std::optional(static_cast<std::uint32_t>(std::stoul(std::string(text))))
                               : std::nullopt;
}

/// "1", "1-3" or "2-".
std::optional<RankRange> parse_ranks(std::string_view text) {
  const std::size_t dash = text.find('-');
  const auto from = rank_of(text.substr(0, dash));
  if (!from.has_value() || dash == std::string_view::npos) {
    return from.has_value() ? std::optional(RankRange{*from, *from}) : std::nullopt;
  }
  const std::string_view last = text.substr(dash + 1);
  if (last.empty()) {
    return RankRange{*from, place::StageRule::open_rank};
  }
  const auto to = rank_of(last);
  return to.has_value() && *to >= *from ? std::optional(RankRange{*from, *to}) : std::nullopt;
}

/// Groups go down their lists together, which the other mechanisms have no notion of.
void check_groups(Reading& reading, const TomlValue& table) {
  const place::Rules& rules = reading.rules;
  const bool deferred = place::mechanism_entry(rules.mechanism).places_groups;
  if (!rules.groups.empty() && (!deferred || reading.has_stages)) {
    reading.faults.add(ErrorCode::groups_need_deferred_acceptance, table.at, "groups",
                       reading.has_stages ? "[[stage]]" : place::mechanism_name(rules.mechanism));
  }
}

/// One of the draw's own numbers, or given ones for all stages.
void check_numbers(Reading& reading, TomlReader& stage, const place::StageRule& rule) {
  const bool given = reading.rules.numbers == place::Numbers::given;
  if (given != (rule.numbers == place::Numbers::given)) {
    stage.add(ErrorCode::not_an_allowed_word, stage.find("numbers")->value.at, "numbers",
              toml_value_text(stage.find("numbers")->value), given ? "given" : "single | per-programme");
  }
  if (place::mechanism_entry(rule.mechanism).needs_single_number &&
      rule.numbers == place::Numbers::per_programme) {
    const TomlMember* numbers = stage.find("numbers");
    stage.add(ErrorCode::mechanism_needs_single_number, numbers == nullptr ? stage.at() : numbers->value.at,
              "numbers", place::mechanism_name(rule.mechanism), "single | given");
  }
}

}  // namespace

std::optional<Mechanism> read_mechanism(TomlReader& table, std::string_view key) {
  const TomlMember* member = table.find(key);
  const std::vector<std::string_view> names(place::mechanism_words.begin(), place::mechanism_words.end());
  if (member->value.kind != TomlKind::string) {
    table.wrong_type(*member, joined_words(names));
    return std::nullopt;
  }
  const std::optional<Mechanism> mechanism = place::mechanism_from_name(member->value.text);
  if (!mechanism.has_value()) {
    const bool later = is_of_later_version(member->value.text);
    table.add(later ? ErrorCode::not_in_this_version : ErrorCode::not_an_allowed_word, member->value.at, key,
              toml_value_text(member->value),
              later ? joined_words(names) : suggestion(member->value.text, names));
  }
  return mechanism;
}

void read_groups(Reading& reading, const TomlValue& table) {
  constexpr std::array<TomlWord<bool>, 2> together{{{"or-nothing", true}, {"or-separately", false}}};
  using place::GroupNumber;
  constexpr std::array<TomlWord<GroupNumber>, 4> number{{{"first", GroupNumber::first},
                                                         {"best", GroupNumber::best},
                                                         {"mean", GroupNumber::mean},
                                                         {"worst", GroupNumber::worst}}};
  TomlReader groups(table, "groups", reading.faults);
  for (const TomlMember& member : table.members) {
    if (member.value.kind != TomlKind::table) {
      groups.wrong_type(member, "[groups." + member.key + "]");
      continue;
    }
    TomlReader group(member.value, groups.field(member.key), reading.faults);
    place::GroupRule rule;
    rule.kind = member.key;
    rule.at = source_position(member.key_at);
    group.require("together", "or-nothing | or-separately");
    rule.or_nothing = group.one_of("together", together).value_or(false);
    rule.number = group.one_of("number", number).value_or(GroupNumber::first);
    rule.at_number = position_of_value(group, "number");
    group.finish();
    reading.rules.groups.push_back(std::move(rule));
  }
  check_groups(reading, table);
}

void read_stage(Reading& reading, const TomlValue& table, bool is_last) {
  using place::Numbers;
  constexpr std::array<TomlWord<Numbers>, 3> numbers{
      {{"single", Numbers::single}, {"per-programme", Numbers::per_programme}, {"given", Numbers::given}}};
  TomlReader stage(table, "stage", reading.faults);
  place::StageRule rule;
  rule.at = source_position(table.at);
  if (stage.require("mechanism", "deferred-acceptance") != nullptr) {
    rule.mechanism = read_mechanism(stage, "mechanism").value_or(Mechanism::deferred_acceptance);
  }
  rule.numbers = stage.one_of("numbers", numbers).value_or(reading.rules.numbers);
  rule.at_mechanism = position_of_value(stage, "mechanism");
  rule.at_numbers = position_of_value(stage, "numbers");
  check_numbers(reading, stage, rule);
  const std::uint32_t from = reading.rules.stages.empty() ? 1 : reading.rules.stages.back().rank_to + 1;
  rule.rank_from = from;
  rule.rank_to = is_last ? place::StageRule::open_rank : from;
  if (stage.require("ranks", std::to_string(from) + (is_last ? "-" : "")) != nullptr) {
    if (const auto ranks = stage.text("ranks")) {
      const TomlValue& value = stage.find("ranks")->value;
      const auto range = parse_ranks(*ranks);
      if (!range.has_value()) {
        stage.add(ErrorCode::not_an_allowed_word, value.at, "ranks", toml_value_text(value), "1 | 1-3 | 2-");
      } else if (range->from != from || (range->to == place::StageRule::open_rank) != is_last) {
        stage.add(ErrorCode::stage_ranks_do_not_join, value.at, "ranks", toml_value_text(value),
                  std::to_string(from) + (is_last ? "-" : ""));
      } else {
        rule.rank_to = range->to;
      }
    }
  }
  stage.finish();
  reading.rules.stages.push_back(rule);
}

}  // namespace mengpaneel::io::policy
