// SPDX-License-Identifier: EUPL-1.2
#include "verify/replay_groups.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "base/ids.hpp"
#include "verify/deferred_acceptance.hpp"

namespace mengpaneel::verify {

namespace {

using Choices = std::vector<std::uint32_t>;
using Order = std::vector<std::uint32_t>;

constexpr std::size_t orders_max = 1000;

std::uint64_t combined(std::string_view rule, const std::vector<std::uint64_t>& numbers) {
  if (rule == "best") {
    return std::ranges::min(numbers);
  }
  if (rule == "worst") {
    return std::ranges::max(numbers);
  }
  if (rule == "mean") {
    std::uint64_t high = 0;  // of both halves apart the sum fits
    std::uint64_t low = 0;
    for (const std::uint64_t number : numbers) {
      high += number >> 32U;
      low += number & 0xffffffffU;
    }
    const std::uint64_t count = numbers.size();
    return (high / count << 32U) + ((high % count << 32U) + low) / count;
  }
  return numbers.front();
}

/// The members' choices by rank, in the members' order; a member who may not go there has none.
std::map<std::uint32_t, Choices> choices_by_rank(const FrozenTable& frozen, const Group& group) {
  std::map<std::uint32_t, Choices> choices;
  for (const std::uint32_t pupil : group.members) {
    for (std::uint32_t choice = frozen.first_choice[pupil]; choice < frozen.first_choice[pupil + 1];
         ++choice) {
      choices[frozen.choice_rank[choice]].push_back(choice);
    }
  }
  return choices;
}

std::vector<std::uint64_t> numbers_of(const FrozenTable& frozen, const Choices& choices) {
  std::vector<std::uint64_t> numbers;
  for (const std::uint32_t choice : choices) {
    numbers.push_back(frozen.row_number[frozen.first_row[choice]]);
  }
  return numbers;
}

void set_number(FrozenTable& frozen, const Choices& choices, std::uint64_t number) {
  for (const std::uint32_t choice : choices) {
    for (std::uint32_t row = frozen.first_row[choice]; row < frozen.first_row[choice + 1]; ++row) {
      frozen.row_number[row] = number;
    }
  }
}

/// Gives every member the group's number; returns the one by which the group has its turn.
std::uint64_t give_number(FrozenTable& frozen, const Group& group) {
  const std::map<std::uint32_t, Choices> choices = choices_by_rank(frozen, group);
  std::optional<std::uint64_t> everywhere;
  if (frozen.numbers.front() == NumberKind::single) {
    Choices first;
    for (const std::uint32_t pupil : group.members) {
      first.push_back(frozen.first_choice[pupil]);
    }
    everywhere = combined(group.number, numbers_of(frozen, first));
  }
  std::optional<std::uint64_t> turn = everywhere;
  for (const auto& [rank, here] : choices) {
    const std::uint64_t number = everywhere.value_or(combined(group.number, numbers_of(frozen, here)));
    set_number(frozen, here, number);
    if (!turn && here.size() == group.members.size()) {
      turn = number;
    }
  }
  return turn.value_or(0);
}

/// A group that stays together: its turn, and the programmes at which every member may get a seat.
struct Party {
  std::uint32_t group;
  std::uint64_t turn;
  std::vector<Choices> list;
};

class Search {
 public:
  Search(const FrozenTable& frozen, const SeatsTable& seats, const KeyOrder& keys,
         const std::vector<Party>& parties)
      : frozen_(frozen), parties_(parties), singles_(frozen, seats, keys, 0, seats.pools) {
    std::vector<bool> is_single(frozen.pupils.size(), true);
    for (const Party& party : parties) {
      for (const std::uint32_t pupil : frozen.groups[party.group].members) {
        is_single[pupil] = false;
      }
    }
    std::vector<std::uint32_t> free;
    for (std::uint32_t pupil = 0; pupil < is_single.size(); ++pupil) {
      if (is_single[pupil]) {
        free.push_back(pupil);
      }
    }
    singles_.run(std::move(free));
  }

  void run() {
    Order order(parties_.size());
    for (std::uint32_t party = 0; party < order.size(); ++party) {
      order[party] = party;
    }
    std::ranges::sort(order, {}, [this](std::uint32_t party) {
      return std::pair(parties_[party].turn, parties_[party].group);
    });
    std::vector<Order> tried;
    while (tried.size() < orders_max && std::ranges::find(tried, order) == tried.end()) {
      tried.push_back(order);
      const std::size_t end = pass(order, std::vector<std::size_t>(order.size(), 0));
      if (losers_.empty()) {
        return;
      }
      order = moved_before(order, end);
    }
    keep_fewest_blocking(tried);
  }

  [[nodiscard]] bool is_placed(std::uint32_t party) const { return at_[party] != not_placed; }

  [[nodiscard]] bool blocks(std::uint32_t party) const {
    const std::vector<Choices>& list = parties_[party].list;
    return std::any_of(list.begin(),
                       list.begin() + static_cast<std::ptrdiff_t>(std::min(at_[party], list.size())),
                       [this](const Choices& here) { return market_->would_choose_all(here); });
  }

