// SPDX-License-Identifier: EUPL-1.2
#include "measure/indices/exposure.hpp"

#include "measure/indices/unevenness.hpp"
#include "measure/indices/variance.hpp"

namespace mengpaneel::measure {

namespace {

/// Sums over pupils of the shares they meet become means; `met_by` are the pupils who meet anybody, [groups].
std::vector<IndexValue> means(const ContingencyTable& table, const std::vector<double>& sums,
                              const std::vector<double>& met_by) {
  const std::size_t width = sums.size() / std::max<std::size_t>(met_by.size(), 1);
  std::vector<IndexValue> out(sums.size(), std::unexpected(Undefined::no_pupils));
  for (std::size_t place = 0; place < sums.size(); ++place) {
    const std::size_t from = place / width;
    if (met_by[from] > 0.0) {
      out[place] = sums[place] / met_by[from];
    } else if (table.total() > 0.0) {
      const bool absent = !(table.group_counts()[from] > 0.0);
      out[place] = std::unexpected(absent ? Undefined::group_absent : Undefined::nobody_else);
    }
  }
  return out;
}

}  // namespace

std::vector<IndexValue> exposure(const ContingencyTable& table, Oneself oneself) {
  const double self = oneself == Oneself::excluded ? 1.0 : 0.0;
  const std::size_t groups = table.groups();
  std::vector<double> sums(groups * groups, 0.0);
  std::vector<double> met_by(groups, 0.0);
  for (std::uint32_t unit = 0; unit < table.units(); ++unit) {
    const ContingencyTable::Row row = table.row(UnitIndex{unit});
    const double fellows = table.of(UnitIndex{unit}) - self;
    if (!(fellows > 0.0)) {
      continue;
    }
    for (std::size_t from = 0; from < row.groups.size(); ++from) {
      const auto group = static_cast<std::size_t>(row.groups[from]);
      met_by[group] += row.pupils[from];
      for (std::size_t to = 0; to < row.groups.size(); ++to) {
        sums[group * groups + static_cast<std::size_t>(row.groups[to])] +=
            row.pupils[from] * ((row.pupils[to] - (from == to ? self : 0.0)) / fellows);
      }
    }
  }
  return means(table, sums, met_by);
}

std::vector<IndexValue> isolation(const ContingencyTable& table, Oneself oneself) {
  const double self = oneself == Oneself::excluded ? 1.0 : 0.0;
  std::vector<double> sums(table.groups(), 0.0);
  std::vector<double> met_by(table.groups(), 0.0);
  for (std::uint32_t unit = 0; unit < table.units(); ++unit) {
    const ContingencyTable::Row row = table.row(UnitIndex{unit});
    const double fellows = table.of(UnitIndex{unit}) - self;
    for (std::size_t place = 0; fellows > 0.0 && place < row.groups.size(); ++place) {
      const auto group = static_cast<std::size_t>(row.groups[place]);
      met_by[group] += row.pupils[place];
      sums[group] += row.pupils[place] * ((row.pupils[place] - self) / fellows);
    }
  }
  return means(table, sums, met_by);
}

std::vector<IndexValue> isolation_with_oneself(const ContingencyTable& table) {
  return isolation(table, Oneself::included);
}
std::vector<IndexValue> isolation_without_oneself(const ContingencyTable& table) {
  return isolation(table, Oneself::excluded);
}
std::vector<IndexValue> exposure_with_oneself(const ContingencyTable& table) {
  return exposure(table, Oneself::included);
}
std::vector<IndexValue> exposure_without_oneself(const ContingencyTable& table) {
  return exposure(table, Oneself::excluded);
}

std::vector<IndexValue> pair_separation(const ContingencyTable& table) {
  const std::size_t groups = table.groups();
  std::vector<IndexValue> out(groups * groups, std::unexpected(Undefined::one_group));
  const std::vector<Cell> cells = table.cells();
  for (std::uint32_t first = 0; first < groups; ++first) {
    for (std::uint32_t second = first + 1; second < groups; ++second) {
      std::vector<Cell> kept;
      for (const Cell& cell : cells) {
        if (cell.group == GroupIndex{first} || cell.group == GroupIndex{second}) {
          kept.push_back({cell.unit, GroupIndex{cell.group == GroupIndex{first} ? 0U : 1U}, cell.pupils});
        }
      }
      const ContingencyTable pair(UnitCount{table.units()}, GroupCount{2}, kept);
      const IndexValue value = normalised_exposure(pair);
      out[first * groups + second] = value;
      out[second * groups + first] = value;
    }
  }
  return out;
}

}  // namespace mengpaneel::measure
