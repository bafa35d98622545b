// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <optional>
#include <string>

#include "io/csv/reader.hpp"
#include "io/tables/frozen_stages.hpp"
#include "io/tables/frozen_tables.hpp"

namespace mengpaneel::io::tables {

namespace {

using base::ErrorCode;

/// seats.csv, grouped by programme in the order of the bytes, positions from 1.
class SeatsReader {
 public:
  SeatsReader(std::string_view bytes, base::ErrorList& errors) : reader_(bytes, "seats.csv", errors) {
    stage_ = reader_.required("stage");
    programme_ = reader_.required("programme_id");
    position_ = reader_.required("position");
    pool_ = reader_.required("pool");
    seats_ = reader_.required("seats");
    unfilled_ = reader_.required("unfilled");
    capacity_ = reader_.required("capacity");
    mechanism_ = reader_.required("mechanism");
    waiting_ = reader_.required("waiting_order");
  }

  /// One table for each stage.
  std::vector<place::SeatTable> read() {
    begin_stage();
    while (reader_.next()) {
      read_row();
    }
    end_stage();
    return std::move(tables_);
  }

 private:
  void begin_stage() {
    table_ = {};
    table_.pool_begin.push_back(0);
  }

  void end_stage() {
    if (!table_.capacity.empty()) {
      table_.pool_begin.push_back(static_cast<std::uint32_t>(table_.pools.size()));
    }
    tables_.push_back(std::move(table_));
  }

  void read_row() {
    const auto stage = reader_.whole_number(stage_, tables_.size() + 1, tables_.size() + 2);
    if (!stage) {
      return;
    }
    if (*stage == tables_.size() + 2) {
      end_stage();
      begin_stage();
    }
    const auto id = reader_.identifier(programme_);
    const auto position = reader_.whole_number(position_, 1, place::Rules::pools_max);
    if (!id || !position) {
      return;
    }
    const bool first_row = table_.programmes.size() == 0;
    if (first_row || table_.programmes.name(table_.programmes.size() - 1) != *id) {
      if (!first_row && table_.programmes.name(table_.programmes.size() - 1) > *id) {
        reader_.report(ErrorCode::out_of_range, programme_, "sorted");
        return;
      }
      if (!first_row) {
        table_.pool_begin.push_back(static_cast<std::uint32_t>(table_.pools.size()));
      }
      table_.programmes.intern(*id);
      table_.capacity.push_back(read_count(capacity_));
    }
    if (*position != table_.pools.size() - table_.pool_begin.back() + 1) {
      reader_.report(ErrorCode::out_of_range, position_, "1, 2, ..");
    }
    place::PoolSeats pool;
    pool.name = table_.pool_names.intern(reader_.text(pool_)).index;
    pool.as_needed = reader_.text(seats_) == "as-needed";
    pool.seats = pool.as_needed ? 0 : read_count(seats_);
    if (reader_.text(unfilled_) == "empty") {
      pool.unfilled = place::Unfilled::empty;
    } else if (reader_.text(unfilled_) != "next") {
      reader_.report(ErrorCode::not_an_allowed_word, unfilled_, "next, empty");
    }
    table_.pools.push_back(pool);
    read_rules_of_table();
  }

