// SPDX-License-Identifier: EUPL-1.2
#include "measure/indices/contingency_table.hpp"

namespace mengpaneel::measure {

ContingencyTable::ContingencyTable(UnitCount units, GroupCount groups)
    : units_(static_cast<std::uint32_t>(units)),
      groups_(static_cast<std::uint32_t>(groups)),
      counts_(static_cast<std::size_t>(units_) * groups_),
      of_unit_(units_),
      of_group_(groups_) {}

void ContingencyTable::add(UnitIndex unit, GroupIndex group, std::uint64_t pupils) {
  counts_[position(unit, group)] += pupils;
  of_unit_[static_cast<std::size_t>(unit)] += pupils;
  of_group_[static_cast<std::size_t>(group)] += pupils;
  total_ += pupils;
}

ContingencyTable ContingencyTable::against_the_rest(GroupIndex group) const {
  ContingencyTable out(UnitCount{units_}, GroupCount{2});
  for (std::uint32_t unit = 0; unit < units_; ++unit) {
    const std::uint64_t members = at(UnitIndex{unit}, group);
    out.add(UnitIndex{unit}, GroupIndex{0}, members);
    out.add(UnitIndex{unit}, GroupIndex{1}, of(UnitIndex{unit}) - members);
  }
  return out;
}

}  // namespace mengpaneel::measure
