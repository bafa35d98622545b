// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "verify/check_tables.hpp"
#include "verify/row_cursor.hpp"

namespace mengpaneel::verify {

namespace {

constexpr std::string_view file_name = "decisions.csv";
constexpr std::string_view header =
    "pupil_id,programme_id,rank,pool,outcome,class_index,class,order,lottery,cutoff_class_index,cutoff_class,"
    "cutoff_order,cutoff_lottery,waiting_position\n";

enum DecisionColumn : std::size_t {
  pupil_id,
  programme_id,
  rank,
  pool_name,
  outcome,
  class_index,
  class_name,
  order,
  lottery,
  cutoff_class_index,
  cutoff_class,
  cutoff_order,
  cutoff_lottery,
  waiting_position,
  column_count
};
using Row = std::array<std::string_view, column_count>;

FindingCode code_of(std::size_t column) {
  switch (column) {
    case rank:
      return FindingCode::decision_rank_wrong;
    case outcome:
      return FindingCode::decision_outcome_wrong;
    case class_index:
      return FindingCode::decision_class_index_wrong;
    case class_name:
      return FindingCode::decision_class_wrong;
    case order:
      return FindingCode::decision_order_wrong;
    case lottery:
      return FindingCode::decision_lottery_wrong;
    case waiting_position:
      return FindingCode::decision_waiting_position_wrong;
    default:
      return FindingCode::decision_cutoff_wrong;
  }
}

class DecisionsCheck {
 public:
  DecisionsCheck(std::string_view bytes, Derived& derived, Findings& findings)
      : derived_(derived),
        frozen_(derived.frozen),
        cursor_(bytes, file_name, findings),
        findings_(findings),
        cutoffs_(derived.standings.pools.size()) {
    for (const Programme& programme : derived.seats.programmes) {
      append_field(programme_fields_.emplace_back(), programme.name);
    }
    for (const Pool& pool : derived.seats.pools) {
      append_field(pool_fields_.emplace_back(), pool.name);
    }
  }

  std::vector<NotEligible> run() {
    if (!cursor_.take_header(header)) {
      return {};
    }
    std::vector<std::uint32_t> choices;
    for (std::uint32_t pupil = 0; pupil < frozen_.pupils.size(); ++pupil) {
      choices.clear();
      for (std::uint32_t choice = frozen_.first_choice[pupil]; choice < frozen_.first_choice[pupil + 1];
           ++choice) {
        choices.push_back(choice);
      }
      std::ranges::sort(choices, {},
                        [this](std::uint32_t choice) { return frozen_.choice_programme[choice]; });
      pupil_field_.clear();
      append_field(pupil_field_, frozen_.pupils[pupil]);
      for (const std::uint32_t choice : choices) {
        for (std::uint32_t row = frozen_.first_row[choice]; row < frozen_.first_row[choice + 1]; ++row) {
          match(row);
        }
      }
    }
    while (cursor_.peek()) {
      take_extra(frozen_.pupils.size());
    }
    findings_.checked(Claim::decisions_right, frozen_.row_pool.size() + not_eligible_.size());
    findings_.checked(Claim::numbers_recomputed, frozen_.row_pool.size());
    return std::move(not_eligible_);
  }

 private:
  void match(std::uint32_t row) {
    const std::uint32_t pool = frozen_.row_pool[row];
    const std::uint32_t last = cutoff_row(row);
    const auto own_class = derived_.classes.known(pool, frozen_.class_index(row));
    const auto last_class = last == base::none ? std::optional<std::string_view>("")
                                               : derived_.classes.known(pool, frozen_.class_index(last));
    if (own_class && last_class) {
      write_expected(row, *own_class, *last_class);
      if (cursor_.take(line_)) {
        last_matched_ = row;
        return;
      }
    }
    explain(row);
  }

  /// The row that the cut-off of this row's pool shows; base::none where the pool is not full.
  [[nodiscard]] std::uint32_t cutoff_row(std::uint32_t row) const {
    const PoolStanding& standing = derived_.standings.of_row(frozen_, row);
    return standing.is_full() ? standing.last_row : base::none;
  }

  [[nodiscard]] std::string_view outcome_of(std::uint32_t row) const {
    const std::uint32_t choice = frozen_.row_choice[row];
    const std::uint32_t pupil = frozen_.choice_pupil[choice];
    const std::uint32_t placed_row = derived_.placement[pupil];
    if (!frozen_.after.withdrawn.empty() && frozen_.after.withdrawn[pupil]) {
      return "withdrawn";
    }
    if (placed_row == row) {
      return "placed";
    }
    if (derived_.standings.is_wanted(choice, pupil)) {
      return was_for_another_of_the_group(pupil, row) ? "group-incomplete" : "rejected";
    }
    const bool is_before = choice == derived_.standings.placed_choice[pupil] &&
                           frozen_.row_pool[row] < frozen_.row_pool[placed_row];
    return is_before ? "rejected" : "not-needed";
  }

