// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <optional>
#include <string>

#include "io/csv/reader.hpp"
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

  place::SeatTable read() {
    table_.pool_begin.push_back(0);
    while (reader_.next()) {
      read_row();
    }
    if (!table_.capacity.empty()) {
      table_.pool_begin.push_back(static_cast<std::uint32_t>(table_.pools.size()));
    }
    return std::move(table_);
  }

 private:
  void read_row() {
    if (reader_.text(stage_) != "1") {
      reader_.report(ErrorCode::not_in_this_version, stage_, "1");
      return;
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
  place::SeatTable table_;
  csv::Column stage_ = 0, programme_ = 0, position_ = 0, pool_ = 0, seats_ = 0, unfilled_ = 0, capacity_ = 0,
              mechanism_ = 0, waiting_ = 0;
};

/// frozen.csv, grouped by pupil in the order of the bytes, ranks rising.
class FrozenReader {
 public:
  FrozenReader(std::string_view bytes, place::Frozen& frozen, base::ErrorList& errors)
      : reader_(bytes, "frozen.csv", errors), frozen_(frozen), table_(frozen.table) {
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
  }

  void read() {
    table_.row_begin.push_back(0);
    while (reader_.next()) {
      read_row();
    }
    end_choice();
    table_.choice_begin.push_back(static_cast<std::uint32_t>(table_.choice_rank.size()));
  }

 private:
  void read_row() {
    if (reader_.text(stage_) != "1") {
      reader_.report(ErrorCode::not_in_this_version, stage_, "1");
      return;
    }
    const auto pupil = reader_.identifier(pupil_);
    const auto rank = reader_.whole_number(rank_, 1, 0xfffffffeU);
    const auto programme = frozen_.seats.programmes.find(reader_.text(programme_));
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
      return check_draw(count - 1);
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
    return check_draw(count);
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
    for (std::uint32_t pool = frozen_.seats.pool_begin[programme];
         pool < frozen_.seats.pool_begin[programme + 1]; ++pool) {
      if (frozen_.seats.pool_name(pool) == reader_.text(pool_) && class_index && order) {
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
  place::Frozen& frozen_;
  place::FrozenTable& table_;
  std::vector<Row> rows_;
  csv::Column stage_ = 0, pupil_ = 0, rank_ = 0, programme_ = 0, pool_ = 0, class_ = 0, order_ = 0, kind_ = 0,
              id_ = 0, draw_programme_ = 0, given_ = 0;
};

}  // namespace

base::Result<place::Frozen> read_frozen(std::string_view frozen_csv, std::string_view seats_csv) {
  base::ErrorList errors;
  place::Frozen frozen;
  frozen.seats = SeatsReader(seats_csv, errors).read();
  if (errors.empty()) {
    FrozenReader(frozen_csv, frozen, errors).read();
  }
  if (!errors.empty()) {
    return std::unexpected(std::move(errors));
  }
  return frozen;
}

}  // namespace mengpaneel::io::tables
