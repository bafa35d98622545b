// SPDX-License-Identifier: EUPL-1.2
#include "verify/check_placements.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace mengpaneel::verify {

namespace {

constexpr std::string_view file_name = "placements.csv";
constexpr std::string_view header = "pupil_id,programme_id,rank,pool\n";

enum PlacementColumn : std::size_t { pupil_id, programme_id, rank, pool_name, column_count };
using Row = std::array<std::string_view, column_count>;

class PlacementsReader {
 public:
  PlacementsReader(PlacementsTable& table, const FrozenTable& frozen, const SeatsTable& seats,
                   Findings& findings)
      : table_(table),
        frozen_(frozen),
        seats_(seats),
        findings_(findings),
        has_row_(frozen.pupils.size(), false) {}

  void read() {
    table_.placement.assign(frozen_.pupils.size(), base::none);
    if (!table_.csv.take_header(header)) {
      findings_.add({.code = FindingCode::header_wrong,
                     .file = std::string(file_name),
                     .line = 1,
                     .expected = std::string(header.substr(0, header.size() - 1))});
      return;
    }
    for (ReadResult result; (result = table_.csv.read(row_)) != ReadResult::end;) {
      if (result == ReadResult::malformed) {
        findings_.add(
            {.code = FindingCode::row_malformed, .file = std::string(file_name), .line = table_.csv.line()});
      } else {
        take();
      }
    }
    for (std::uint32_t pupil = 0; pupil < frozen_.pupils.size(); ++pupil) {
      if (!has_row_[pupil]) {
        findings_.add({.code = FindingCode::pupil_without_placement,
                       .file = std::string(file_name),
                       .pupil_id = std::string(frozen_.pupils[pupil])});
      }
    }
    findings_.checked(Claim::one_seat_a_child, table_.pupils.size());
    findings_.checked(Claim::eligible, table_.placed);
  }

 private:
  void add(FindingCode code, std::string_view found = {}, std::string_view expected = {}) {
    findings_.add({.code = code,
                   .file = std::string(file_name),
                   .line = table_.csv.line(),
                   .pupil_id = std::string(row_[pupil_id]),
                   .programme_id = std::string(row_[programme_id]),
                   .pool = std::string(row_[pool_name]),
                   .found = std::string(found),
                   .expected = std::string(expected)});
  }

  void take() {
    if (!is_identifier(row_[pupil_id])) {
      return add(FindingCode::row_malformed);
    }
    if (!table_.pupils.empty() && table_.pupils.back() >= row_[pupil_id]) {
      return add(table_.pupils.back() == row_[pupil_id] ? FindingCode::pupil_twice
                                                        : FindingCode::row_out_of_order);
    }
    table_.pupils.push_back(row_[pupil_id]);
    const std::uint32_t pupil = find_pupil();
    if (pupil != base::none) {
      has_row_[pupil] = true;
    }
    if (row_[programme_id].empty()) {
      if (!row_[rank].empty() || !row_[pool_name].empty()) {
        add(FindingCode::placed_not_eligible);
      }
      return;
    }
    ++table_.placed;
    place(pupil);
  }

  /// Both tables are sorted, so the pupil is nearly always the next one.
  std::uint32_t find_pupil() {
    while (next_ < frozen_.pupils.size() && frozen_.pupils[next_] < row_[pupil_id]) {
      ++next_;
    }
    return next_ < frozen_.pupils.size() && frozen_.pupils[next_] == row_[pupil_id] ? next_ : base::none;
  }

