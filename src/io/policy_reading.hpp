// SPDX-License-Identifier: EUPL-1.2
#pragma once
// What the parts of the policy reader share: policy_toml.cpp (the whole), policy_criteria.cpp,
// policy_pools.cpp and policy_stages.cpp. Not for others.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id_table.hpp"
#include "io/toml_reader.hpp"
#include "place/rules/rules.hpp"

namespace mengpaneel::io::policy {

struct Reading {
  explicit Reading(std::string file) : faults(std::move(file)) {}

  TomlFaults faults;
  place::Rules rules;
  bool has_stages = false;
  base::IdTable criterion_names;            ///< number = index into rules.criteria
  std::vector<bool> criterion_is_readable;  ///< [criteria]; what a faulty one looks at is not known
};

/// Where an expression stands decides which criteria may be in it (docs/formats.md, decisions 21, 24).
enum class ExpressionUse : std::uint8_t {
  applied,             ///< priority, open_to, when, append: no advice
  where,               ///< of an override: no advice, and criteria of the programme only
  programmes_to_count  ///< among: criteria of the programme only
};

/// The expression that is the value at `field`; nullopt and faults when it cannot stand there.
std::optional<place::Expression> read_expression(Reading& reading, const TomlValue& value,
                                                 const std::string& field, ExpressionUse use);
std::optional<place::Expression> read_expression(Reading& reading, TomlReader& table, std::string_view key,
                                                 ExpressionUse use);

/// The number of a criterion by name; nullopt and a fault when there is none.
std::optional<std::uint32_t> find_criterion(Reading& reading, std::string_view name, TextPosition at,
                                            const std::string& field);

/// "30%", "12.5%": a percentage from 0 to 100 with at most 4 decimals, in parts per million.
[[nodiscard]] std::optional<std::uint32_t> share_ppm(std::string_view text);
inline constexpr std::string_view share_form = "0% .. 100%, 12.5%";

/// 1 to 64 bytes without control characters.
[[nodiscard]] bool is_identifier(std::string_view text);

/// A list of texts that are not empty (one at least); faults for what is not.
std::vector<std::string> read_texts(TomlReader& table, const TomlMember& member);

[[nodiscard]] inline place::SourcePosition source_position(TextPosition at) {
  return {.line = at.line, .column = at.column};
}

/// Where the value at `key` stands; line 0 when it is absent.
[[nodiscard]] inline place::SourcePosition position_of_value(TomlReader& table, std::string_view key) {
  const TomlMember* member = table.find(key);
  return member == nullptr ? place::SourcePosition{} : source_position(member->value.at);
}

/// Reports from_after_until at `until` when both are dates and the wrong way round.
void check_dates_in_order(TomlReader& table, const std::optional<std::string>& from,
                          const std::optional<std::string>& until);

void read_criteria(Reading& reading, const TomlValue& table);
/// The test of a criterion with `attribute` or `column`.
std::optional<place::CriterionTest> read_value(Reading& reading, TomlReader& table);
/// Reports each circle of criteria that refer to each other, and returns their number; at most 64 criteria.
std::size_t check_circles(Reading& reading);
/// The pools at a key that is there: `[[pool]]`, or `pools` of an override.
std::vector<place::Pool> read_pools(Reading& reading, TomlReader& table, std::string_view key);
void read_override(Reading& reading, const TomlValue& table);
void read_groups(Reading& reading, const TomlValue& table);
/// Call in the order of the file; `is_last`: no stage comes after it.
void read_stage(Reading& reading, const TomlValue& table, bool is_last);
/// The mechanism at `key`; also says when it is one of a later version.
std::optional<place::Mechanism> read_mechanism(TomlReader& table, std::string_view key);

}  // namespace mengpaneel::io::policy
