// SPDX-License-Identifier: EUPL-1.2
#include "verify/check_summary.hpp"

#include <map>
#include <string>

#include "verify/json.hpp"

namespace mengpaneel::verify {

namespace {

constexpr std::string_view file_name = "summary.json";

class SummaryCheck {
 public:
  SummaryCheck(const JsonValue& summary, Findings& findings) : summary_(summary), findings_(findings) {}

  void count(std::string_view name, std::uint64_t expected) {
    const JsonValue* const value = summary_.find(name);
    compare(name, value, expected);
  }

  void by_rank(const std::map<std::uint64_t, std::uint64_t>& expected) {
    const JsonValue* const list = summary_.find("by_rank");
    if (list == nullptr || list->kind != JsonKind::object) {
      return compare("by_rank", nullptr, 0);
    }
    for (const auto& [rank, pupils] : expected) {
      const std::string name = std::to_string(rank);
      compare("by_rank." + name, list->find(name), pupils);
    }
    for (std::size_t index = 0; index < list->names.size(); ++index) {
      const auto rank = parse_number(list->names[index], SeatFlow::unlimited);
      if (!rank || !expected.contains(*rank)) {
        compare("by_rank." + list->names[index], &list->items[index], 0);
      }
    }
  }

 private:
  void compare(std::string_view name, const JsonValue* value, std::uint64_t expected) {
    findings_.checked(Claim::summary_right, 1);
    const std::string text = std::to_string(expected);
    if (value == nullptr || value->kind != JsonKind::number || value->raw != text) {
      findings_.add({.code = FindingCode::summary_count_wrong,
                     .file = std::string(file_name),
                     .pool = std::string(name),
                     .found = value == nullptr ? "-" : std::string(value->raw),
                     .expected = text});
    }
  }

  const JsonValue& summary_;
  Findings& findings_;
};

}  // namespace

void check_summary(std::string_view bytes, const PlacementsTable& placements, const FrozenTable& frozen,
                   const Standings& standings, bool promises_stability, Findings& findings) {
  JsonFault fault{};
  const std::optional<JsonValue> summary = parse_json(bytes, fault);
  if (!summary || summary->kind != JsonKind::object) {
    findings.add(
        {.code = FindingCode::summary_malformed, .file = std::string(file_name), .line = fault.line});
    return;
  }
  std::map<std::uint64_t, std::uint64_t> by_rank;
  std::uint64_t placed = 0;
  for (const std::uint32_t choice : standings.placed_choice) {
    if (choice != base::none) {
      ++by_rank[frozen.choice_rank[choice]];
      ++placed;
    }
  }
  SummaryCheck check(*summary, findings);
  check.count("pupils", placements.pupils.size());
  check.count("placed", placed);
  check.count("unplaced", placements.pupils.size() - placed);
  check.by_rank(by_rank);
  if (promises_stability) {
    check.count("blocking_pairs", 0);
    check.count("wasted_seats", 0);
  }
}

}  // namespace mengpaneel::verify