  [[nodiscard]] Placement placement() const {
    Placement placement(frozen_.pupils.size(), base::none);
    market_->write_to(placement);
    return placement;
  }

 private:
  static constexpr std::size_t not_placed = static_cast<std::size_t>(-1);

  /// Inserts the parties in order, each from its start in its list; ends at the first whose insertion costs
  /// any their seats (those are losers_ then) and returns where that stood.
  std::size_t pass(const Order& order, const std::vector<std::size_t>& start) {
    market_.emplace(singles_);
    at_.assign(parties_.size(), not_placed);
    losers_.clear();
    for (std::size_t turn = 0; turn < order.size(); ++turn) {
      const std::uint32_t party = order[turn];
      const std::vector<Choices>& list = parties_[party].list;
      std::size_t position = start[party];
      while (position < list.size() && !market_->would_choose_all(list[position])) {
        ++position;
      }
      if (position == list.size()) {
        continue;
      }
      at_[party] = position;
      market_->insert(list[position]);
      find_losers(order, turn);
      if (!losers_.empty()) {
        return turn;
      }
    }
    return order.size();
  }

  void find_losers(const Order& order, std::size_t turn) {
    std::vector<std::uint32_t> groups;
    for (const std::uint32_t pupil : market_->stopped()) {
      groups.push_back(frozen_.group_of_pupil(pupil));
    }
    for (std::size_t before = 0; before <= turn; ++before) {
      if (std::ranges::find(groups, parties_[order[before]].group) != groups.end()) {
        losers_.push_back(order[before]);
      }
    }
  }

  [[nodiscard]] Order moved_before(const Order& order, std::size_t turn) const {
    Order moved;
    const auto loses = [this](std::uint32_t party) {
      return std::ranges::find(losers_, party) != losers_.end();
    };
    for (const bool wanted : {false, true}) {
      for (std::size_t at = 0; at < turn; ++at) {
        if (loses(order[at]) == wanted) {
          moved.push_back(order[at]);
        }
      }
    }
    moved.insert(moved.end(), order.begin() + static_cast<std::ptrdiff_t>(turn), order.end());
    return moved;
  }

  /// The placement of an order that need not hold (decision 32).
  void complete(const Order& order) {
    std::vector<std::size_t> start(parties_.size(), 0);
    for (pass(order, start); !losers_.empty(); pass(order, start)) {
      for (const std::uint32_t party : losers_) {
        start[party] = at_[party] + 1;
      }
    }
  }

  void keep_fewest_blocking(const std::vector<Order>& tried) {
    const Order* best = nullptr;
    std::size_t fewest = parties_.size() + 1;
    for (const Order& order : tried) {
      complete(order);
      const auto blocking = static_cast<std::size_t>(
          std::ranges::count_if(order, [this](auto party) { return blocks(party); }));
      if (blocking < fewest) {
        fewest = blocking;
        best = &order;
      }
    }
    complete(*best);
  }

  const FrozenTable& frozen_;
  const std::vector<Party>& parties_;
  DeferredAcceptance singles_;
  std::optional<DeferredAcceptance> market_;
  std::vector<std::size_t> at_;  ///< where in its list each party sits [parties]
  std::vector<std::uint32_t> losers_;
};

/// Those that are not separated, with their numbers given.
std::vector<Party> gather(FrozenTable& frozen, const std::vector<GroupResult>& results) {
  std::vector<Party> parties;
  for (std::uint32_t group = 0; group < frozen.groups.size(); ++group) {
    if (results[group].state == GroupState::separated) {
      continue;
    }
    Party party{group, give_number(frozen, frozen.groups[group]), {}};
    for (auto& [rank, choices] : choices_by_rank(frozen, frozen.groups[group])) {
      if (choices.size() == frozen.groups[group].members.size()) {
        party.list.push_back(choices);
      }
    }
    parties.push_back(std::move(party));
  }
  return parties;
}

}  // namespace

std::string_view name_of(GroupState state) {
  return state == GroupState::together    ? "together"
         : state == GroupState::separated ? "separated"
                                          : "unplaced";
}

Placement replay_groups(FrozenTable& frozen, const SeatsTable& seats, std::vector<GroupResult>& results) {
  const std::vector<std::uint64_t> drawn = frozen.row_number;
  results.assign(frozen.groups.size(), {});
  for (;;) {
    frozen.row_number = drawn;
    const std::vector<Party> parties = gather(frozen, results);
    const KeyOrder keys = order_by_key(frozen, seats);
    Search search(frozen, seats, keys, parties);
    search.run();
    bool any_separated = false;
    for (std::uint32_t party = 0; party < parties.size(); ++party) {
      const std::uint32_t group = parties[party].group;
      const bool placed = search.is_placed(party);
      results[group] = {placed ? GroupState::together : GroupState::unplaced, search.blocks(party)};
      if (!placed && frozen.groups[group].together == "or-separately") {
        results[group] = {GroupState::separated, false};
        any_separated = true;
      }
    }
    if (!any_separated) {
      return search.placement();
    }
  }
}

}  // namespace mengpaneel::verify
