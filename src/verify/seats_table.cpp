// SPDX-License-Identifier: EUPL-1.2
#include "verify/seats_table.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/ids.hpp"

namespace mengpaneel::verify {

namespace {

constexpr std::string_view file_name = "seats.csv";
constexpr std::string_view header =
    "stage,programme_id,position,pool,seats,unfilled,capacity,mechanism,waiting_order\n";
constexpr std::uint64_t seats_max = 0xfffffffeU;

enum SeatColumn : std::size_t {
  stage,
  programme_id,
  position,
  pool_name,
  seats,
  unfilled,
  capacity,
  mechanism,
  waiting_order,
  column_count
};
using Row = std::array<std::string_view, column_count>;

class SeatsReader {
 public:
  SeatsReader(SeatsTable& table, Findings& findings) : table_(table), findings_(findings) {}

  void read() {
    if (!table_.csv.take_header(header)) {
      findings_.add({.code = FindingCode::header_wrong,
                     .file = std::string(file_name),
                     .line = 1,
                     .expected = std::string(header.substr(0, header.size() - 1))});
      return;
    }
    Row row;
    for (ReadResult result; (result = table_.csv.read(row)) != ReadResult::end;) {
      if (result == ReadResult::malformed) {
        findings_.add(
            {.code = FindingCode::row_malformed, .file = std::string(file_name), .line = table_.csv.line()});
      } else {
        take(row);
      }
    }
    end_stage();
    if (table_.stages.empty()) {
      table_.stages.emplace_back();
    }
  }

 private:
  void invalid(std::string_view found, std::string_view expected) {
    findings_.add({.code = FindingCode::frozen_value_invalid,
                   .file = std::string(file_name),
                   .line = table_.csv.line(),
                   .found = std::string(found),
                   .expected = std::string(expected)});
  }

  void contradiction(const Programme& programme, std::string_view found, std::string_view expected) {
    findings_.add({.code = FindingCode::seats_contradict,
                   .file = std::string(file_name),
                   .line = table_.csv.line(),
                   .programme_id = std::string(programme.name),
                   .found = std::string(found),
                   .expected = std::string(expected)});
  }

  void take(const Row& row) {
    if (!is_identifier(row[programme_id]) || !is_identifier(row[pool_name])) {
      return invalid(is_identifier(row[programme_id]) ? row[pool_name] : row[programme_id], "1-64 bytes");
    }
    take_common(row);
    if (table_.stages.size() > 1) {
      return repeat(row);
    }
    first_stage_.push_back(row);
    const std::optional<std::uint64_t> limit = parse_number(row[capacity], seats_max);
    if (!row[capacity].empty() && !limit) {
      return invalid(row[capacity], "0-4294967294");
    }
    if (table_.programmes.empty() || table_.programmes.back().name != row[programme_id]) {
      begin_programme(row, limit);
    }
    Programme& programme = table_.programmes.back();
    if (programme.capacity != limit) {
      contradiction(programme, row[capacity], "capacity");
    }
    const auto here = static_cast<std::uint32_t>(programme.end_pool - programme.first_pool + 1);
    if (parse_number(row[position], seats_max) != here) {
      contradiction(programme, row[position], std::to_string(here));
    }
    if (table_.find_pool(static_cast<std::uint32_t>(table_.programmes.size() - 1), row[pool_name]) !=
        base::none) {
      contradiction(programme, row[pool_name], "pool");
    }
    take_pool(row);
  }

  void begin_programme(const Row& row, std::optional<std::uint64_t> limit) {
    check_programme();
    if (!table_.programmes.empty() && table_.programmes.back().name > row[programme_id]) {
      findings_.add(
          {.code = FindingCode::row_out_of_order, .file = std::string(file_name), .line = table_.csv.line()});
    }
    const auto next = static_cast<std::uint32_t>(table_.pools.size());
    table_.ids.intern(row[programme_id]);
    table_.programmes.push_back({row[programme_id], limit, next, next});
  }

  void take_pool(const Row& row) {
    Pool pool{static_cast<std::uint32_t>(table_.programmes.size() - 1),
              row[pool_name],
              SeatKind::number,
              0,
              row[unfilled] == "empty",
              false};
    if (row[unfilled] != "next" && row[unfilled] != "empty") {
      invalid(row[unfilled], "next | empty");
    }
    if (row[seats].empty()) {
      pool.kind = SeatKind::no_limit;
    } else if (row[seats] == "as-needed") {
      pool.kind = SeatKind::as_needed;
    } else if (const auto number = parse_number(row[seats], seats_max)) {
      pool.seats = *number;
    } else {
      invalid(row[seats], "0-4294967294 | as-needed");
    }
    table_.pools.push_back(pool);
    ++table_.programmes.back().end_pool;
  }

  /// The columns that must be the same in every row of a stage.
  void take_common(const Row& row) {
    if (table_.stages.empty() || row[stage] != table_.stages.back().name) {
      begin_stage(row);
    }
    if (row[mechanism] != table_.stages.back().mechanism_name) {
      invalid(row[mechanism], table_.stages.back().mechanism_name);
    }
    if (row[waiting_order] != waiting_name_) {
      invalid(row[waiting_order], waiting_name_);
    }
  }

