// SPDX-License-Identifier: EUPL-1.2
#include "place/lottery/given_numbers.hpp"

#include <string>

namespace mengpaneel::place {

namespace {

/// Looks a number up by kind, id and programme.
class GivenNumbers {
 public:
  explicit GivenNumbers(const Round& round) : round_(round) {
    for (const GivenNumber& given : round.lottery) {
      keys_.intern(key(given.kind, given.id, given.programme_id));
    }
  }
  /// The number for the programme, else the one that holds everywhere, else null.
  [[nodiscard]] const GivenNumber* find(std::string_view kind, std::string_view id,
                                        std::string_view programme) const {
    auto found = keys_.find(key(kind, id, programme));
    if (!found) {
      found = keys_.find(key(kind, id, {}));
    }
    return found ? &round_.lottery[*found] : nullptr;
  }

 private:
  static std::string key(std::string_view kind, std::string_view id, std::string_view programme) {
    // Identifiers have no control characters, so a newline separates them.
    return std::string(kind).append("\n").append(id).append("\n").append(programme);
  }

  const Round& round_;
  base::IdTable keys_;
};

void assign_given(const Round& round, FrozenTable& table, base::ErrorList& errors) {
  const GivenNumbers numbers(round);
  table.choice_given.assign(table.choice_rank.size(), 0);
  for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
    for (std::uint32_t choice = table.choice_begin[pupil]; choice < table.choice_begin[pupil + 1]; ++choice) {
      if (table.row_begin[choice] == table.row_begin[choice + 1]) {
        continue;
      }
      const auto programme = static_cast<std::uint32_t>(table.choice_programme[choice]);
      const GivenNumber* given = numbers.find(draw_kind_name(table.draw_kind[pupil]), table.draw_id_of(pupil),
                                              round.programmes.ids.name(programme));
      if (given != nullptr) {
        table.choice_given[choice] = given->number;
      } else {
        errors.add({base::ErrorCode::given_number_missing, "lottery.csv", 0, 0,
                    std::string(draw_kind_name(table.draw_kind[pupil])), std::string(table.draw_id_of(pupil)),
                    std::string(round.programmes.ids.name(programme))});
      }
    }
  }
}

}  // namespace

void assign_draws(const Round& round, const Rules& rules, FrozenTable& table, base::ErrorList& errors) {
  table.per_programme = rules.numbers == Numbers::per_programme;
  table.given = rules.numbers == Numbers::given;
  table.draw_kind.assign(table.pupil_count(), DrawKind::pupil);
  table.draw_id.assign(table.pupil_count(), base::none);
  const TextColumn* shared = nullptr;
  DrawKind kind = DrawKind::pupil;
  if (rules.drawn_for == DrawnFor::household) {
    shared = round.pupils.columns.find("household_id");
    kind = DrawKind::household;
  } else if (rules.drawn_for == DrawnFor::group) {
    shared = round.pupils.columns.find("group_id");
    kind = DrawKind::group;
  }
  if (shared != nullptr) {
    // Numbered by the order of the pupils and not of the file, since redraws count by it.
    for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
      if (shared->code[pupil] != base::none) {
        table.draw_id[pupil] = table.draw_ids.intern(shared->text(pupil)).index;
        table.draw_kind[pupil] = kind;
      }
    }
  }
  if (table.given) {
    assign_given(round, table, errors);
  }
}

}  // namespace mengpaneel::place