  /// The pool would have taken this pupil, but not all of the group (decision 34).
  [[nodiscard]] bool was_for_another_of_the_group(std::uint32_t pupil, std::uint32_t row) const {
    const std::uint32_t group = frozen_.group_of_pupil(pupil);
    if (group == base::none || derived_.groups[group].state == GroupState::separated) {
      return false;
    }
    const PoolStanding& pool = derived_.standings.of_row(frozen_, row);
    const bool is_behind = pool.is_full() && derived_.keys.place[pool.last_row] < derived_.keys.place[row];
    return !is_behind && pool.available != 0;
  }

  /// The record as it must be, into line_. `own_class` and `last_class` are CSV fields.
  void write_expected(std::uint32_t row, std::string_view own_class, std::string_view last_class) {
    const std::uint32_t choice = frozen_.row_choice[row];
    const std::uint32_t pool = frozen_.row_pool[row];
    line_.assign(pupil_field_)
        .append(",")
        .append(programme_fields_[frozen_.choice_programme[choice]])
        .append(",");
    append_number(line_, frozen_.choice_rank[choice]);
    line_.append(",").append(pool_fields_[pool]).append(",").append(outcome_of(row)).append(",");
    write_standing(row, own_class);
    write_cutoff(row, last_class);
    if (derived_.standings.waiting_position[row] != 0) {
      append_number(line_, derived_.standings.waiting_position[row]);
    }
    line_.push_back('\n');
  }

  /// The four cut-off columns with a comma on either side: the same in every row of a pool, so they are kept.
  void write_cutoff(std::uint32_t row, std::string_view class_field) {
    Cutoff& cutoff =
        cutoffs_[derived_.standings.slot(frozen_.stage_of(frozen_.row_choice[row]), frozen_.row_pool[row])];
    if (cutoff.text.empty() || cutoff.class_field != class_field) {
      const std::size_t begin = line_.size();
      line_.push_back(',');
      if (const std::uint32_t last = cutoff_row(row); last != base::none) {
        write_standing(last, class_field);
      } else {
        line_.append(",,,");
      }
      line_.push_back(',');
      cutoff = {std::string(class_field), line_.substr(begin)};
    } else {
      line_.append(cutoff.text);
    }
  }

  /// class_index, class, order, lottery.
  void write_standing(std::uint32_t row, std::string_view class_field) {
    append_number(line_, frozen_.class_index(row));
    line_.append(",").append(class_field).append(",");
    append_number(line_, frozen_.order(row));
    line_.push_back(',');
    append_lottery(line_, frozen_, row);
  }

  /// The next record is not the expected one, or its class names are not known yet.
  void explain(std::uint32_t row) {
    const std::uint32_t choice = frozen_.row_choice[row];
    const std::uint32_t pupil = frozen_.choice_pupil[choice];
    const std::string_view programme = derived_.seats.programmes[frozen_.choice_programme[choice]].name;
    const std::string_view pool = derived_.seats.pools[frozen_.row_pool[row]].name;
    while (cursor_.peek()) {
      const Row& actual = cursor_.fields();
      const auto found = std::tuple(actual[pupil_id], actual[programme_id], actual[pool_name]);
      const auto wanted = std::tuple(frozen_.pupils[pupil], programme, pool);
      if (found == wanted) {
        compare(row);
        cursor_.consume();
        last_matched_ = row;
        return;
      }
      if (found > wanted) {
        break;
      }
      take_extra(pupil);
    }
    findings_.add({.code = FindingCode::decision_missing,
                   .file = cursor_.file(),
                   .line = cursor_.line(),
                   .pupil_id = std::string(frozen_.pupils[pupil]),
                   .programme_id = std::string(programme),
                   .pool = std::string(pool)});
  }

  void compare(std::uint32_t row) {
    const Row& actual = cursor_.fields();
    const std::string own_class = accepted_class(row, actual[class_name], FindingCode::decision_class_wrong);
    const std::uint32_t last = cutoff_row(row);
    const std::string last_class =
        last == base::none ? ""
                           : accepted_class(last, actual[cutoff_class], FindingCode::decision_cutoff_wrong);
    write_expected(row, own_class, last_class);
    CanonicalCsv expected_csv(line_);
    Row expected;
    if (expected_csv.read(expected) != ReadResult::record) {
      return add(FindingCode::row_malformed);
    }
    for (std::size_t column = rank; column < column_count; ++column) {
      if (actual[column] != expected[column]) {
        add(code_of(column), actual[column], expected[column]);
      }
    }
  }

