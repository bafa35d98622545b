// SPDX-License-Identifier: EUPL-1.2
#include "place/groups/group_search.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <tuple>

#include "place/groups/group_numbers.hpp"
#include "place/groups/programme_choice.hpp"
#include "place/mechanisms/deferred_acceptance.hpp"

namespace mengpaneel::place {

namespace {

using GroupOrder = std::vector<std::uint32_t>;

/// The groups that stay together, placed for one set of numbers.
class GroupSearch {
 public:
  GroupSearch(const Frozen& frozen, const Market& market)
      : table_(frozen.table),
        groups_(frozen.table.groups.groups),
        market_(market),
        choice_(market, frozen.seats),
        singles_(market.pools),
        single_rows_(market.pupil_count()) {
    singles_.run(market, single_rows_);
  }

  void run(const GroupOrder& first_order) {
    std::vector<GroupOrder> tried;
    std::set<GroupOrder> seen;
    GroupOrder order = first_order;
    while (tried.size() < group_orders_max && seen.insert(order).second) {
      tried.push_back(order);
      from_.assign(groups_.size(), 0);
      const std::size_t causer = pass(order);
      if (losers_.empty()) {
        return;
      }
      move_losers_before(order, causer);
    }
    keep_fewest_blocking(tried);
  }

  [[nodiscard]] const std::vector<std::uint32_t>& rows() const { return rows_; }
  [[nodiscard]] bool is_placed(std::uint32_t group) const { return position_[group] != base::none; }

  /// Some programme above the group's placement would choose all of it.
  [[nodiscard]] bool blocks(std::uint32_t group) {
    const std::uint32_t end = is_placed(group) ? position_[group] : list_length(table_, groups_[group]);
    for (std::uint32_t position = 0; position < end; ++position) {
      if (is_chosen(group, position)) {
        return true;
      }
    }
    return false;
  }

 private:
  /// One pass over an order; each group begins at from_ of its list. Ends at the first group whose insertion
  /// costs others a seat: these are losers_ then, and its place in the order is returned.
  std::size_t pass(const GroupOrder& order) {
    engine_ = singles_;
    rows_ = single_rows_;
    position_.assign(groups_.size(), base::none);
    losers_.clear();
    for (std::size_t turn = 0; turn < order.size(); ++turn) {
      if (insert(order[turn])) {
        find_losers(order, turn);
        if (!losers_.empty()) {
          return turn;
        }
      }
    }
    return order.size();
  }

  bool insert(std::uint32_t group) {
    for (std::uint32_t position = from_[group]; position < list_length(table_, groups_[group]); ++position) {
      if (is_chosen(group, position)) {
        for (const Applicant applicant : asking_) {
          engine_.insert(market_, rows_, applicant);
        }
        position_[group] = position;
        return true;
      }
    }
    return false;
  }

  /// Leaves the members with their first rows there in asking_.
  bool is_chosen(std::uint32_t group, std::uint32_t position) {
    if (!all_eligible(table_, groups_[group], position)) {
      return false;
    }
    asking_.clear();
    for (const std::uint32_t member : groups_[group].members) {
      asking_.push_back({table_.row_begin[table_.choice_begin[member] + position], member});
    }
    const std::uint32_t choice = table_.choice_begin[groups_[group].members[0]] + position;
    return choice_.has_all(engine_, static_cast<std::uint32_t>(table_.choice_programme[choice]), asking_);
  }

  /// Also the group that was inserted last: a chain may come back to it.
  void find_losers(const GroupOrder& order, std::size_t last_turn) {
    for (std::size_t turn = 0; turn <= last_turn; ++turn) {
      const std::uint32_t group = order[turn];
      if (position_[group] != base::none &&
          std::ranges::any_of(groups_[group].members,
                              [&](std::uint32_t member) { return rows_[member] == base::none; })) {
        losers_.push_back(group);
      }
    }
  }

  /// In their order, directly before the group that stands at `causer`.
  void move_losers_before(GroupOrder& order, std::size_t causer) const {
    const auto loses = [this](std::uint32_t group) {
      return std::ranges::find(losers_, group) != losers_.end();
    };
    std::stable_partition(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(causer),
                          [&](std::uint32_t group) { return !loses(group); });
  }