  void begin_stage(const Row& row) {
    end_stage();
    next_row_ = 0;
    if (table_.stages.empty()) {
      waiting_name_ = row[waiting_order];
      read_waiting_order(row);
    }
    const std::string expected = std::to_string(table_.stages.size() + 1);
    if (row[stage] != expected) {
      invalid(row[stage], expected);
    }
    table_.stages.push_back({.name = row[stage], .mechanism_name = row[mechanism]});
    if (!read_mechanism(table_.stages.back())) {
      findings_.add({.code = FindingCode::frozen_not_supported,
                     .file = std::string(file_name),
                     .line = table_.csv.line(),
                     .found = std::string(row[mechanism])});
    }
  }

  /// Whether it is one that can be checked.
  static bool read_mechanism(Stage& stage) {
    constexpr std::pair<std::string_view, Mechanism> names[] = {
        {"deferred-acceptance", Mechanism::deferred_acceptance},
        {"school-proposing", Mechanism::school_proposing},
        {"immediate-acceptance", Mechanism::immediate_acceptance},
        {"top-trading-cycles", Mechanism::top_trading_cycles},
        {"stable-improvement-cycles", Mechanism::stable_improvement_cycles},
        {"serial-dictatorship", Mechanism::serial_dictatorship}};
    constexpr std::string_view parallel = "parallel:";
    if (stage.mechanism_name.starts_with(parallel)) {
      const auto band = parse_number(stage.mechanism_name.substr(parallel.size()), 999'999'999);
      stage.mechanism = Mechanism::parallel;
      stage.band = static_cast<std::uint32_t>(band.value_or(0));
      return stage.band != 0;
    }
    const auto* const found =
        std::ranges::find(names, stage.mechanism_name, &std::pair<std::string_view, Mechanism>::first);
    if (found == std::end(names)) {
      return false;
    }
    stage.mechanism = found->second;
    return true;
  }

  void read_waiting_order(const Row& row) {
    if (row[waiting_order] == "priority") {
      table_.waiting_order = WaitingOrder::priority;
    } else if (row[waiting_order] == "reversed-lottery") {
      table_.waiting_order = WaitingOrder::reversed_lottery;
    } else if (!row[waiting_order].empty()) {
      invalid(row[waiting_order], "priority | reversed-lottery");
    }
  }

  /// A row of a later stage: what the first has, seats as agreed and not what is left of them.
  void repeat(const Row& row) {
    const bool is_same =
        next_row_ < first_stage_.size() && std::equal(row.begin() + programme_id, row.begin() + mechanism,
                                                      first_stage_[next_row_].begin() + programme_id);
    if (!is_same) {
      findings_.add({.code = FindingCode::seats_contradict,
                     .file = std::string(file_name),
                     .line = table_.csv.line(),
                     .programme_id = std::string(row[programme_id]),
                     .found = std::string(row[pool_name]),
                     .expected = next_row_ < first_stage_.size()
                                     ? std::string(first_stage_[next_row_][pool_name])
                                     : std::string()});
    }
    ++next_row_;
  }

  void end_stage() {
    if (table_.stages.size() <= 1) {
      return check_programme();
    }
    if (next_row_ < first_stage_.size()) {
      const Row& missing = first_stage_[next_row_];
      findings_.add({.code = FindingCode::seats_contradict,
                     .file = std::string(file_name),
                     .line = table_.csv.line(),
                     .programme_id = std::string(missing[programme_id]),
                     .expected = std::string(missing[pool_name])});
    }
  }

  /// The programme that was read last: do its pools fit together (decisions 2 to 4)?
  void check_programme() {
    if (table_.programmes.empty()) {
      return;
    }
    const Programme& programme = table_.programmes.back();
    if (programme.first_pool == programme.end_pool) {
      return;
    }
    table_.pools[programme.end_pool - 1].is_last = true;
    std::uint64_t sum = 0;
    bool any_as_needed = false;
    bool any_without_limit = false;
    for (std::uint32_t index = programme.first_pool; index < programme.end_pool; ++index) {
      const Pool& pool = table_.pools[index];
      sum += pool.seats;
      any_as_needed = any_as_needed || pool.kind == SeatKind::as_needed;
      any_without_limit = any_without_limit || pool.kind == SeatKind::no_limit;
    }
    if (any_as_needed && table_.pools[programme.end_pool - 1].kind == SeatKind::as_needed) {
      contradiction(programme, "as-needed", "rest");
    }
    if (any_without_limit == programme.capacity.has_value()) {
      contradiction(programme, programme.capacity ? std::to_string(*programme.capacity) : "", "capacity");
    }
    if (programme.capacity && sum > *programme.capacity) {
      contradiction(programme, std::to_string(sum), std::to_string(*programme.capacity));
    }
  }

  SeatsTable& table_;
  Findings& findings_;
  std::string_view waiting_name_;
  std::vector<Row> first_stage_;
  std::size_t next_row_ = 0;  ///< of the first stage, for a row of a later one
};

}  // namespace

std::uint32_t SeatsTable::find_pool(std::uint32_t programme, std::string_view name) const {
  for (std::uint32_t pool = programmes[programme].first_pool; pool < programmes[programme].end_pool; ++pool) {
    if (pools[pool].name == name) {
      return pool;
    }
  }
  return base::none;
}

std::string SeatsTable::mechanism_names() const {
  std::string names;
  for (const Stage& stage : stages) {
    names.append(names.empty() ? "" : ",").append(stage.mechanism_name);
  }
  return names;
}

void read_seats(SeatsTable& table, Findings& findings) { SeatsReader(table, findings).read(); }

}  // namespace mengpaneel::verify
