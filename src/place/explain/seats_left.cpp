// SPDX-License-Identifier: EUPL-1.2
#include "place/explain/seats_left.hpp"

#include <algorithm>
#include <limits>
#include <variant>

#include "place/freeze.hpp"
#include "place/outcome.hpp"

namespace mengpaneel::place {

namespace {

/// The last place in a list that a criterion looks at; 0: none does.
std::uint32_t last_position_asked(const Rules& rules) {
  std::uint32_t last = 0;
  for (const Criterion& criterion : rules.criteria) {
    if (const auto* test = std::get_if<RankTest>(&criterion.test)) {
      last = std::max(last, test->position);
    }
  }
  return last;
}

bool has_room(const Frozen& frozen, const Outcome& outcome, std::uint32_t pool) {
  return frozen.seats.pools[pool].as_needed || outcome.pools[pool].seats == base::no_limit ||
         outcome.pools[pool].filled < outcome.pools[pool].seats;
}

/// The programmes of `round` with a pool that has room.
std::vector<std::uint32_t> programmes_with_room(const Round& round, const Frozen& frozen,
                                                const Outcome& outcome) {
  std::vector<std::uint32_t> programmes;
  for (std::uint32_t programme = 0; programme < frozen.seats.programmes.size(); ++programme) {
    for (std::uint32_t pool = frozen.seats.pool_begin[programme];
         pool < frozen.seats.pool_begin[programme + 1]; ++pool) {
      if (has_room(frozen, outcome, pool)) {
        if (const auto found = round.programmes.ids.find(frozen.seats.programmes.name(programme))) {
          programmes.push_back(*found);
        }
        break;
      }
    }
  }
  return programmes;
}

class LongerLists {
 public:
  LongerLists(const Round& round, const Rules& rules, const Frozen& frozen, const Outcome& outcome)
      : round_(round), rules_(rules), frozen_(frozen), outcome_(outcome), longer_(round) {}

  /// Adds every programme with room to the lists of who may have a longer one. False where there is nobody.
  bool make() {
    const std::vector<std::uint32_t> open = programmes_with_room(round_, frozen_, outcome_);
    const std::uint32_t asked = last_position_asked(rules_);
    Preferences& lists = longer_.preferences;
    lists = {};
    lists.begin.push_back(0);
    lists.line = round_.preferences.line;
    bool any = false;
    for (std::uint32_t pupil = 0; pupil < round_.pupils.size(); ++pupil) {
      const std::uint32_t length = copy_list(pupil);
      const bool may_add =
          length != 0 && length >= asked && !open.empty() && !is_placed(pupil) &&
          length < rules_.maximum_preferences.value_or(std::numeric_limits<std::uint32_t>::max());
      added_.push_back(may_add);
      any = any || may_add;
      if (may_add) {
        extend_list(open);
      }
      lists.begin.push_back(static_cast<std::uint32_t>(lists.programme.size()));
    }
    return any;
  }

  std::map<std::string, std::vector<std::string>> read_off() {
    Rules rules = rules_;
    rules.lists.clear();
    rules.maximum_preferences.reset();
    std::map<std::string, std::vector<std::string>> found;
    const base::Result<FreezeResult> frozen = freeze(longer_, rules);
    if (!frozen) {  // of a round that was frozen before, so that this cannot be its fault
      return found;
    }
    const FrozenTable& table = frozen->frozen.table;
    for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
      const std::uint32_t listed = round_.preferences.begin[pupil + 1] - round_.preferences.begin[pupil];
      for (std::uint32_t choice = table.choice_begin[pupil] + listed;
           added_[pupil] && choice < table.choice_begin[pupil + 1]; ++choice) {
        if (may_take_a_free_seat(frozen->frozen, choice)) {
          const auto programme = static_cast<std::uint32_t>(table.choice_programme[choice]);
          found[std::string(table.pupils.name(pupil))].emplace_back(round_.programmes.ids.name(programme));
        }
      }
    }
    return found;
  }

 private:
  [[nodiscard]] bool is_placed(std::uint32_t pupil) const {
    const auto index = frozen_.table.pupils.find(round_.pupils.ids.name(pupil));
    return index && outcome_.placed_row[*index] != base::none;
  }

  std::uint32_t copy_list(std::uint32_t pupil) {
    Preferences& lists = longer_.preferences;
    const std::uint32_t begin = round_.preferences.begin[pupil];
    const std::uint32_t end = round_.preferences.begin[pupil + 1];
    for (std::uint32_t index = begin; index < end; ++index) {
      lists.programme.push_back(round_.preferences.programme[index]);
      lists.rank.push_back(round_.preferences.rank[index]);
    }
    return end - begin;
  }

  /// Those that the list, the last one in longer_, does not have yet.
  void extend_list(const std::vector<std::uint32_t>& open) {
    Preferences& lists = longer_.preferences;
    const std::size_t begin = lists.begin.back();
    const std::size_t end = lists.programme.size();
    std::uint32_t rank = lists.rank.back();
    for (const std::uint32_t programme : open) {
      const auto first = lists.programme.begin() + static_cast<std::ptrdiff_t>(begin);
      const auto last = lists.programme.begin() + static_cast<std::ptrdiff_t>(end);
      if (std::find(first, last, base::ProgrammeIndex{programme}) == last) {
        lists.programme.push_back(base::ProgrammeIndex{programme});
        lists.rank.push_back(++rank);
      }
    }
  }

  /// Pools have the same order in what was placed and in what is frozen here.
  [[nodiscard]] bool may_take_a_free_seat(const Frozen& longer, std::uint32_t choice) const {
    const auto programme = static_cast<std::uint32_t>(longer.table.choice_programme[choice]);
    const auto here = frozen_.seats.programmes.find(longer.seats.programmes.name(programme));
    for (std::uint32_t row = longer.table.row_begin[choice]; here && row < longer.table.row_begin[choice + 1];
         ++row) {
      const std::uint32_t position = longer.table.row_pool[row] - longer.seats.pool_begin[programme];
      if (has_room(frozen_, outcome_, frozen_.seats.pool_begin[*here] + position)) {
        return true;
      }
    }
    return false;
  }

  const Round& round_;
  const Rules& rules_;
  const Frozen& frozen_;
  const Outcome& outcome_;
  Round longer_;
  std::vector<bool> added_;  ///< [n]
};

}  // namespace

std::map<std::string, std::vector<std::string>> seats_left(const Round& round, const Rules& rules,
                                                           const Frozen& frozen, const base::Digest& seed) {
  const bool makes_lists_longer =
      std::ranges::any_of(rules.lists, [](const ListRule& rule) { return rule.append.has_value(); });
  if (makes_lists_longer || !rules.groups.empty() || !rules.stages.empty()) {
    return {};
  }
  const Outcome outcome = place(frozen, seed);
  LongerLists lists(round, rules, frozen, outcome);
  return lists.make() ? lists.read_off() : std::map<std::string, std::vector<std::string>>();
}

}  // namespace mengpaneel::place
