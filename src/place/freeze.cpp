// SPDX-License-Identifier: EUPL-1.2
//
// Pupil by pupil: the criteria at each listed programme, which pools are open, the class and order in each.
// Everything is checked before anything is returned, so that a round has all its faults named at once.

#include "place/freeze.hpp"

#include <algorithm>
#include <string>

#include "place/groups/assign_groups.hpp"
#include "place/lottery/given_numbers.hpp"
#include "place/rules/criteria.hpp"
#include "place/rules/places.hpp"
#include "place/rules/programme_pools.hpp"

namespace mengpaneel::place {

namespace {

struct Choice {
  std::uint32_t programme;
  std::uint32_t rank;
};

bool uses_distance(const std::vector<Pool>& pools) {
  return std::ranges::any_of(pools,
                             [](const Pool& pool) { return pool.within_class == WithinClass::distance; });
}

/// The rules measure distances somewhere.
bool needs_distances(const Rules& rules) {
  return uses_distance(rules.pools) ||
         std::ranges::any_of(rules.overrides,
                             [](const Override& rule) { return uses_distance(rule.pools); }) ||
         std::ranges::any_of(rules.lists, [](const ListRule& rule) { return rule.append.has_value(); }) ||
         std::ranges::any_of(rules.criteria, [](const Criterion& criterion) {
           return std::holds_alternative<NearestTest>(criterion.test) ||
                  std::holds_alternative<WithinTest>(criterion.test);
         });
}

bool needs_priorities(const Rules& rules) {
  const auto listed = [](const std::vector<Pool>& pools) {
    return std::ranges::any_of(pools,
                               [](const Pool& pool) { return pool.within_class == WithinClass::listed; });
  };
  return listed(rules.pools) ||
         std::ranges::any_of(rules.overrides, [&](const Override& rule) { return listed(rule.pools); });
}

void check_needed_files(const Round& round, const Rules& rules, base::ErrorList& errors) {
  const auto need_file = [&](std::string_view file, std::string_view rule) {
    errors.add(
        {base::ErrorCode::file_needed_by_rules, rules.file, 0, 0, std::string(rule), std::string(file), {}});
  };
  if (needs_priorities(rules) && !round.priorities.given) {
    need_file("priorities.csv", "within_class = \"listed\"");
  }
  if (rules.numbers == Numbers::given && !round.lottery_given) {
    need_file("lottery.csv", "numbers = \"given\"");
  }
  if (!needs_distances(rules) || round.distances.given) {
    return;
  }
  const auto check_points = [&](const auto& table, std::string_view file, bool only_applicants) {
    if (!table.has_points) {
      errors.add({base::ErrorCode::column_needed_by_rules, rules.file, 0, 0,
                  "nearest | within_metres | distance | append", "latitude, longitude", std::string(file)});
      return;
    }
    for (std::uint32_t row = 0; row < table.size(); ++row) {
      if (!table.point[row] &&
          !(only_applicants && round.preferences.begin[row] == round.preferences.begin[row + 1])) {
        errors.add({base::ErrorCode::place_missing, std::string(file), table.line[row], 0, "latitude",
                    std::string(table.ids.name(row)), "latitude, longitude"});
      }
    }
  };
  check_points(round.programmes, "programmes.csv", false);
  check_points(round.pupils, "pupils.csv", true);
}

class Freezer {
 public:
  Freezer(const Round& round, const Rules& rules, base::ErrorList& errors)
      : round_(round),
        rules_(rules),
        errors_(errors),
        places_(round),
        criteria_(round, rules, places_, errors) {}

  FreezeResult run() {
    check_needed_files(round_, rules_, errors_);
    ProgrammePools pools = programme_pools(round_, rules_, criteria_, errors_);
    if (!errors_.empty()) {
      return {};  // pools or places are not to be relied on
    }
    rule_ = std::move(pools.rule);
    result_.frozen.seats = std::move(pools.seats);
    name_classes();
    FrozenTable& table = result_.frozen.table;
    table.pupils = round_.pupils.ids;
    table.choice_begin.push_back(0);
    table.row_begin.push_back(0);
    const std::size_t choices = round_.preferences.programme.size();
    table.choice_rank.reserve(choices);
    table.choice_programme.reserve(choices);
    table.row_begin.reserve(choices + 1);
    for (std::uint32_t pupil = 0; pupil < round_.pupils.size(); ++pupil) {
      freeze_pupil(pupil);
    }
    assign_stages();
    assign_groups(round_, rules_, table, errors_);
    assign_draws(round_, rules_, table, errors_);
    return std::move(result_);
  }

 private:
  void assign_stages() {
    if (rules_.stages.empty()) {
      return;
    }
    for (const StageRule& stage : rules_.stages) {
      result_.frozen.stages.push_back({stage.mechanism, stage.numbers == Numbers::per_programme});
    }
    FrozenTable& table = result_.frozen.table;
    for (const std::uint32_t rank : table.choice_rank) {
      std::uint8_t stage = 0;
      while (rank > rules_.stages[stage].rank_to) {
        ++stage;
      }
      table.choice_stage.push_back(stage);
    }
  }

  void name_classes() {
    for (const Pool* pool : rule_) {
      std::vector<std::string> names;
      for (const Expression& expression : pool->priority) {
        names.push_back(expression.text);
      }
      names.emplace_back(other_class);
      result_.frozen.class_names.push_back(std::move(names));
    }
  }

