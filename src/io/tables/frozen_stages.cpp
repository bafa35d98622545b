// SPDX-License-Identifier: EUPL-1.2
#include "io/tables/frozen_stages.hpp"

#include <algorithm>
#include <cstdint>
#include <set>
#include <tuple>
#include <utility>

namespace mengpaneel::io::tables {

namespace {

/// Where a choice stands in a list: stage, rank as given, programme.
using Wish = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;

class Joiner {
 public:
  Joiner(const FrozenStages& stages, place::Frozen& frozen)
      : stages_(stages), frozen_(frozen), table_(frozen.table) {}

  void run() {
    collect_pupils();
    collect_groups();
    table_.given = std::ranges::any_of(stages_.tables, &place::FrozenTable::given);
    table_.per_programme = stages_.tables.front().per_programme;
    for (std::size_t stage = 0; stage < frozen_.stages.size(); ++stage) {
      frozen_.stages[stage].per_programme = stages_.tables[stage].per_programme;
    }
    table_.choice_begin.push_back(0);
    table_.row_begin.push_back(0);
    for (std::uint32_t pupil = 0; pupil < table_.pupils.size(); ++pupil) {
      append_pupil(pupil);
    }
  }

 private:
  void collect_pupils() {
    std::set<std::string_view> ids;
    for (const place::FrozenTable& table : stages_.tables) {
      for (std::uint32_t pupil = 0; pupil < table.pupils.size(); ++pupil) {
        ids.insert(table.pupils.name(pupil));
      }
    }
    for (const std::string_view id : ids) {
      table_.pupils.intern(id);
    }
  }

  void collect_groups() {
    place::Groups& groups = table_.groups;
    if (!stages_.groups.empty()) {
      groups.of.assign(table_.pupils.size(), base::none);
    }
    for (const auto& [name, rows] : stages_.groups) {
      place::FrozenGroup group{groups.names.intern(name).index, {}, rows.or_nothing, rows.number};
      for (const std::string& id : rows.members) {
        group.members.push_back(*table_.pupils.find(id));
        groups.of[group.members.back()] = static_cast<std::uint32_t>(groups.groups.size());
      }
      std::ranges::sort(group.members);
      groups.groups.push_back(std::move(group));
    }
  }

  [[nodiscard]] std::set<Wish> wishes_of(std::uint32_t pupil) const {
    std::set<Wish> wishes;
    for (std::uint32_t stage = 0; stage < stages_.tables.size(); ++stage) {
      const place::FrozenTable& source = stages_.tables[stage];
      if (const auto found = source.pupils.find(table_.pupils.name(pupil))) {
        for (std::uint32_t choice = source.choice_begin[*found]; choice < source.choice_begin[*found + 1];
             ++choice) {
          wishes.emplace(stage, source.choice_rank[choice],
                         static_cast<std::uint32_t>(source.choice_programme[choice]));
        }
      }
    }
    return wishes;
  }

  void append_pupil(std::uint32_t pupil) {
    std::set<Wish> wishes = wishes_of(pupil);
    const std::set<Wish> own = wishes;
    if (const std::uint32_t group = table_.groups.of_pupil(pupil); group != base::none) {
      for (const std::uint32_t member : table_.groups.groups[group].members) {
        wishes.merge(wishes_of(member));
      }
    }
    copy_draw(pupil);
    for (const Wish& wish : wishes) {
      append_choice(pupil, wish, own.contains(wish));
    }
    table_.choice_begin.push_back(static_cast<std::uint32_t>(table_.choice_rank.size()));
  }

  void copy_draw(std::uint32_t pupil) {
    for (const place::FrozenTable& source : stages_.tables) {
      if (const auto found = source.pupils.find(table_.pupils.name(pupil))) {
        table_.draw_kind.push_back(source.draw_kind[*found]);
        const bool own = source.draw_id[*found] == base::none;
        table_.draw_id.push_back(
            own ? base::none : table_.draw_ids.intern(source.draw_ids.name(source.draw_id[*found])).index);
        return;
      }
    }
  }

  void append_choice(std::uint32_t pupil, const Wish& wish, bool has_rows) {
    const auto [stage, rank, programme] = wish;
    table_.choice_rank.push_back(rank);
    table_.choice_programme.push_back(base::ProgrammeIndex{programme});
    if (!frozen_.stages.empty()) {
      table_.choice_stage.push_back(static_cast<std::uint8_t>(stage));
    }
    std::uint64_t given = 0;
    if (has_rows) {
      const place::FrozenTable& source = stages_.tables[stage];
      const std::uint32_t from = *source.pupils.find(table_.pupils.name(pupil));
      std::uint32_t choice = source.choice_begin[from];
      while (source.choice_rank[choice] != rank) {
        ++choice;
      }
      given = source.given ? source.choice_given[choice] : 0;
      for (std::uint32_t row = source.row_begin[choice]; row < source.row_begin[choice + 1]; ++row) {
        table_.row_pool.push_back(source.row_pool[row]);
        table_.row_class.push_back(source.row_class[row]);
        table_.row_order.push_back(source.row_order[row]);
      }
    }
    if (table_.given) {
      table_.choice_given.push_back(given);
    }
    table_.row_begin.push_back(static_cast<std::uint32_t>(table_.row_pool.size()));
  }

  const FrozenStages& stages_;
  place::Frozen& frozen_;
  place::FrozenTable& table_;
};

}  // namespace

void join_stages(FrozenStages stages, place::Frozen& frozen) {
  if (stages.tables.size() == 1 && stages.groups.empty()) {
    frozen.table = std::move(stages.tables.front());
    return;
  }
  Joiner(stages, frozen).run();
}

}  // namespace mengpaneel::io::tables