  /// The placement of an order that need not hold: who loses a seat looks below it from then on.
  void complete(const GroupOrder& order) {
    from_.assign(groups_.size(), 0);
    for (pass(order); !losers_.empty(); pass(order)) {
      for (const std::uint32_t group : losers_) {
        from_[group] = position_[group] + 1;
      }
    }
  }

  void keep_fewest_blocking(const std::vector<GroupOrder>& tried) {
    std::size_t best = 0;
    std::size_t fewest = groups_.size() + 1;
    for (std::size_t index = 0; index < tried.size(); ++index) {
      complete(tried[index]);
      const auto blocking = static_cast<std::size_t>(
          std::ranges::count_if(tried[index], [this](std::uint32_t group) { return blocks(group); }));
      if (blocking < fewest) {
        fewest = blocking;
        best = index;
      }
    }
    complete(tried[best]);
  }

  const FrozenTable& table_;
  const std::vector<FrozenGroup>& groups_;
  const Market& market_;
  ProgrammeChoice choice_;
  DeferredAcceptance singles_;  ///< after the singles, before any group
  std::vector<std::uint32_t> single_rows_;
  DeferredAcceptance engine_{{}};
  std::vector<std::uint32_t> rows_;
  std::vector<std::uint32_t> position_;  ///< [groups], in the list; base::none: not placed
  std::vector<std::uint32_t> from_;      ///< [groups], where in the list a pass begins
  std::vector<std::uint32_t> losers_;    ///< in the order of the pass
  std::vector<Applicant> asking_;
};

GroupOrder first_order(const FrozenTable& table, const LotteryNumbers& numbers,
                       std::span<const std::uint8_t> together) {
  std::vector<std::tuple<std::uint64_t, std::uint32_t>> turns;
  for (std::uint32_t group = 0; group < together.size(); ++group) {
    if (together[group] != 0) {
      turns.emplace_back(turn_number(table, numbers, table.groups.groups[group]), group);
    }
  }
  std::ranges::sort(turns);
  GroupOrder order;
  for (const auto& [number, group] : turns) {
    order.push_back(group);
  }
  return order;
}

}  // namespace

GroupPlacement place_with_groups(const Frozen& frozen, const LotteryNumbers& own, const OwnNumbers& ties,
                                 KeyParts parts, std::span<const MarketPool> pools) {
  const FrozenTable& table = frozen.table;
  const std::size_t count = table.groups.groups.size();
  std::vector<std::uint8_t> together(count, 1);
  GroupPlacement result;
  result.groups.assign(count, {GroupState::separated, false});
  for (bool separated = true; separated;) {
    separated = false;
    result.numbers = with_group_numbers(table, own, together);
    std::vector<std::uint32_t> group_of = table.groups.of;
    std::vector<std::uint8_t> absent(table.pupil_count(), 0);
    for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
      if (group_of[pupil] != base::none && together[group_of[pupil]] == 0) {
        group_of[pupil] = base::none;
      }
      absent[pupil] = group_of[pupil] == base::none ? 0 : 1;
    }
    const KeyOrder order(frozen, result.numbers, ties, parts);
    const PackedRows packed = pack_rows(frozen, result.numbers, parts, group_of);
    const Market market{packed.row_begin,        packed.words,      pools,
                        packed.layout.pool_bits, order.tie_break(), absent};
    GroupSearch search(frozen, market);
    search.run(first_order(table, result.numbers, together));
    for (std::uint32_t group = 0; group < count; ++group) {
      if (together[group] == 0) {
        continue;
      }
      const bool placed = search.is_placed(group);
      result.groups[group] = {placed ? GroupState::together : GroupState::unplaced, search.blocks(group)};
      if (!placed && !table.groups.groups[group].or_nothing) {
        together[group] = 0;
        result.groups[group] = {GroupState::separated, false};
        separated = true;
      }
    }
    result.row_of_pupil = search.rows();
  }
  return result;
}

}  // namespace mengpaneel::place