  void place(std::uint32_t pupil) {
    const auto programme = seats_.ids.find(row_[programme_id]);
    const std::uint32_t choice =
        programme && pupil != base::none ? frozen_.find_choice(pupil, *programme) : base::none;
    const std::uint32_t pool =
        choice == base::none ? base::none : seats_.find_pool(*programme, row_[pool_name]);
    const std::uint32_t row = pool == base::none ? base::none : frozen_.find_row(choice, pool);
    if (row == base::none) {
      return add(FindingCode::placed_not_eligible);
    }
    table_.placement[pupil] = row;
    if (parse_number(row_[rank], SeatFlow::unlimited) != frozen_.choice_rank[choice]) {
      add(FindingCode::placed_rank_wrong, row_[rank], std::to_string(frozen_.choice_rank[choice]));
    }
  }

  PlacementsTable& table_;
  const FrozenTable& frozen_;
  const SeatsTable& seats_;
  Findings& findings_;
  std::vector<bool> has_row_;
  std::uint32_t next_ = 0;
  Row row_;
};

/// Where a frozen row leads, in words.
std::string words_of(const FrozenTable& frozen, const SeatsTable& seats, std::uint32_t row) {
  if (row == base::none) {
    return "-";
  }
  const Pool& pool = seats.pools[frozen.row_pool[row]];
  return std::string(seats.programmes[pool.programme].name) + " / " + std::string(pool.name);
}

/// One pupil outside one pool. True when that is not justified.
class OutsiderCheck {
 public:
  OutsiderCheck(const FrozenTable& frozen, const SeatsTable& seats, const KeyOrder& keys,
                const Standings& standings, Findings& findings)
      : frozen_(frozen), seats_(seats), keys_(keys), standings_(standings), findings_(findings) {}

  bool refutes(std::uint32_t row) {
    const PoolStanding& pool = standings_.of_row(frozen_, row);
    if (pool.filled < pool.available) {
      add(FindingCode::wasted_seat, row, {});
      return true;
    }
    if (pool.last_row != base::none && keys_.place[row] < keys_.place[pool.last_row]) {
      const std::uint32_t holder = frozen_.choice_pupil[frozen_.row_choice[pool.last_row]];
      add(FindingCode::justified_envy, row, frozen_.pupils[holder]);
      return true;
    }
    return false;
  }

 private:
  void add(FindingCode code, std::uint32_t row, std::string_view found) {
    const Pool& pool = seats_.pools[frozen_.row_pool[row]];
    findings_.add({.code = code,
                   .file = std::string(file_name),
                   .pupil_id = std::string(frozen_.pupils[frozen_.choice_pupil[frozen_.row_choice[row]]]),
                   .programme_id = std::string(seats_.programmes[pool.programme].name),
                   .pool = std::string(pool.name),
                   .found = std::string(found)});
  }

  const FrozenTable& frozen_;
  const SeatsTable& seats_;
  const KeyOrder& keys_;
  const Standings& standings_;
  Findings& findings_;
};

}  // namespace

void read_placements(PlacementsTable& table, const FrozenTable& frozen, const SeatsTable& seats,
                     Findings& findings) {
  PlacementsReader(table, frozen, seats, findings).read();
}

void check_capacity(const SeatsTable& seats, const Standings& standings, Findings& findings) {
  for (std::uint32_t stage = 0; stage < seats.stages.size(); ++stage) {
    const bool in_turns = seats.stages[stage].gives_in_turns();
    for (const Programme& programme : seats.programmes) {
      SeatFlow flow;
      for (std::uint32_t index = programme.first_pool; index < programme.end_pool; ++index) {
        const Pool& pool = standings.stage_pools[stage][index];
        const std::uint64_t filled = standings.pools[standings.slot(stage, index)].filled;
        if (filled > flow.available(pool)) {
          findings.add({.code = FindingCode::over_capacity,
                        .file = std::string(file_name),
                        .programme_id = std::string(programme.name),
                        .pool = std::string(pool.name),
                        .found = std::to_string(filled),
                        .expected = std::to_string(flow.available(pool))});
        }
        // Where seats go in turns `rest` may be filled before a later round's as-needed intake takes
        // from it.
        if (pool.kind != SeatKind::as_needed || !in_turns) {
          flow.fill(pool, filled);
        }
      }
    }
  }
  findings.checked(Claim::within_capacity, standings.pools.size());
}