  void freeze_pupil(std::uint32_t pupil) {
    FrozenTable& table = result_.frozen.table;
    choices_.clear();
    for (std::uint32_t index = round_.preferences.begin[pupil]; index < round_.preferences.begin[pupil + 1];
         ++index) {
      choices_.push_back(
          {static_cast<std::uint32_t>(round_.preferences.programme[index]), round_.preferences.rank[index]});
    }
    if (!choices_.empty()) {
      criteria_.select_pupil(pupil);
      bits_.clear();
      for (std::uint32_t position = 0; position < choices_.size(); ++position) {
        bits_.push_back(criteria_.of(choices_[position].programme, position + 1));
      }
      check_list(pupil);
    }
    for (std::size_t index = 0; index < choices_.size(); ++index) {
      table.choice_rank.push_back(choices_[index].rank);
      table.choice_programme.push_back(base::ProgrammeIndex{choices_[index].programme});
      freeze_choice(pupil, choices_[index].programme, bits_[index]);
      table.row_begin.push_back(static_cast<std::uint32_t>(table.row_pool.size()));
    }
    table.choice_begin.push_back(static_cast<std::uint32_t>(table.choice_rank.size()));
  }

  void freeze_choice(std::uint32_t pupil, std::uint32_t programme, std::uint64_t bits) {
    FrozenTable& table = result_.frozen.table;
    const SeatTable& seats = result_.frozen.seats;
    for (std::uint32_t pool = seats.pool_begin[programme]; pool < seats.pool_begin[programme + 1]; ++pool) {
      const Pool& rule = *rule_[pool];
      if (rule.open_to && !rule.open_to->holds(bits)) {
        continue;
      }
      std::uint32_t order = 0;
      if (rule.within_class == WithinClass::listed) {
        const auto rank = round_.priorities.find(pupil, base::ProgrammeIndex{programme});
        if (!rank) {
          continue;
        }
        order = *rank;
      } else if (rule.within_class == WithinClass::distance) {
        const auto metres = places_.metres(pupil, programme);
        if (!metres) {
          errors_.add({base::ErrorCode::distance_missing,
                       "distances.csv",
                       0,
                       0,
                       std::string(round_.programmes.ids.name(programme)),
                       std::string(round_.pupils.ids.name(pupil)),
                       {}});
          continue;
        }
        order = *metres;
      }
      const auto holds = [bits](const Expression& expression) { return expression.holds(bits); };
      const auto first = std::ranges::find_if(rule.priority, holds);
      table.row_pool.push_back(pool);
      table.row_class.push_back(static_cast<std::uint16_t>(first - rule.priority.begin()));
      table.row_order.push_back(order);
    }
  }

  void check_list(std::uint32_t pupil) {
    const auto length = static_cast<std::uint32_t>(choices_.size());
    const auto report = [&](base::ErrorCode code, std::uint32_t bound) {
      errors_.add(
          {code, "preferences.csv", round_.preferences.line.empty() ? 0 : round_.preferences.line[pupil], 0,
           std::string(round_.pupils.ids.name(pupil)), std::to_string(length), std::to_string(bound)});
    };
    if (rules_.maximum_preferences && length > *rules_.maximum_preferences) {
      report(base::ErrorCode::list_too_long, *rules_.maximum_preferences);
    }
    const auto applies = [this](const ListRule& rule) {
      return !rule.when ||
             std::ranges::any_of(bits_, [&](std::uint64_t bits) { return rule.when->holds(bits); });
    };
    const auto rule = std::ranges::find_if(rules_.lists, applies);
    if (rule == rules_.lists.end()) {
      return;
    }
    if (length < rule->minimum) {
      if (rule->short_list == ShortList::refuse) {
        report(base::ErrorCode::list_too_short, rule->minimum);
      } else {
        result_.short_lists.push_back({pupil, length, rule->minimum});
      }
    }
    if (rule->append) {
      append_choices(pupil, *rule->append);
    }
  }

  void append_choices(std::uint32_t pupil, const Expression& condition) {
    struct Candidate {
      std::uint32_t metres;
      std::uint32_t programme;
      std::uint64_t bits;
    };
    std::vector<bool> listed(round_.programmes.size(), false);
    for (const Choice& choice : choices_) {
      listed[choice.programme] = true;
    }
    std::vector<Candidate> candidates;
    for (std::uint32_t programme = 0; programme < round_.programmes.size(); ++programme) {
      const std::uint64_t bits = listed[programme] ? 0 : criteria_.of(programme, 0);
      if (listed[programme] || !condition.holds(bits)) {
        continue;
      }
      if (const auto metres = places_.metres(pupil, programme)) {
        candidates.push_back({*metres, programme, bits});
      } else {
        errors_.add({base::ErrorCode::distance_missing,
                     "distances.csv",
                     0,
                     0,
                     std::string(round_.programmes.ids.name(programme)),
                     std::string(round_.pupils.ids.name(pupil)),
                     {}});
      }
    }
    std::ranges::sort(candidates, [](const Candidate& left, const Candidate& right) {
      return left.metres != right.metres ? left.metres < right.metres : left.programme < right.programme;
    });
    std::uint32_t rank = choices_.back().rank;
    std::uint32_t position = static_cast<std::uint32_t>(choices_.size());
    for (const Candidate& candidate : candidates) {
      choices_.push_back({candidate.programme, ++rank});
      bits_.push_back(criteria_.of(candidate.programme, ++position));
      ++result_.appended_choices;
    }
  }

  const Round& round_;
  const Rules& rules_;
  base::ErrorList& errors_;
  Places places_;
  Criteria criteria_;
  std::vector<const Pool*> rule_;
  std::vector<Choice> choices_;
  std::vector<std::uint64_t> bits_;
  FreezeResult result_;
};

}  // namespace

base::Result<FreezeResult> freeze(const Round& round, const Rules& rules) {
  base::ErrorList errors;
  FreezeResult result = Freezer(round, rules, errors).run();
  if (!errors.empty()) {
    return std::unexpected(std::move(errors));
  }
  return result;
}

}  // namespace mengpaneel::place
