// SPDX-License-Identifier: EUPL-1.2
#include "io/open_data/totals.hpp"

#include <algorithm>
#include <string>

namespace mengpaneel::io::open_data {

namespace {

CountInterval sum_of(const Table& table, const Record& record) {
  CountInterval sum;
  for (std::size_t index = record.cells_begin; index < record.cells_end; ++index) {
    sum += table.cells[index].count;
  }
  return sum;
}

/// a - b, not below 0
std::uint64_t less(std::uint64_t a, std::uint64_t b) { return a > b ? a - b : 0; }

}  // namespace

void narrow_by_totals(Table& table, Report& report) {
  for (const Record& record : table.records) {
    const std::optional<CountInterval> total = count_of(record[Field::unit_total]);
    if (!total) {
      continue;
    }
    ++report.rows_with_total;
    const CountInterval sum = sum_of(table, record);
    if (total->high < sum.low || total->low > sum.high) {
      report.totals_that_do_not_fit.push_back(report.files[record.file].name + ":" +
                                              std::to_string(record.line));
      continue;
    }
    for (std::size_t index = record.cells_begin; index < record.cells_end; ++index) {
      CountInterval& cell = table.cells[index].count;
      const CountInterval others{sum.low - cell.low, sum.high - cell.high};  // as published
      const CountInterval narrowed{std::max(cell.low, less(total->low, others.high)),
                                   std::min(cell.high, less(total->high, others.low))};
      report.cells_narrowed += static_cast<std::uint64_t>(narrowed != cell);
      cell = narrowed;  // `sum` stays that of the published cells, so that order does not matter
    }
  }
}

}  // namespace mengpaneel::io::open_data
