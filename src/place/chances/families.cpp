// SPDX-License-Identifier: EUPL-1.2
#include "place/chances/families.hpp"

#include <algorithm>
#include <numeric>
#include <string>

namespace mengpaneel::place {

namespace {

/// Disjoint sets of pupils; the first pupil of each stands for it.
class Sets {
 public:
  explicit Sets(std::uint32_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), 0U); }

  std::uint32_t find(std::uint32_t pupil) {
    while (parent_[pupil] != pupil) {
      parent_[pupil] = parent_[parent_[pupil]];
      pupil = parent_[pupil];
    }
    return pupil;
  }
  void join(std::uint32_t left, std::uint32_t right) {
    const auto [first, second] = std::minmax({find(left), find(right)});
    parent_[second] = first;
  }

 private:
  std::vector<std::uint32_t> parent_;
};

bool applies(const FrozenTable& table, std::uint32_t pupil) {
  return table.choice_begin[pupil] != table.choice_begin[pupil + 1];
}

Sets joined(const FrozenTable& table) {
  Sets sets(table.pupil_count());
  std::vector<std::uint32_t> first(table.draw_ids.size(), base::none);
  for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
    if (table.draw_id[pupil] == base::none || !applies(table, pupil)) {
      continue;
    }
    std::uint32_t& sharer = first[table.draw_id[pupil]];
    sharer = sharer == base::none ? pupil : sharer;
    sets.join(sharer, pupil);
  }
  for (const FrozenGroup& group : table.groups.groups) {
    for (const std::uint32_t member : group.members) {
      sets.join(group.members.front(), member);
    }
  }
  return sets;
}

void add_sharers(const FrozenTable& table, Families& families) {
  families.sharer.resize(families.member.size());
  for (std::uint32_t family = 0; family < families.size(); ++family) {
    const std::uint32_t begin = families.begin[family];
    for (std::uint32_t index = begin; index < families.begin[family + 1]; ++index) {
      const std::uint32_t shared = table.draw_id[families.member[index]];
      std::uint32_t first = index;
      for (std::uint32_t other = begin; shared != base::none && other < index; ++other) {
        if (table.draw_id[families.member[other]] == shared) {
          first = other;
          break;
        }
      }
      families.sharer[index] = first - begin;
    }
  }
}

void copy_list(const FrozenTable& source, std::uint32_t pupil, FrozenTable& target) {
  const auto append = [](const auto& from, auto& to, std::uint32_t begin, std::uint32_t end) {
    to.insert(to.end(), from.begin() + begin, from.begin() + end);
  };
  const std::uint32_t begin = source.choice_begin[pupil];
  const std::uint32_t end = source.choice_begin[pupil + 1];
  append(source.choice_rank, target.choice_rank, begin, end);
  append(source.choice_programme, target.choice_programme, begin, end);
  if (source.given) {
    append(source.choice_given, target.choice_given, begin, end);
  }
  const std::uint32_t first_row = source.row_begin[begin];
  const auto shift = static_cast<std::uint32_t>(target.row_pool.size());
  for (std::uint32_t choice = begin; choice < end; ++choice) {
    target.row_begin.push_back(source.row_begin[choice + 1] - first_row + shift);
  }
  const std::uint32_t row_end = source.row_begin[end];
  append(source.row_pool, target.row_pool, first_row, row_end);
  append(source.row_class, target.row_class, first_row, row_end);
  append(source.row_order, target.row_order, first_row, row_end);
  target.choice_begin.push_back(static_cast<std::uint32_t>(target.choice_rank.size()));
}

void clear(const FrozenTable& source, FrozenTable& target) {
  target.choice_begin.assign(1, 0);
  target.row_begin.assign(1, 0);
  target.choice_rank.clear();
  target.choice_programme.clear();
  target.choice_given.clear();
  target.row_pool.clear();
  target.row_class.clear();
  target.row_order.clear();
  target.per_programme = source.per_programme;
  target.given = source.given;
  target.groups.groups.clear();
}

/// Groups of one copy of a family, whose members are numbered from `first`.
void copy_groups(const FrozenTable& source, const Families& families, std::uint32_t family,
                 std::uint32_t first, FrozenTable& target) {
  const auto members =
      std::span(families.member)
          .subspan(families.begin[family], families.begin[family + 1] - families.begin[family]);
  for (std::uint32_t index = families.group_begin[family]; index < families.group_begin[family + 1];
       ++index) {
    FrozenGroup group = source.groups.groups[families.group[index]];
    for (std::uint32_t& member : group.members) {
      member =
          first + static_cast<std::uint32_t>(std::ranges::lower_bound(members, member) - members.begin());
      target.groups.of[member] = static_cast<std::uint32_t>(target.groups.groups.size());
    }
    target.groups.groups.push_back(std::move(group));
  }
}

}  // namespace

Families families_of(const FrozenTable& table) {
  Sets sets = joined(table);
  std::vector<std::vector<std::uint32_t>> groups_of(table.pupil_count());
  for (std::uint32_t group = 0; group < table.groups.groups.size(); ++group) {
    groups_of[sets.find(table.groups.groups[group].members.front())].push_back(group);
  }
  std::vector<std::uint32_t> order;
  for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
    if (applies(table, pupil)) {
      order.push_back(pupil);
    }
  }
  std::ranges::stable_sort(order, {}, [&sets](std::uint32_t pupil) { return sets.find(pupil); });
  Families families;
  families.group_begin.push_back(0);
  std::uint32_t current = base::none;
  for (const std::uint32_t pupil : order) {
    if (const std::uint32_t family = sets.find(pupil); family != current) {
      current = family;
      families.begin.push_back(static_cast<std::uint32_t>(families.member.size()));
      families.group.insert(families.group.end(), groups_of[family].begin(), groups_of[family].end());
      families.group_begin.push_back(static_cast<std::uint32_t>(families.group.size()));
    }
    families.member.push_back(pupil);
  }
  families.begin.push_back(static_cast<std::uint32_t>(families.member.size()));
  add_sharers(table, families);
  return families;
}

void copy_families(const FrozenTable& source, const Families& families, std::span<const std::uint32_t> chosen,
                   FrozenTable& target, std::vector<std::uint32_t>& unit_of_pupil) {
  clear(source, target);
  unit_of_pupil.clear();
  std::uint32_t count = 0;
  for (const std::uint32_t family : chosen) {
    count += families.begin[family + 1] - families.begin[family];
  }
  while (target.pupils.size() < count) {
    target.pupils.intern(std::to_string(target.pupils.size()));
  }
  const std::uint32_t pupils = target.pupils.size();
  target.draw_id.assign(pupils, base::none);
  target.groups.of.assign(source.groups.empty() ? 0 : pupils, base::none);
  // Whether a number is shared matters to the tie-break alone, which asks whether it was drawn for a pupil.
  target.draw_kind.assign(pupils, DrawKind::household);
  for (const std::uint32_t family : chosen) {
    const auto first = static_cast<std::uint32_t>(unit_of_pupil.size());
    for (std::uint32_t index = families.begin[family]; index < families.begin[family + 1]; ++index) {
      unit_of_pupil.push_back(first + families.sharer[index]);
      copy_list(source, families.member[index], target);
    }
    copy_groups(source, families, family, first, target);
  }
  for (std::uint32_t pupil = count; pupil < pupils; ++pupil) {
    unit_of_pupil.push_back(pupil);
    target.choice_begin.push_back(static_cast<std::uint32_t>(target.choice_rank.size()));
  }
}

}  // namespace mengpaneel::place
