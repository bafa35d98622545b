// SPDX-License-Identifier: EUPL-1.2
//
// Exposure mPn = sum a_j x_j / t_j / sum a_j with a the pupils of m, x those of n. lambda is below its
// maximum as long as max sum (a_j x_j / t_j - lambda a_j) > 0, and that sum is solved unit by unit
// (Dinkelbach 1967): x at an end, t as small (or large) as can be, and a at an end, at the stationary point
// or where t begins to be held by a known total.
#include <algorithm>
#include <cmath>
#include <limits>

#include "measure/bounds.hpp"
#include "measure/indices/exposure.hpp"
#include "measure/possible_shares.hpp"

namespace mengpaneel::measure {

namespace {

struct Unit {
  CountInterval a;
  CountInterval x;       ///< of the other group; unused for isolation
  CountInterval others;  ///< of neither
  CountInterval size;
};

/// a x / t - lambda a, where t is as small as can be.
double highest(const Unit& unit, bool isolation, double lambda) {
  const double fixed = unit.others.low + (isolation ? 0.0 : unit.x.high);
  const auto value = [&](double a) {
    const double size = std::max(a + fixed, unit.size.low);
    return size > 0.0 ? a * (isolation ? a : unit.x.high) / size - lambda * a : 0.0;
  };
  const double stationary =
      isolation || !(lambda > 0.0) ? unit.a.low : std::sqrt(unit.x.high * fixed / lambda) - fixed;
  double out = -std::numeric_limits<double>::infinity();
  for (const double a : {unit.a.low, unit.a.high, unit.size.low - fixed, stationary}) {
    out = std::max(out, value(std::clamp(a, unit.a.low, unit.a.high)));
  }
  return out;
}

/// The same where t is as large as can be.
double lowest(const Unit& unit, bool isolation, double lambda) {
  const double fixed = unit.others.high + (isolation ? 0.0 : unit.x.low);
  const auto value = [&](double a) {
    const double size = std::min(a + fixed, unit.size.high);
    return size > 0.0 ? a * (isolation ? a : unit.x.low) / size - lambda * a : 0.0;
  };
  const double held = isolation ? lambda * unit.size.high / 2.0 : unit.a.low;
  const double free = isolation && lambda < 1.0 ? fixed * (1.0 / std::sqrt(1.0 - lambda) - 1.0) : unit.a.low;
  double out = std::numeric_limits<double>::infinity();
  for (const double a : {unit.a.low, unit.a.high, unit.size.high - fixed, held, free}) {
    out = std::min(out, value(std::clamp(a, unit.a.low, unit.a.high)));
  }
  return out;
}

IndexBounds extremes(const std::vector<Unit>& units, bool isolation, bool exact) {
  const auto root = [&](double (*extreme)(const Unit&, bool, double)) {
    return root_of_decreasing(
        [&](double lambda) {
          double sum = 0.0;
          for (const Unit& unit : units) {
            sum += extreme(unit, isolation, lambda);
          }
          return sum;
        },
        1.0);
  };
  constexpr double rounding = 1e-12;
  return Bounds{.low = std::max(0.0, root(lowest) - rounding),
                .high = std::min(1.0, root(highest) + rounding),
                .exact = exact};
}

std::vector<Unit> units_for(const std::vector<PossibleGroup>& groups, std::size_t from, std::size_t to) {
  std::vector<Unit> out;
  for (std::size_t place = 0; place < groups[from].units.size(); ++place) {
    const PossibleUnit& own = groups[from].units[place];
    Unit unit{.a = own.members, .x = {}, .others = own.others, .size = own.size};
    if (from != to) {
      unit.x = groups[to].units[place].members;
      unit.others = {unit.others.low - unit.x.low, unit.others.high - unit.x.high};
    }
    out.push_back(unit);
  }
  return out;
}

/// Without oneself: a mean of ranges, weighted by the pupils who meet anybody.
IndexBounds without_oneself(const std::vector<Unit>& units, bool isolation) {
  std::vector<WeightedRange> terms;
  for (const Unit& unit : units) {
    const CountInterval& met = isolation ? unit.a : unit.x;
    const double self = isolation ? 1.0 : 0.0;
    const double rest_low = unit.others.low + (isolation ? 0.0 : std::max(unit.a.low, 1.0));
    const double rest_high = unit.others.high + (isolation ? 0.0 : unit.a.high);
    const double largest = std::min(met.low + rest_high, unit.size.high) - 1.0;
    const double smallest = std::max(met.high + rest_low, unit.size.low) - 1.0;
    const double low = largest > 0.0 ? std::clamp((met.low - self) / largest, 0.0, 1.0) : 0.0;
    const double high = smallest > 0.0 ? std::clamp((met.high - self) / smallest, 0.0, 1.0) : 1.0;
    const bool perhaps_alone = unit.size.low <= 1.0;
    terms.push_back({{perhaps_alone ? 0.0 : unit.a.low, unit.size.high > 1.0 ? unit.a.high : 0.0},
                     std::min(low, high),
                     high});
  }
  return Bounds{.low = least_mean(terms), .high = greatest_mean(terms), .exact = false};
}

enum class Which : bool { isolation, exposure };

std::vector<IndexBounds> bounds(const IntervalTable& table, Which which, Oneself oneself) {
  const std::vector<PossibleGroup> groups = possible_groups(table);
  std::vector<IndexBounds> out;
  for (std::size_t from = 0; from < groups.size(); ++from) {
    for (std::size_t to = 0; to < groups.size(); ++to) {
      if (which == Which::isolation && from != to) {
        continue;
      }
      const std::vector<Unit> units = units_for(groups, from, to);
      out.push_back(oneself == Oneself::excluded ? without_oneself(units, from == to)
                                                 : extremes(units, from == to, table.unit_totals.empty()));
    }
  }
  return out;
}

}  // namespace

std::vector<IndexBounds> bounds_of_isolation(const IntervalTable& table) {
  return bounds(table, Which::isolation, Oneself::included);
}
std::vector<IndexBounds> bounds_of_isolation_others(const IntervalTable& table) {
  return bounds(table, Which::isolation, Oneself::excluded);
}
std::vector<IndexBounds> bounds_of_exposure(const IntervalTable& table) {
  return bounds(table, Which::exposure, Oneself::included);
}
std::vector<IndexBounds> bounds_of_exposure_others(const IntervalTable& table) {
  return bounds(table, Which::exposure, Oneself::excluded);
}

}  // namespace mengpaneel::measure
