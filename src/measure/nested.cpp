// SPDX-License-Identifier: EUPL-1.2
#include "measure/nested.hpp"

#include "measure/indices/information.hpp"
#include "measure/indices/unevenness.hpp"

namespace mengpaneel::measure {

std::expected<Decomposition, Undefined> decompose(const ContingencyTable& table, const Partition& partition) {
  if (const auto possible = can_be_uneven(table); !possible) {
    return std::unexpected(possible.error());
  }
  const double whole = *entropy(table);
  Decomposition out;
  out.between_M = *mutual_information(table.merged(partition));
  std::vector<std::vector<Cell>> cells(partition.parts);
  for (const Cell& cell : table.cells()) {
    cells[static_cast<std::size_t>(partition.of_unit[static_cast<std::size_t>(cell.unit)])].push_back(cell);
  }
  for (std::uint32_t part = 0; part < partition.parts; ++part) {
    // Units are numbered anew, so that a part costs what its own cells cost.
    std::uint32_t units = 0;
    const std::vector<Cell>& given = cells[part];
    std::vector<Cell> own = given;
    for (std::size_t place = 0; place < own.size(); ++place) {
      units += place == 0 || given[place].unit != given[place - 1].unit ? 1U : 0U;
      own[place].unit = UnitIndex{units - 1};
    }
    const ContingencyTable inside(UnitCount{units}, GroupCount{table.groups()}, own);
    PartInside& result = out.parts.emplace_back();
    result.share = inside.total() / table.total();
    result.M = mutual_information(inside);
    result.H = information(inside);
    if (result.M) {
      result.entropy_ratio = *entropy(inside) / whole;
      out.within_M += result.share * *result.M;
    }
  }
  out.between_H = out.between_M / whole;
  out.within_H = out.within_M / whole;
  return out;
}

std::expected<std::vector<LevelTerm>, Undefined> nested(const ContingencyTable& table,
                                                        std::span<const Partition> levels) {
  if (const auto possible = can_be_uneven(table); !possible) {
    return std::unexpected(possible.error());
  }
  const double whole = *entropy(table);
  std::vector<LevelTerm> out;
  double before = 0.0;
  const auto add = [&](double information) {
    out.push_back({.M = information - before, .H = (information - before) / whole});
    before = information;
  };
  for (const Partition& level : levels) {
    add(*mutual_information(table.merged(level)));
  }
  add(*mutual_information(table));
  return out;
}

}  // namespace mengpaneel::measure