  /// The class name of the record as a field, with a finding when the rules do not allow it.
  std::string accepted_class(std::uint32_t row, std::string_view name, FindingCode code) {
    const std::uint32_t pool = frozen_.row_pool[row];
    if (!derived_.classes.accept(pool, frozen_.class_index(row), name)) {
      add(code, name, derived_.classes.known(pool, frozen_.class_index(row)).value_or(""));
    }
    std::string field;
    append_field(field, name);
    return field;
  }

  /// A record that frozen.csv does not ask for, before the rows of `next_pupil` that still come: right only
  /// if it says that a listed programme has no pool for the pupil.
  void take_extra(std::size_t next_pupil) {
    const Row& actual = cursor_.fields();
    const auto number = parse_number(actual[rank], 0xfffffffeU);
    const bool rest_is_empty = std::all_of(actual.begin() + class_index, actual.end(),
                                           [](std::string_view field) { return field.empty(); });
    const auto programme = derived_.seats.ids.find(actual[programme_id]);
    const bool is_well_formed = is_identifier(actual[pupil_id]) && programme && number && *number != 0 &&
                                actual[pool_name].empty() && actual[outcome] == "not-eligible" &&
                                rest_is_empty;
    if (is_well_formed && follows_the_last(actual) &&
        fits_the_list(actual, *programme, *number, next_pupil)) {
      not_eligible_.push_back(
          {std::string(actual[pupil_id]), std::string(actual[programme_id]), *number, cursor_.line()});
    } else {
      add(FindingCode::decision_unexpected, actual[outcome]);
    }
    cursor_.consume();
  }

  [[nodiscard]] bool follows_the_last(const Row& actual) const {
    const auto here = std::tuple(actual[pupil_id], actual[programme_id]);
    if (!not_eligible_.empty() && std::tuple<std::string_view, std::string_view>(
                                      not_eligible_.back().pupil, not_eligible_.back().programme) >= here) {
      return false;
    }
    if (last_matched_ == base::none) {
      return true;
    }
    const std::uint32_t choice = frozen_.row_choice[last_matched_];
    return std::tuple(frozen_.pupils[frozen_.choice_pupil[choice]],
                      derived_.seats.programmes[frozen_.choice_programme[choice]].name) < here;
  }

  /// No eligible pool at that programme, and a rank that nothing else on the list has.
  [[nodiscard]] bool fits_the_list(const Row& actual, std::uint32_t programme, std::uint64_t number,
                                   std::size_t next_pupil) const {
    for (auto before = not_eligible_.rbegin();
         before != not_eligible_.rend() && before->pupil == actual[pupil_id]; ++before) {
      if (before->rank == number) {
        return false;
      }
    }
    const auto found = std::lower_bound(
        frozen_.pupils.begin(),
        frozen_.pupils.begin() + static_cast<std::ptrdiff_t>(std::min(next_pupil + 1, frozen_.pupils.size())),
        actual[pupil_id]);
    if (found == frozen_.pupils.end() || *found != actual[pupil_id]) {
      return true;
    }
    const auto pupil = static_cast<std::uint32_t>(found - frozen_.pupils.begin());
    for (std::uint32_t choice = frozen_.first_choice[pupil]; choice < frozen_.first_choice[pupil + 1];
         ++choice) {
      if (frozen_.choice_programme[choice] == programme || frozen_.choice_rank[choice] == number) {
        return false;
      }
    }
    return true;
  }

  void add(FindingCode code, std::string_view found = {}, std::string_view expected = {}) {
    const Row& actual = cursor_.fields();
    findings_.add({.code = code,
                   .file = cursor_.file(),
                   .line = cursor_.line(),
                   .pupil_id = std::string(actual[pupil_id]),
                   .programme_id = std::string(actual[programme_id]),
                   .pool = std::string(actual[pool_name]),
                   .found = std::string(found),
                   .expected = std::string(expected)});
  }

  struct Cutoff {
    std::string class_field;
    std::string text;
  };

  Derived& derived_;
  const FrozenTable& frozen_;
  RowCursor<column_count> cursor_;
  Findings& findings_;
  std::vector<std::string> programme_fields_;
  std::vector<std::string> pool_fields_;
  std::vector<Cutoff> cutoffs_;
  std::string pupil_field_;
  std::string line_;
  std::uint32_t last_matched_ = base::none;
  std::vector<NotEligible> not_eligible_;
};

}  // namespace

std::vector<NotEligible> check_decisions(std::string_view bytes, Derived& derived, Findings& findings) {
  return DecisionsCheck(bytes, derived, findings).run();
}

}  // namespace mengpaneel::verify