void check_stability(const FrozenTable& frozen, const SeatsTable& seats, const KeyOrder& keys,
                     const Placement& placement, const Standings& standings,
                     const std::vector<GroupResult>& groups, Findings& findings) {
  OutsiderCheck outsider(frozen, seats, keys, standings, findings);
  std::uint64_t cases = 0;
  for (std::uint32_t pupil = 0; pupil < frozen.pupils.size(); ++pupil) {
    const std::uint32_t group = frozen.group_of_pupil(pupil);
    if (group != base::none && groups[group].state != GroupState::separated) {
      continue;
    }
    const std::uint32_t placed_row = placement[pupil];
    const std::uint32_t last = std::min(standings.placed_choice[pupil], frozen.first_choice[pupil + 1]);
    const auto promises = [&](std::uint32_t choice) {
      return seats.stages[frozen.stage_of(choice)].promises_stability();
    };
    for (std::uint32_t choice = frozen.first_choice[pupil]; choice < last; ++choice) {
      for (std::uint32_t row = frozen.first_row[choice]; row < frozen.first_row[choice + 1]; ++row) {
        if (promises(choice)) {
          outsider.refutes(row);
          ++cases;
        }
      }
    }
    if (placed_row != base::none && promises(last)) {
      for (std::uint32_t row = frozen.first_row[last]; row < frozen.first_row[last + 1]; ++row) {
        if (frozen.row_pool[row] < frozen.row_pool[placed_row]) {
          outsider.refutes(row);
          ++cases;
        }
      }
    }
  }
  if (std::ranges::any_of(seats.stages, &Stage::promises_stability)) {
    findings.checked(Claim::no_justified_envy, cases);
    findings.checked(Claim::no_waste, cases);
  }
}

std::uint64_t count_pairs_between_stages(const FrozenTable& frozen, const SeatsTable& seats,
                                         const Placement& placement, const Standings& standings) {
  // The worst class and order that a pool holds of the stages before each.
  std::vector<std::uint64_t> worst((seats.stages.size() + 1) * seats.pools.size(), 0);
  for (const std::uint32_t row : placement) {
    for (std::size_t stage = row == base::none ? seats.stages.size()
                                               : frozen.stage_of(frozen.row_choice[row]);
         stage < seats.stages.size(); ++stage) {
      std::uint64_t& slot = worst[(stage + 1) * seats.pools.size() + frozen.row_pool[row]];
      slot = std::max(slot, frozen.row_class_and_order[row]);
    }
  }
  std::uint64_t pairs = 0;
  for (std::uint32_t choice = 0; choice < frozen.choice_pupil.size(); ++choice) {
    if (!standings.is_wanted(choice, frozen.choice_pupil[choice])) {
      continue;
    }
    const std::size_t first = frozen.stage_of(choice) * seats.pools.size();
    bool blocks = false;
    for (std::uint32_t row = frozen.first_row[choice]; row < frozen.first_row[choice + 1]; ++row) {
      blocks = blocks || frozen.row_class_and_order[row] < worst[first + frozen.row_pool[row]];
    }
    pairs += blocks ? 1U : 0U;
  }
  return pairs;
}

void check_replay(const FrozenTable& frozen, const SeatsTable& seats, const Placement& placement,
                  const Placement& anew, FindingCode code, Findings& findings) {
  for (std::uint32_t pupil = 0; pupil < placement.size(); ++pupil) {
    if (placement[pupil] != anew[pupil]) {
      findings.add({.code = code,
                    .file = std::string(file_name),
                    .pupil_id = std::string(frozen.pupils[pupil]),
                    .found = words_of(frozen, seats, placement[pupil]),
                    .expected = words_of(frozen, seats, anew[pupil])});
    }
  }
  findings.checked(claim_of(code), placement.size());
}

}  // namespace mengpaneel::verify
