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

  void groups(const Derived& derived) {
    std::vector<std::string> blocking;
    std::map<std::string, std::map<std::string, std::uint64_t>> kinds;
    for (std::size_t group = 0; group < derived.groups.size(); ++group) {
      const std::string_view name = derived.frozen.groups[group].name;
      if (derived.groups[group].blocks) {
        blocking.emplace_back(name);
      }
      auto& kind = kinds[std::string(name.substr(0, name.find('/')))];
      for (const char* word : {"groups", "together", "separated", "unplaced"}) {
        kind.try_emplace(word, 0);
      }
      ++kind["groups"];
      ++kind[std::string(name_of(derived.groups[group].state))];
    }
    const JsonValue* const names = summary_.find("blocking_groups");
    bool is_same = names != nullptr ? names->items.size() == blocking.size() : blocking.empty();
    for (std::size_t at = 0; is_same && at < blocking.size(); ++at) {
      is_same = names->items[at].kind == JsonKind::string && names->items[at].text == blocking[at];
    }
    if (!is_same) {
      compare("blocking_groups", nullptr, blocking.size());
    }
    const JsonValue* const counts = summary_.find("groups");
    for (const auto& [kind, words] : kinds) {
      const JsonValue* const here = counts == nullptr ? nullptr : counts->find(kind);
      for (const auto& [word, number] : words) {
        compare(std::string("groups.").append(kind).append(".").append(word),
                here == nullptr ? nullptr : here->find(word), number);
      }
    }
    if (counts != nullptr && counts->items.size() != kinds.size()) {
      compare("groups", counts, kinds.size());
    }
  }

  void count(std::string_view name, std::uint64_t expected) {
    const JsonValue* const value = summary_.find(name);
    compare(name, value, expected);
  }

  /// nullptr: the summary may not speak of events.
  void events(const EventCounts* expected) {
    const JsonValue* const list = summary_.find("events");
    if (expected == nullptr) {
      if (list != nullptr) {
        compare("events", list, 0);
      }
      return;
    }
    const auto count = [&](std::string_view name, std::uint64_t number) {
      const bool is_there = list != nullptr && list->kind == JsonKind::object;
      compare("events." + std::string(name), is_there ? list->find(name) : nullptr, number);
    };
    count("events", expected->events);
    count("withdrawn", expected->withdrawn);
    count("accepted", expected->accepted);
    count("entered", expected->entered);
    count("moves", expected->moves);
    count("over_seats", expected->over_seats);
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

void check_summary(std::string_view bytes, const PlacementsTable& placements, const Derived& derived,
                   std::optional<std::uint64_t> promised_pairs, const EventCounts* events,
                   Findings& findings) {
  JsonFault fault{};
  const std::optional<JsonValue> summary = parse_json(bytes, fault);
  if (!summary || summary->kind != JsonKind::object) {
    findings.add(
        {.code = FindingCode::summary_malformed, .file = std::string(file_name), .line = fault.line});
    return;
  }
  std::map<std::uint64_t, std::uint64_t> by_rank;
  std::uint64_t placed = 0;
  for (const std::uint32_t choice : derived.standings.placed_choice) {
    if (choice != base::none) {
      ++by_rank[derived.frozen.choice_rank[choice]];
      ++placed;
    }
  }
  SummaryCheck check(*summary, findings);
  check.count("pupils", placements.pupils.size());
  check.count("placed", placed);
  check.count("unplaced", placements.pupils.size() - placed);
  check.by_rank(by_rank);
  check.groups(derived);
  if (promised_pairs) {
    check.count("blocking_pairs", *promised_pairs);
    check.count("wasted_seats", 0);
  }
  check.events(events);
}

}  // namespace mengpaneel::verify
