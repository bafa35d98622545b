// SPDX-License-Identifier: EUPL-1.2
#include "place/summary.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>
#include <string_view>

#include "measure/indices/indices.hpp"
#include "place/blocking.hpp"
#include "place/improvable.hpp"
#include "place/rules/places.hpp"

namespace mengpaneel::place {

namespace {

/// Columns of pupils.csv with a meaning of their own; all others are attributes.
constexpr std::array<std::string_view, 4> not_attributes{"household_id", "group_id", "group_kind",
                                                         "postcode"};

class Summariser {
 public:
  Summariser(const Round& round, const FreezeResult& freeze, const Outcome& outcome)
      : round_(round), table_(freeze.frozen.table), seats_(freeze.frozen.seats), outcome_(outcome) {}

  void count_pupils(Summary& summary) const {
    // Ranks are small as a rule; the map is touched for large ones only.
    std::vector<std::uint64_t> placed_at(64, 0);
    for (std::uint32_t pupil = 0; pupil < table_.pupil_count(); ++pupil) {
      if (!applied(pupil)) {
        ++summary.not_applied;
        continue;
      }
      ++summary.pupils;
      if (!placed(pupil)) {
        ++summary.unplaced;
        continue;
      }
      ++summary.placed;
      const std::uint32_t rank = table_.choice_rank[outcome_.placed_choice[pupil]];
      if (rank < placed_at.size()) {
        ++placed_at[rank];
      } else {
        ++summary.by_rank[rank];
      }
    }
    for (std::uint32_t rank = 0; rank < placed_at.size(); ++rank) {
      if (placed_at[rank] != 0) {
        summary.by_rank[rank] = placed_at[rank];
      }
    }
  }

  void count_attributes(Summary& summary) const {
    std::vector<const TextColumn*> columns;
    for (const TextColumn& column : round_.pupils.columns.columns) {
      const bool is_attribute = std::ranges::find(not_attributes, column.name) == not_attributes.end();
      if (is_attribute && column.values.size() >= 2 &&
          column.values.size() <= Summary::attribute_values_max) {
        columns.push_back(&column);
      }
    }
    std::ranges::sort(columns, {}, [](const TextColumn* column) { return std::string_view(column->name); });
    for (const TextColumn* column : columns) {
      count_attribute(*column, summary);
    }
  }

  void count_boards(Summary& summary) const {
    const TextColumn* column = round_.programmes.columns.find("board_id");
    if (column == nullptr) {
      return;
    }
    std::vector<std::uint64_t> placed_at(round_.programmes.size(), 0);
    for (const std::uint32_t choice : outcome_.placed_choice) {
      if (choice != base::none) {
        ++placed_at[base::to_size(table_.choice_programme[choice])];
      }
    }
    std::map<std::string_view, BoardCount> boards;
    for (std::uint32_t programme = 0; programme < round_.programmes.size(); ++programme) {
      BoardCount& board = boards[column->text(programme)];
      const std::uint32_t capacity = seats_.capacity[programme];
      board.seats += capacity == base::no_limit ? 0 : capacity;
      board.placed += placed_at[programme];
    }
    for (auto& [id, board] : boards) {
      board.board_id = id;
      summary.by_board.push_back(std::move(board));
    }
  }

  void count_groups(Summary& summary) const {
    for (std::size_t index = 0; index < outcome_.groups.size(); ++index) {
      const std::string_view name = table_.groups.names.name(table_.groups.groups[index].name);
      const GroupResult& result = outcome_.groups[index];
      GroupKindCount& kind = summary.groups[std::string(name.substr(0, name.find('/')))];
      ++kind.groups;
      kind.together += result.state == GroupState::together ? 1U : 0U;
      kind.separated += result.state == GroupState::separated ? 1U : 0U;
      kind.unplaced += result.state == GroupState::unplaced ? 1U : 0U;
      if (result.blocks) {
        summary.blocking_groups.emplace_back(name);
      }
    }
  }

  /// Seats that nobody agreed on: what as-needed pools took and `rest` could not give. Pupils of `rest` sit
  /// on seats that earlier pools passed on first, as far as there are any.
  [[nodiscard]] std::uint64_t above_capacity() const {
    std::uint64_t above = 0;
    for (std::size_t first = 0; first < outcome_.pools.size(); first += seats_.pools.size()) {
      above += above_capacity(std::span(outcome_.pools).subspan(first, seats_.pools.size()));
    }
    return above;
  }

  /// Of one stage.
  [[nodiscard]] std::uint64_t above_capacity(std::span<const PoolOutcome> pools) const {
    std::uint64_t above = 0;
    for (std::size_t programme = 0; programme + 1 < seats_.pool_begin.size(); ++programme) {
      const std::uint32_t rest =
          seats_.pool_begin[programme + 1] - 1;  // decision 3: the last pool is the rest
      std::uint64_t taken = 0;
      for (std::uint32_t pool = seats_.pool_begin[programme]; pool < rest; ++pool) {
        taken += seats_.pools[pool].as_needed ? pools[pool].filled : 0;
      }
      const std::uint64_t own = pools[rest].own;
      if (taken == 0 || own == base::no_limit) {
        continue;
      }
      const std::uint64_t inflow = pools[rest].seats - (own - std::min(own, taken));
      const std::uint64_t filled = pools[rest].filled;
      const std::uint64_t used = taken + (filled - std::min(filled, inflow));
      above += used - std::min(used, own);
    }
    return above;
  }

