// SPDX-License-Identifier: EUPL-1.2
#include "measure/possible_shares.hpp"

#include <algorithm>

namespace mengpaneel::measure {

namespace {

CountInterval size_of(const IntervalTable& table, UnitIndex unit) {
  CountInterval size{table.low.of(unit), table.high.of(unit)};
  if (!table.unit_totals.empty()) {
    const CountInterval& known = table.unit_totals[static_cast<std::size_t>(unit)];
    size = {std::max(size.low, known.low), std::min(size.high, known.high)};
  }
  return size;
}

/// members / size over what both allow.
void set_shares(PossibleUnit& unit) {
  const double largest = std::min(unit.members.low + unit.others.high, unit.size.high);
  const double smallest = std::max(unit.members.high + unit.others.low, unit.size.low);
  unit.share_low = largest > 0.0 ? std::min(1.0, unit.members.low / largest) : 0.0;
  unit.share_high = smallest > 0.0 ? std::min(1.0, unit.members.high / smallest) : 1.0;
}

}  // namespace

std::vector<PossibleGroup> possible_groups(const IntervalTable& table) {
  std::vector<PossibleGroup> out(table.high.groups());
  CountInterval total;
  for (std::uint32_t unit = 0; unit < table.high.units(); ++unit) {
    const CountInterval size = size_of(table, UnitIndex{unit});
    total.low += size.low;
    total.high += size.high;
    if (!(size.high > 0.0)) {
      continue;
    }
    for (std::uint32_t group = 0; group < table.high.groups(); ++group) {
      const double low = table.low.at(UnitIndex{unit}, GroupIndex{group});
      const double high = table.high.at(UnitIndex{unit}, GroupIndex{group});
      PossibleUnit possible{
          .members = {low, high},
          .others = {table.low.of(UnitIndex{unit}) - low, table.high.of(UnitIndex{unit}) - high},
          .size = size};
      set_shares(possible);
      out[group].units.push_back(possible);
    }
  }
  for (std::uint32_t group = 0; group < table.high.groups(); ++group) {
    const double low = table.low.of(GroupIndex{group});
    const double high = table.high.of(GroupIndex{group});
    PossibleUnit whole{.members = {low, high},
                       .others = {table.low.total() - low, table.high.total() - high},
                       .size = total};
    set_shares(whole);
    out[group].share_low = whole.share_low;
    out[group].share_high = whole.share_high;
  }
  return out;
}

double greatest_mean(const std::vector<WeightedRange>& terms) {
  double mean = 0.0;
  for (int step = 0; step < 64; ++step) {
    double sum = 0.0;
    double weights = 0.0;
    for (const WeightedRange& term : terms) {
      const double weight = term.high > mean ? term.weight.high : term.weight.low;
      sum += weight * term.high;
      weights += weight;
    }
    const double next = weights > 0.0 ? sum / weights : mean;
    if (!(next > mean)) {
      break;
    }
    mean = next;
  }
  return mean;
}

double least_mean(const std::vector<WeightedRange>& terms) {
  double mean = 0.0;
  for (const WeightedRange& term : terms) {
    mean = std::max(mean, term.low);
  }
  for (int step = 0; step < 64; ++step) {
    double sum = 0.0;
    double weights = 0.0;
    for (const WeightedRange& term : terms) {
      const double weight = term.low < mean ? term.weight.high : term.weight.low;
      sum += weight * term.low;
      weights += weight;
    }
    const double next = weights > 0.0 ? sum / weights : mean;
    if (!(next < mean)) {
      break;
    }
    mean = next;
  }
  return mean;
}

double root_of_decreasing(const std::function<double(double)>& value, double most) {
  double below = 0.0;
  double above = most;
  for (int step = 0; step < 52; ++step) {
    const double middle = (below + above) / 2.0;
    (value(middle) > 0.0 ? below : above) = middle;
  }
  return (below + above) / 2.0;
}

}  // namespace mengpaneel::measure
