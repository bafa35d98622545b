// SPDX-License-Identifier: EUPL-1.2
#include "place/groups/assign_groups.hpp"

#include <map>
#include <string>

namespace mengpaneel::place {

namespace {

const GroupRule* rule_of(const Rules& rules, std::string_view kind) {
  for (const GroupRule& rule : rules.groups) {
    if (rule.kind == kind) {
      return &rule;
    }
  }
  return nullptr;
}

bool same_list(const FrozenTable& table, std::uint32_t left, std::uint32_t right) {
  const std::uint32_t length = table.choice_begin[left + 1] - table.choice_begin[left];
  if (table.choice_begin[right + 1] - table.choice_begin[right] != length) {
    return false;
  }
  for (std::uint32_t position = 0; position < length; ++position) {
    const std::uint32_t a = table.choice_begin[left] + position;
    const std::uint32_t b = table.choice_begin[right] + position;
    if (table.choice_programme[a] != table.choice_programme[b] ||
        table.choice_rank[a] != table.choice_rank[b]) {
      return false;
    }
  }
  return true;
}

/// Without a row in any pool she is not in frozen.csv, and does not count.
bool may_go_anywhere(const FrozenTable& table, std::uint32_t pupil) {
  return table.row_begin[table.choice_begin[pupil]] != table.row_begin[table.choice_begin[pupil + 1]];
}

bool check_columns(const Round& round, const Rules& rules, base::ErrorList& errors) {
  bool complete = true;
  for (const char* column : {"group_id", "group_kind"}) {
    if (round.pupils.columns.find(column) == nullptr) {
      const GroupRule& rule = rules.groups.front();
      errors.add({base::ErrorCode::column_needed_by_rules, rules.file, rule.at.line, rule.at.column,
                  "groups." + rule.kind, column, "pupils.csv"});
      complete = false;
    }
  }
  return complete;
}

}  // namespace

void assign_groups(const Round& round, const Rules& rules, FrozenTable& table, base::ErrorList& errors) {
  if (rules.groups.empty() || !check_columns(round, rules, errors)) {
    return;
  }
  const TextColumn& kinds = *round.pupils.columns.find("group_kind");
  const TextColumn& ids = *round.pupils.columns.find("group_id");
  std::map<std::string, std::vector<std::uint32_t>> members;  // by name, in the order of its bytes
  for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
    const bool applies = table.choice_begin[pupil] != table.choice_begin[pupil + 1];
    if (applies && !ids.text(pupil).empty() && rule_of(rules, kinds.text(pupil)) != nullptr) {
      members[std::string(kinds.text(pupil)).append("/").append(ids.text(pupil))].push_back(pupil);
    }
  }
  Groups& groups = table.groups;
  for (auto& [name, pupils] : members) {
    if (pupils.size() < 2) {
      continue;
    }
    if (groups.of.empty()) {
      groups.of.assign(table.pupil_count(), base::none);
    }
    const std::uint32_t first = pupils.front();
    for (const std::uint32_t pupil : pupils) {
      if (!same_list(table, first, pupil)) {
        errors.add({base::ErrorCode::group_lists_differ, "preferences.csv", round.preferences.line[pupil], 0,
                    name, std::string(table.pupils.name(pupil)), std::string(table.pupils.name(first))});
      }
    }
    const GroupRule& rule = *rule_of(rules, kinds.text(first));
    std::erase_if(pupils, [&table](std::uint32_t pupil) { return !may_go_anywhere(table, pupil); });
    if (pupils.empty()) {
      continue;
    }
    for (const std::uint32_t pupil : pupils) {
      groups.of[pupil] = static_cast<std::uint32_t>(groups.groups.size());
    }
    groups.groups.push_back(
        {groups.names.intern(name).index, std::move(pupils), rule.or_nothing, rule.number});
  }
}

}  // namespace mengpaneel::place