  /// An empty field is no limit.
  std::uint32_t read_count(csv::Column column) {
    if (reader_.text(column).empty()) {
      return base::no_limit;
    }
    return static_cast<std::uint32_t>(reader_.whole_number(column, 0, 1'000'000'000).value_or(0));
  }

  void read_rules_of_table() {
    const auto mechanism = place::mechanism_from_name(reader_.text(mechanism_));
    if (!mechanism) {
      reader_.report(ErrorCode::not_an_allowed_word, mechanism_,
                     "deferred-acceptance, immediate-acceptance, serial-dictatorship");
      return;
    }
    table_.mechanism = *mechanism;
    const std::string_view waiting = reader_.text(waiting_);
    if (waiting.empty()) {
      table_.waiting = place::WaitingOrder::not_kept;
    } else if (waiting == "reversed-lottery") {
      table_.waiting = place::WaitingOrder::reversed_lottery;
    } else if (waiting == "priority") {
      table_.waiting = place::WaitingOrder::priority;
    } else {
      reader_.report(ErrorCode::not_an_allowed_word, waiting_, "priority, reversed-lottery");
    }
  }

  csv::Reader reader_;
  std::vector<place::SeatTable> tables_;
  place::SeatTable table_;
  csv::Column stage_ = 0, programme_ = 0, position_ = 0, pool_ = 0, seats_ = 0, unfilled_ = 0, capacity_ = 0,
              mechanism_ = 0, waiting_ = 0;
};

/// frozen.csv, grouped by pupil in the order of the bytes, ranks rising.
class FrozenReader {
 public:
  FrozenReader(std::string_view bytes, const place::SeatTable& seats, base::ErrorList& errors)
      : reader_(bytes, "frozen.csv", errors), seats_table_(seats) {
    stage_ = reader_.required("stage");
    pupil_ = reader_.required("pupil_id");
    rank_ = reader_.required("rank");
    programme_ = reader_.required("programme_id");
    pool_ = reader_.required("pool");
    class_ = reader_.required("class_index");
    order_ = reader_.required("order");
    kind_ = reader_.required("draw_kind");
    id_ = reader_.required("draw_id");
    draw_programme_ = reader_.required("draw_programme");
    given_ = reader_.required("given");
    group_ = reader_.required("group_id");
    group_together_ = reader_.required("group_together");
    group_number_ = reader_.required("group_number");
  }

  /// One table for each of `stages`, and the groups.
  FrozenStages read(std::size_t stages) {
    table_.row_begin.push_back(0);
    while (reader_.next()) {
      read_row(stages);
    }
    while (stages_.tables.size() < stages) {
      end_stage();
    }
    return std::move(stages_);
  }

 private:
  void end_stage() {
    end_choice();
    table_.choice_begin.push_back(static_cast<std::uint32_t>(table_.choice_rank.size()));
    stages_.tables.push_back(std::move(table_));
    table_ = {};
    table_.row_begin.push_back(0);
  }

  void read_row(std::size_t stages) {
    const auto stage = reader_.whole_number(stage_, stages_.tables.size() + 1, stages);
    if (!stage) {
      return;
    }
    while (*stage > stages_.tables.size() + 1) {
      end_stage();
    }
    const auto pupil = reader_.identifier(pupil_);
    const auto rank = reader_.whole_number(rank_, 1, 0xfffffffeU);
    const auto programme = seats_table_.programmes.find(reader_.text(programme_));
    if (!programme) {
      reader_.report(ErrorCode::unknown_programme, programme_, "seats.csv");
    }
    if (!pupil || !rank || !programme) {
      return;
    }
    if (!start_pupil(*pupil) || !start_choice(static_cast<std::uint32_t>(*rank), *programme)) {
      return;
    }
    read_pool(*programme);
  }

  bool start_pupil(std::string_view id) {
    const std::uint32_t count = table_.pupils.size();
    if (count != 0 && table_.pupils.name(count - 1) == id) {
      return check_draw(count - 1) && check_group(id);
    }
    if (count != 0 && table_.pupils.name(count - 1) > id) {
      reader_.report(ErrorCode::out_of_range, pupil_, "sorted");
      return false;
    }
    end_choice();
    table_.pupils.intern(id);
    table_.choice_begin.push_back(static_cast<std::uint32_t>(table_.choice_rank.size()));
    const std::string_view kind = reader_.text(kind_);
    table_.draw_kind.push_back(kind == "household" ? place::DrawKind::household
                               : kind == "group"   ? place::DrawKind::group
                                                   : place::DrawKind::pupil);
    const bool own = reader_.text(id_) == id && table_.draw_kind.back() == place::DrawKind::pupil;
    table_.draw_id.push_back(own ? base::none : table_.draw_ids.intern(reader_.text(id_)).index);
    return check_draw(count) && check_group(id);
  }

  /// The same for every row of a pupil.
  bool check_group(std::string_view id) {
    const std::string_view name = reader_.text(group_);
    if (name.empty() && stages_.groups.empty()) {
      return true;
    }
    const auto [found, is_new] = stages_.group_of_pupil.try_emplace(std::string(id), name);
    if (found->second != name) {
      reader_.report(ErrorCode::duplicate, group_, found->second);
      return false;
    }
    if (name.empty()) {
      return true;
    }
    const std::string_view together = reader_.text(group_together_);
    const auto number = place::group_number_from_name(reader_.text(group_number_));
    if (!number || (together != "or-nothing" && together != "or-separately")) {
      reader_.report(ErrorCode::not_an_allowed_word, group_together_, "or-nothing, or-separately");
      return false;
    }
    GroupRows& group = stages_.groups[std::string(name)];
    group.or_nothing = together == "or-nothing";
    group.number = *number;
    if (is_new) {
      group.members.emplace_back(id);
    }
    return true;
  }

  bool check_draw(std::uint32_t pupil) {
    if (place::draw_kind_name(table_.draw_kind[pupil]) != reader_.text(kind_)) {
      reader_.report(ErrorCode::not_an_allowed_word, kind_, "pupil, household, group");
      return false;
    }
    if (table_.draw_id_of(pupil) != reader_.text(id_)) {
      reader_.report(ErrorCode::duplicate, id_, std::string(table_.draw_id_of(pupil)));
      return false;
    }
    const bool per_programme = !reader_.text(draw_programme_).empty();
    const bool given = !reader_.text(given_).empty();
    if (table_.row_pool.empty()) {
      table_.per_programme = per_programme;
      table_.given = given;
    }
    const bool right_programme = !per_programme || reader_.text(draw_programme_) == reader_.text(programme_);
    if (table_.per_programme != per_programme || table_.given != given || !right_programme) {
      reader_.report(ErrorCode::not_an_allowed_word, draw_programme_);
      return false;
    }
    return true;
  }

  bool start_choice(std::uint32_t rank, std::uint32_t programme) {
    const bool first = table_.choice_rank.size() == table_.choice_begin.back();
    if (!first && table_.choice_rank.back() == rank &&
        table_.choice_programme.back() == base::ProgrammeIndex{programme}) {
      return true;
    }
    if (!first && table_.choice_rank.back() >= rank) {
      reader_.report(ErrorCode::rank_repeated, rank_);
      return false;
    }
    end_choice();
    table_.choice_rank.push_back(rank);
    table_.choice_programme.push_back(base::ProgrammeIndex{programme});
    if (table_.given) {
      table_.choice_given.push_back(reader_.whole_number(given_, 0, UINT64_MAX).value_or(0));
    }
    return true;
  }

  void read_pool(std::uint32_t programme) {
    const auto class_index = reader_.whole_number(class_, 0, 0xffff);
    const auto order = reader_.whole_number(order_, 0, 0xfffffffeU);
    for (std::uint32_t pool = seats_table_.pool_begin[programme];
         pool < seats_table_.pool_begin[programme + 1]; ++pool) {
      if (seats_table_.pool_name(pool) == reader_.text(pool_) && class_index && order) {
        rows_.push_back({pool, static_cast<std::uint16_t>(*class_index), static_cast<std::uint32_t>(*order)});
        return;
      }
    }
    reader_.report(ErrorCode::not_an_allowed_word, pool_, "seats.csv");
  }

  /// Rows stand by the name of the pool in the file, by its position in the table.
  void end_choice() {
    if (table_.choice_rank.size() + 1 == table_.row_begin.size()) {
      return;
    }
    std::ranges::sort(rows_, {}, &Row::pool);
    for (const Row& row : rows_) {
      table_.row_pool.push_back(row.pool);
      table_.row_class.push_back(row.class_index);
      table_.row_order.push_back(row.order);
    }
    rows_.clear();
    table_.row_begin.push_back(static_cast<std::uint32_t>(table_.row_pool.size()));
  }

  struct Row {
    std::uint32_t pool;
    std::uint16_t class_index;
    std::uint32_t order;
  };
  csv::Reader reader_;
  const place::SeatTable& seats_table_;
  place::FrozenTable table_;
  FrozenStages stages_;
  std::vector<Row> rows_;
  csv::Column stage_ = 0, pupil_ = 0, rank_ = 0, programme_ = 0, pool_ = 0, class_ = 0, order_ = 0, kind_ = 0,
              id_ = 0, draw_programme_ = 0, given_ = 0, group_ = 0, group_together_ = 0, group_number_ = 0;
};

/// Pools, seats and programmes are those of the first stage.
bool same_seats(const place::SeatTable& left, const place::SeatTable& right) {
  const auto equal = [&](std::size_t pool) {
    const place::PoolSeats& a = left.pools[pool];
    const place::PoolSeats& b = right.pools[pool];
    return left.pool_names.name(a.name) == right.pool_names.name(b.name) && a.seats == b.seats &&
           a.as_needed == b.as_needed && a.unfilled == b.unfilled;
  };
  if (left.programmes.size() != right.programmes.size() || left.pool_begin != right.pool_begin ||
      left.capacity != right.capacity || left.waiting != right.waiting) {
    return false;
  }
  for (std::uint32_t programme = 0; programme < left.programmes.size(); ++programme) {
    if (left.programmes.name(programme) != right.programmes.name(programme)) {
      return false;
    }
  }
  for (std::size_t pool = 0; pool < left.pools.size(); ++pool) {
    if (!equal(pool)) {
      return false;
    }
  }
  return true;
}

}  // namespace

base::Result<place::Frozen> read_frozen(std::string_view frozen_csv, std::string_view seats_csv) {
  base::ErrorList errors;
  std::vector<place::SeatTable> seats = SeatsReader(seats_csv, errors).read();
  for (const place::SeatTable& later : seats) {
    if (errors.empty() && !same_seats(seats.front(), later)) {
      errors.add({ErrorCode::not_an_allowed_word, "seats.csv", 0, 0, "stage", {}, {}});
    }
  }
  place::Frozen frozen;
  if (errors.empty()) {
    for (std::size_t stage = 0; seats.size() > 1 && stage < seats.size(); ++stage) {
      frozen.stages.push_back({seats[stage].mechanism, false});
    }
    frozen.seats = std::move(seats.front());
    FrozenStages stages = FrozenReader(frozen_csv, frozen.seats, errors).read(seats.size());
    if (errors.empty()) {
      join_stages(std::move(stages), frozen);
    }
  }
  if (!errors.empty()) {
    return std::unexpected(std::move(errors));
  }
  return frozen;
}

}  // namespace mengpaneel::io::tables
