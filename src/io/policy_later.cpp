// SPDX-License-Identifier: EUPL-1.2
// What the format has and this version of the program has not: checked for its shape, then reported.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "io/policy_reading.hpp"

namespace mengpaneel::io::policy {

using base::ErrorCode;
using place::Mechanism;

namespace {

constexpr std::array<std::string_view, 4> later_mechanisms{"school-proposing", "top-trading-cycles",
                                                           "stable-improvement-cycles", "rank-minimal"};

bool is_whole_number(std::string_view text) {
  return !text.empty() && text.size() <= 9 && text.front() != '0' &&
         std::ranges::all_of(text, [](char digit) { return digit >= '0' && digit <= '9'; });
}

bool is_of_later_version(std::string_view mechanism) {
  constexpr std::string_view parallel = "parallel:";
  return std::ranges::find(later_mechanisms, mechanism) != later_mechanisms.end() ||
         (mechanism.starts_with(parallel) && is_whole_number(mechanism.substr(parallel.size())));
}

std::vector<std::string_view> mechanism_names() {
  std::vector<std::string_view> names;
  for (const Mechanism mechanism : place::all_mechanisms) {
    names.push_back(place::mechanism_name(mechanism));
  }
  return names;
}

/// "1", "1-3" or "2-".
bool is_rank_range(std::string_view text) {
  const std::size_t dash = text.find('-');
  const std::string_view last = dash == std::string_view::npos ? "" : text.substr(dash + 1);
  return is_whole_number(text.substr(0, dash)) && (last.empty() || is_whole_number(last));
}

}  // namespace

std::optional<Mechanism> read_mechanism(TomlReader& table, std::string_view key) {
  const TomlMember* member = table.find(key);
  const std::vector<std::string_view> names = mechanism_names();
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
  constexpr std::array<TomlWord<int>, 2> together{{{"or-nothing", 0}, {"or-separately", 1}}};
  constexpr std::array<TomlWord<int>, 4> number{{{"first", 0}, {"best", 1}, {"mean", 2}, {"worst", 3}}};
  TomlReader groups(table, "groups", reading.faults);
  for (const TomlMember& member : table.members) {
    if (member.value.kind != TomlKind::table) {
      groups.wrong_type(member, "[groups." + member.key + "]");
      continue;
    }
    TomlReader group(member.value, groups.field(member.key), reading.faults);
    group.require("together", "or-nothing | or-separately");
    group.one_of("together", together);
    group.one_of("number", number);
    group.finish();
    groups.add(ErrorCode::not_in_this_version, member.key_at, member.key, "[groups." + member.key + "]",
               "drawn_for = \"household\"");
  }
}

void read_stage(Reading& reading, const TomlValue& table, TextPosition at) {
  constexpr std::array<TomlWord<int>, 3> numbers{{{"single", 0}, {"per-programme", 1}, {"given", 2}}};
  TomlReader stage(table, "stage", reading.faults);
  if (stage.require("mechanism", "deferred-acceptance") != nullptr) {
    read_mechanism(stage, "mechanism");
  }
  stage.one_of("numbers", numbers);
  if (const auto ranks = stage.text("ranks"); ranks.has_value() && !is_rank_range(*ranks)) {
    const TomlValue& value = stage.find("ranks")->value;
    stage.add(ErrorCode::not_an_allowed_word, value.at, "ranks", toml_value_text(value), "1 | 1-3 | 2-");
  }
  stage.finish();
  reading.faults.add(ErrorCode::not_in_this_version, at, "stage", "[[stage]]", "policy.mechanism");
}

}  // namespace mengpaneel::io::policy
