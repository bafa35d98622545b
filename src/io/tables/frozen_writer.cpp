// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "io/csv/writer.hpp"
#include "io/tables/frozen_tables.hpp"

namespace mengpaneel::io::tables {

namespace {

std::string_view waiting_order_name(place::WaitingOrder order) {
  switch (order) {
    case place::WaitingOrder::not_kept:
      return "";
    case place::WaitingOrder::priority:
      return "priority";
    case place::WaitingOrder::reversed_lottery:
      return "reversed-lottery";
  }
  __builtin_unreachable();
}

void write_group(csv::Writer& writer, const place::Groups& groups, std::uint32_t pupil) {
  const std::uint32_t index = groups.of_pupil(pupil);
  if (index == base::none) {
    writer.empty().empty().empty();
    return;
  }
  const place::FrozenGroup& group = groups.groups[index];
  writer.field(groups.names.name(group.name));
  writer.plain(group.or_nothing ? "or-nothing" : "or-separately");
  writer.plain(place::group_number_name(group.number));
}

void write_stage(csv::Writer& writer, const place::Frozen& frozen, std::uint32_t stage,
                 std::span<const std::uint8_t> written) {
  const place::FrozenTable& table = frozen.table;
  const std::string stage_number = std::to_string(stage + 1);
  const bool per_programme = frozen.per_programme(stage);
  std::vector<std::uint32_t> rows;
  for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
    if (!written.empty() && written[pupil] == 0) {
      continue;
    }
    for (std::uint32_t choice = table.choice_begin[pupil]; choice < table.choice_begin[pupil + 1]; ++choice) {
      if (table.stage_of(choice) != stage) {
        continue;
      }
      const auto programme = static_cast<std::uint32_t>(table.choice_programme[choice]);
      rows.clear();
      for (std::uint32_t row = table.row_begin[choice]; row < table.row_begin[choice + 1]; ++row) {
        rows.push_back(row);
      }
      if (rows.size() > 1) {
        std::ranges::sort(rows, {},
                          [&](std::uint32_t row) { return frozen.seats.pool_name(table.row_pool[row]); });
      }
      for (const std::uint32_t row : rows) {
        writer.plain(stage_number).field(table.pupils.name(pupil)).field(table.choice_rank[choice]);
        writer.field(frozen.seats.programmes.name(programme))
            .field(frozen.seats.pool_name(table.row_pool[row]));
        writer.field(table.row_class[row]).field(table.row_order[row]);
        writer.plain(place::draw_kind_name(table.draw_kind[pupil])).field(table.draw_id_of(pupil));
        writer.field(per_programme ? frozen.seats.programmes.name(programme) : std::string_view());
        if (table.given) {
          writer.field(table.choice_given[choice]);
        } else {
          writer.empty();
        }
        write_group(writer, table.groups, pupil);
        writer.end_row();
      }
    }
  }
}

void write_programme(csv::Writer& writer, const place::Frozen& frozen, std::uint32_t stage,
                     std::uint32_t programme) {
  const place::SeatTable& seats = frozen.seats;
  const std::string stage_number = std::to_string(stage + 1);
  for (std::uint32_t pool = seats.pool_begin[programme]; pool < seats.pool_begin[programme + 1]; ++pool) {
    const place::PoolSeats& source = seats.pools[pool];
    writer.plain(stage_number)
        .field(seats.programmes.name(programme))
        .field(pool - seats.pool_begin[programme] + 1);
    writer.field(seats.pool_name(pool));
    if (source.as_needed) {
      writer.plain("as-needed");
    } else if (source.seats == base::no_limit) {
      writer.empty();
    } else {
      writer.field(source.seats);
    }
    writer.plain(source.unfilled == place::Unfilled::next ? "next" : "empty");
    if (seats.capacity[programme] == base::no_limit) {
      writer.empty();
    } else {
      writer.field(seats.capacity[programme]);
    }
    writer.plain(place::mechanism_name(frozen.mechanism(stage)))
        .plain(waiting_order_name(seats.waiting))
        .end_row();
  }
}

}  // namespace

std::vector<std::uint32_t> pools_by_name(const place::SeatTable& seats) {
  std::vector<std::uint32_t> order(seats.pools.size());
  for (std::size_t programme = 0; programme + 1 < seats.pool_begin.size(); ++programme) {
    const auto begin = order.begin() + seats.pool_begin[programme];
    const auto end = order.begin() + seats.pool_begin[programme + 1];
    std::uint32_t pool = seats.pool_begin[programme];
    std::generate(begin, end, [&pool] { return pool++; });
    std::sort(begin, end, [&](std::uint32_t left, std::uint32_t right) {
      return seats.pool_name(left) < seats.pool_name(right);
    });
  }
  return order;
}

std::string write_frozen(const place::Frozen& frozen, std::span<const std::uint8_t> written) {
  std::string out =
      "stage,pupil_id,rank,programme_id,pool,class_index,order,draw_kind,draw_id,draw_programme,given,group_"
      "id,"
      "group_together,group_number\n";
  out.reserve(out.size() + frozen.table.row_pool.size() * 80);
  csv::Writer writer(out);
  for (std::uint32_t stage = 0; stage < frozen.stage_count(); ++stage) {
    write_stage(writer, frozen, stage, written);
  }
  return out;
}

std::string write_seats(const place::Frozen& frozen) {
  const place::SeatTable& seats = frozen.seats;
  std::string out = "stage,programme_id,position,pool,seats,unfilled,capacity,mechanism,waiting_order\n";
  csv::Writer writer(out);
  for (std::uint32_t stage = 0; stage < frozen.stage_count(); ++stage) {
    for (std::uint32_t programme = 0; programme < seats.programmes.size(); ++programme) {
      write_programme(writer, frozen, stage, programme);
    }
  }
  return out;
}

}  // namespace mengpaneel::io::tables
