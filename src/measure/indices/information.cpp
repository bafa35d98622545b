// SPDX-License-Identifier: EUPL-1.2
//
// M T = sum f(t_jm) - sum f(t_j) - sum f(t_m) + f(T) with f(x) = x ln x: no product, no place of a cell, and
// for whole counts below a few thousand f comes from a table, which is what nearly every cell of a school
// is: 1 ns a cell instead of the 8 of a logarithm. The terms are large and cancel, which costs about 1e-14;
// where M itself is so small that this shows, it is computed again cell by cell.
#include "measure/indices/information.hpp"

#include <array>
#include <cmath>
#include <span>

#include "measure/indices/unevenness.hpp"

namespace mengpaneel::measure {

namespace {

constexpr std::size_t table_size = 4096;
constexpr double small_information = 1e-5;

struct LogTable {
  std::array<double, table_size> x_ln_x{};
  LogTable() {
    for (std::size_t x = 2; x < table_size; ++x) {
      x_ln_x[x] = static_cast<double>(x) * std::log(static_cast<double>(x));
    }
  }
};

double x_ln_x(const LogTable& table, double x) {
  if (x < static_cast<double>(table_size)) [[likely]] {
    const auto whole = static_cast<std::int32_t>(x);
    if (static_cast<double>(whole) == x) [[likely]] {
      return table.x_ln_x[static_cast<std::size_t>(whole)];
    }
  }
  return x * std::log(x);
}

double sum_x_ln_x(const LogTable& table, std::span<const double> counts) {
  // Four sums at once: an addition waits for the one before it.
  std::array<double, 4> sums{};
  std::size_t place = 0;
  for (; place + 4 <= counts.size(); place += 4) {
    for (std::size_t lane = 0; lane < 4; ++lane) {
      sums[lane] += x_ln_x(table, counts[place + lane]);
    }
  }
  for (; place < counts.size(); ++place) {
    sums[0] += x_ln_x(table, counts[place]);
  }
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

const LogTable& log_table() {
  static const LogTable table;
  return table;
}

/// Both products are exact for whole counts, so a unit with the mix of the whole adds ln(1) = 0.
double cell_by_cell(const ContingencyTable& table) {
  double sum = 0.0;
  for (std::uint32_t unit = 0; unit < table.units(); ++unit) {
    const ContingencyTable::Row row = table.row(UnitIndex{unit});
    for (std::size_t place = 0; place < row.groups.size(); ++place) {
      sum += row.pupils[place] * std::log(row.pupils[place] * table.total() /
                                          (table.of(UnitIndex{unit}) * table.of(row.groups[place])));
    }
  }
  return std::max(0.0, sum / table.total());
}

}  // namespace

IndexValue mutual_information(const ContingencyTable& table) {
  if (!(table.total() > 0.0)) {
    return std::unexpected(Undefined::no_pupils);
  }
  const LogTable& logs = log_table();
  const double sum = (sum_x_ln_x(logs, table.cell_counts()) - sum_x_ln_x(logs, table.unit_counts())) -
                     (sum_x_ln_x(logs, table.group_counts()) - x_ln_x(logs, table.total()));
  const double information = sum / table.total();
  return information < small_information ? cell_by_cell(table) : information;
}

IndexValue entropy(const ContingencyTable& table) {
  if (!(table.total() > 0.0)) {
    return std::unexpected(Undefined::no_pupils);
  }
  double sum = 0.0;
  for (const double count : table.group_counts()) {
    if (count > 0.0) {
      sum += count / table.total() * std::log(table.total() / count);
    }
  }
  return sum;
}

IndexValue information(const ContingencyTable& table) {
  if (const auto possible = can_be_uneven(table); !possible) {
    return std::unexpected(possible.error());
  }
  return *mutual_information(table) / *entropy(table);
}

}  // namespace mengpaneel::measure
