// SPDX-License-Identifier: EUPL-1.2
#include "measure/local.hpp"

#include <cmath>

#include "measure/indices/information.hpp"
#include "measure/indices/unevenness.hpp"

namespace mengpaneel::measure {

namespace {

struct Sums {
  double information = 0.0;  ///< sum t_jm ln(t_jm T / (t_j t_m))
  double deviation = 0.0;    ///< sum |t_jm T - t_j t_m|
};

struct BothSums {
  std::vector<Sums> unit;
  std::vector<Sums> group;
};

BothSums sums_of(const ContingencyTable& table) {
  BothSums out{.unit = std::vector<Sums>(table.units()), .group = std::vector<Sums>(table.groups())};
  std::vector<double> elsewhere(table.groups(), table.total());
  for (std::uint32_t unit = 0; unit < table.units(); ++unit) {
    const double size = table.of(UnitIndex{unit});
    double groups_here = 0.0;
    const ContingencyTable::Row row = table.row(UnitIndex{unit});
    for (std::size_t place = 0; place < row.groups.size(); ++place) {
      const auto group = static_cast<std::size_t>(row.groups[place]);
      const double observed = row.pupils[place] * table.total();
      const double even = size * table.of(row.groups[place]);
      const Sums cell{.information = row.pupils[place] * std::log(observed / even),
                      .deviation = std::abs(observed - even)};
      for (Sums* sums : {&out.unit[unit], &out.group[group]}) {
        sums->information += cell.information;
        sums->deviation += cell.deviation;
      }
      groups_here += table.of(row.groups[place]);
      elsewhere[group] -= size;
    }
    // Groups that are not here: |0 - t_j t_m|.
    out.unit[unit].deviation += size * (table.total() - groups_here);
  }
  for (std::uint32_t group = 0; group < table.groups(); ++group) {
    out.group[group].deviation += elsewhere[group] * table.of(GroupIndex{group});
  }
  return out;
}

std::vector<LocalSegregation> finished(const ContingencyTable& table, const std::vector<Sums>& sums,
                                       std::span<const double> counts, Undefined without) {
  std::vector<LocalSegregation> out(counts.size());
  const auto possible = can_be_uneven(table);
  const double total = table.total();
  const double whole = possible ? *entropy(table) : 0.0;
  const double most = possible ? 2.0 * total * total * interaction(table) : 0.0;
  for (std::size_t place = 0; place < counts.size(); ++place) {
    LocalSegregation& local = out[place];
    if (!possible || !(counts[place] > 0.0)) {
      const Undefined reason = possible ? without : possible.error();
      local.M = local.H = local.part_of_D = std::unexpected(reason);
      continue;
    }
    local.share = counts[place] / total;
    local.M = std::max(0.0, sums[place].information / counts[place]);
    local.H = *local.M / whole;
    local.part_of_D = sums[place].deviation / most;
  }
  return out;
}

}  // namespace

std::vector<LocalSegregation> by_unit(const ContingencyTable& table) {
  return finished(table, sums_of(table).unit, table.unit_counts(), Undefined::no_pupils);
}

std::vector<LocalSegregation> by_group(const ContingencyTable& table) {
  return finished(table, sums_of(table).group, table.group_counts(), Undefined::group_absent);
}

IndexValue location_quotient(const ContingencyTable& table, UnitIndex unit, GroupIndex group) {
  if (!(table.of(unit) > 0.0)) {
    return std::unexpected(Undefined::no_pupils);
  }
  if (!(table.of(group) > 0.0)) {
    return std::unexpected(Undefined::group_absent);
  }
  return table.at(unit, group) * table.total() / (table.of(unit) * table.of(group));
}

}  // namespace mengpaneel::measure