  [[nodiscard]] std::optional<double> mean_metres() const {
    const Places places(round_);
    std::uint64_t total = 0;
    std::uint64_t known = 0;
    for (std::uint32_t pupil = 0; pupil < table_.pupil_count(); ++pupil) {
      if (!placed(pupil)) {
        continue;
      }
      if (const auto metres = places.metres(pupil, programme_of(pupil))) {
        total += *metres;
        ++known;
      }
    }
    return known == 0 ? std::nullopt : std::optional(static_cast<double>(total) / static_cast<double>(known));
  }

  void measure_ses(Summary& summary) const {
    const TextColumn* ses = round_.pupils.columns.find("ses");
    const std::uint32_t groups = ses == nullptr ? 0 : ses->values.size();
    const bool many = groups > Summary::attribute_values_max;
    measure::TableBuilder builder(measure::UnitCount{round_.programmes.schools.size()},
                                  measure::GroupCount{many ? 0 : groups});
    for (std::uint32_t pupil = 0; pupil < table_.pupil_count(); ++pupil) {
      if (!placed(pupil)) {
        continue;
      }
      if (ses == nullptr || ses->code[pupil] == base::none) {
        ++summary.ses_unknown;
      } else if (!many) {
        builder.add(measure::UnitIndex{round_.programmes.school[programme_of(pupil)]},
                    measure::GroupIndex{ses->code[pupil]});
      }
    }
    const measure::ContingencyTable table = builder.build();
    for (const std::string_view key : {"D", "H"}) {
      IndexValue index{std::string(key), std::nullopt, "many_groups"};
      if (!many) {
        const measure::IndexValue value = measure::find_index(key)->compute(table);
        if (value) {
          index.value = *value;
          index.reason.clear();
        } else {
          index.reason = value.error() == measure::Undefined::no_pupils ? "no_pupils" : "one_group";
        }
      }
      summary.ses_indices.push_back(std::move(index));
    }
  }

 private:
  [[nodiscard]] bool applied(std::uint32_t pupil) const {
    return table_.choice_begin[pupil] != table_.choice_begin[pupil + 1];
  }
  [[nodiscard]] bool placed(std::uint32_t pupil) const { return outcome_.placed_choice[pupil] != base::none; }
  [[nodiscard]] std::uint32_t programme_of(std::uint32_t pupil) const {
    return static_cast<std::uint32_t>(table_.choice_programme[outcome_.placed_choice[pupil]]);
  }

  void count_attribute(const TextColumn& column, Summary& summary) const {
    const std::uint32_t without = column.values.size();
    std::vector<GroupCount> groups(without + 1);
    for (std::uint32_t code = 0; code <= without; ++code) {
      groups[code].column = column.name;
      groups[code].value = code == without ? std::string_view() : column.values.name(code);
    }
    for (std::uint32_t pupil = 0; pupil < table_.pupil_count(); ++pupil) {
      if (!applied(pupil)) {
        continue;
      }
      GroupCount& group = groups[std::min(column.code[pupil], without)];
      ++group.pupils;
      group.placed += placed(pupil) ? 1U : 0U;
      group.first_choice += outcome_.placed_choice[pupil] == table_.choice_begin[pupil] ? 1U : 0U;
    }
    if (groups[without].pupils == 0) {
      groups.pop_back();
    }
    std::ranges::sort(groups, {}, &GroupCount::value);
    std::ranges::move(groups, std::back_inserter(summary.by_attribute));
  }

  const Round& round_;
  const FrozenTable& table_;
  const SeatTable& seats_;
  const Outcome& outcome_;
};

}  // namespace

Summary summarise(const Round& round, const FreezeResult& freeze, const Outcome& outcome,
                  const base::Digest& seed) {
  Summary summary;
  const Summariser summariser(round, freeze, outcome);
  summariser.count_pupils(summary);
  summariser.count_attributes(summary);
  summariser.count_boards(summary);
  summariser.count_groups(summary);
  const Blocking blocking = count_blocking(freeze.frozen, outcome, seed);
  summary.blocking_pairs = blocking.pairs;
  summary.wasted_seats = blocking.wasted_seats;
  summary.improvable = count_improvable(freeze.frozen, outcome);
  summary.above_capacity = summariser.above_capacity();
  summary.short_lists = freeze.short_lists.size();
  summary.mean_metres = summariser.mean_metres();
  summariser.measure_ses(summary);
  return summary;
}

}  // namespace mengpaneel::place
