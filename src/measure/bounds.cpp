// SPDX-License-Identifier: EUPL-1.2
#include "measure/bounds.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "measure/indices/information.hpp"
#include "measure/possible_shares.hpp"

namespace mengpaneel::measure {

namespace {

/// What rounding may add to a sum of as many terms as a table has, on either side.
constexpr double rounding = 1e-12;

struct Interval {
  double low;
  double high;
};

/// An index as g and W: the mean of g(p, P) over pupils, and the weight of the group's share.
struct Kernel {
  double (*deviation)(double p, double P);
  double (*weight)(double P);
  double weight_peak;  ///< where W is largest
};

double absolute(double p, double P) { return std::abs(p - P); }
double squared(double p, double P) { return (p - P) * (p - P); }
double information_of(double p, double P) { return p > 0.0 ? std::max(0.0, p * std::log(p / P) - p + P) : P; }
double root_distance(double p, double P) {
  const double difference = std::sqrt(p / P) - std::sqrt((1.0 - p) / (1.0 - P));
  return 0.5 * difference * difference;
}
double squared_over_rest(double p, double P) { return (p - P) * (p - P) / (1.0 - P); }
double squared_over_share(double p, double P) { return (p - P) * (p - P) / P; }
double both(double P) { return P * (1.0 - P); }
double both_twice(double P) { return 2.0 * P * (1.0 - P); }
double surprise(double P) { return P > 0.0 ? -P * std::log(P) : 0.0; }
double own(double P) { return P; }
double rest(double P) { return 1.0 - P; }
double one(double /*P*/) { return 1.0; }

constexpr Kernel of_D{absolute, both_twice, 0.5};
constexpr Kernel of_variance{squared, both, 0.5};
constexpr Kernel of_H{information_of, surprise, 0.36787944117144233};
constexpr Kernel of_P{squared_over_rest, own, 1.0};
constexpr Kernel of_C{squared_over_share, rest, 0.0};
constexpr Kernel of_root{root_distance, one, 0.5};

/// N and W while the group's share is in one piece.
struct Piece {
  Interval mean;
  Interval weight;
};

/// The extremes of g(p, P) over p in [p0, p1], P in [P0, P1]. g is convex in each and 0 at p = P, and grows
/// with the distance between p and P: least at the nearest points, greatest at the farthest.
Interval range_of(const Kernel& kernel, Interval p, Interval P) {
  Interval out{0.0, 0.0};
  if (p.low > P.high) {
    out.low = kernel.deviation(p.low, P.high);
  } else if (p.high < P.low) {
    out.low = kernel.deviation(p.high, P.low);
  }
  for (const double share : {p.low, p.high}) {
    for (const double whole : {P.low, P.high}) {
      out.high = std::max(out.high, kernel.deviation(share, whole));
    }
  }
  return out;
}

/// The units that surely have nobody of the group as one: most schools have nobody from most postcodes.
std::vector<PossibleUnit> without_repeats(const std::vector<PossibleUnit>& units) {
  std::vector<PossibleUnit> out;
  PossibleUnit without;
  for (const PossibleUnit& unit : units) {
    if (unit.members.high > 0.0) {
      out.push_back(unit);
      continue;
    }
    without.size.low += unit.size.low;
    without.size.high += unit.size.high;
  }
  if (without.size.high > 0.0) {
    out.push_back(without);
  }
  return out;
}

/// The greatest mean of g(p, P) where the shares of the units add up to P: their deviations p - P, weighted
/// by size, add up to 0, so any multiple of them may be added, and the multiple that gives the least is the
/// best (Lagrange). g plus a linear function is convex: greatest at a corner.
double greatest_deviation(const Kernel& kernel, const std::vector<PossibleUnit>& units, Interval P,
                          std::vector<WeightedRange>& terms) {
  struct Corner {
    double g;
    double distance;
  };
  std::vector<std::array<Corner, 4>> corners(units.size());
  for (std::size_t unit = 0; unit < units.size(); ++unit) {
    std::size_t corner = 0;
    for (const double share : {units[unit].share_low, units[unit].share_high}) {
      for (const double whole : {P.low, P.high}) {
        corners[unit].at(corner++) = {kernel.deviation(share, whole), share - whole};
      }
    }
  }
  const auto with = [&](double multiple) {
    double least = 0.0;  // greatest_mean() begins at 0
    for (std::size_t unit = 0; unit < terms.size(); ++unit) {
      double high = -std::numeric_limits<double>::infinity();
      for (const Corner& corner : corners[unit]) {
        high = std::max(high, corner.g + multiple * corner.distance);
      }
      terms[unit].high = high;
      least = std::min(least, high);
    }
    for (WeightedRange& term : terms) {
      term.high -= least;
    }
    return greatest_mean(terms) + least;
  };
  // Convex in the multiple: by golden sections, from the slopes that g has between the ends of the shares.
  constexpr double golden = 0.6180339887498949;
  constexpr int steps = 14;
  double most = 0.0;
  for (const PossibleUnit& possible : units) {
    for (const double share : {possible.share_low, possible.share_high}) {
      const double distance = std::abs(share - (P.low + P.high) / 2.0);
      if (distance > 1e-9) {
        most = std::max(most, kernel.deviation(share, (P.low + P.high) / 2.0) / distance);
      }
    }
  }
  double left = -most;
  double right = most;
  double best = with(0.0);
  double inner_left = right - golden * (right - left);
  double inner_right = left + golden * (right - left);
  double at_left = with(inner_left);
  double at_right = with(inner_right);
  for (int step = 0; step < steps; ++step) {
    best = std::min({best, at_left, at_right});
    if (at_left < at_right) {
      right = std::exchange(inner_right, inner_left);
      at_right = at_left;
      inner_left = right - golden * (right - left);
      at_left = with(inner_left);
    } else {
      left = std::exchange(inner_left, inner_right);
      at_left = at_right;
      inner_right = left + golden * (right - left);
      at_right = with(inner_right);
    }
  }
  return std::min({best, at_left, at_right});
}

std::vector<Piece> pieces_of(const Kernel& kernel, const PossibleGroup& group) {
  constexpr double tiny = 1e-12;  // shares of 0 and 1 have no unevenness
  constexpr int count_max = 24;
  const double from = std::clamp(group.share_low, tiny, 1.0 - tiny);
  const double to = std::clamp(group.share_high, from, 1.0 - tiny);
  const int count = to - from < 1e-9 ? 1 : count_max;
  std::vector<Piece> out;
  const std::vector<PossibleUnit> units = without_repeats(group.units);
  std::vector<WeightedRange> terms(units.size());
  for (int piece = 0; piece < count; ++piece) {
    const Interval P{from + (to - from) * piece / count, from + (to - from) * (piece + 1) / count};
    for (std::size_t unit = 0; unit < terms.size(); ++unit) {
      const PossibleUnit& possible = units[unit];
      const Interval g = range_of(kernel, {possible.share_low, possible.share_high}, P);
      terms[unit] = {.weight = possible.size, .low = g.low, .high = g.high};
    }
    const double peak = std::clamp(kernel.weight_peak, P.low, P.high);
    const double least = least_mean(terms);
    out.push_back({.mean = {least, greatest_deviation(kernel, units, P, terms)},
                   .weight = {std::min(kernel.weight(P.low), kernel.weight(P.high)), kernel.weight(peak)}});
  }
  return out;
}

using Pieces = std::vector<std::vector<Piece>>;  ///< [groups][pieces]

Bounds outer(double low, double high, double most = 1.0) {
  return {.low = std::max(0.0, low - rounding), .high = std::min(most, high + rounding), .exact = false};
}

/// The bounds of sum N / sum W: lambda is below the ratio as long as sum (N - lambda W) > 0.
Bounds ratio(const Pieces& groups) {
  const auto sum = [&](double lambda, bool least) {
    double out = 0.0;
    for (const std::vector<Piece>& pieces : groups) {
      double extreme = 0.0;
      for (std::size_t place = 0; place < pieces.size(); ++place) {
        const Piece& piece = pieces[place];
        const double value =
            least ? piece.mean.low - lambda * piece.weight.high : piece.mean.high - lambda * piece.weight.low;
        extreme = place == 0 ? value : least ? std::min(extreme, value) : std::max(extreme, value);
      }
      out += extreme;
    }
    return out;
  };
  return outer(root_of_decreasing([&](double lambda) { return sum(lambda, true); }, 1.0),
               root_of_decreasing([&](double lambda) { return sum(lambda, false); }, 1.0));
}

Pieces all_pieces(const Kernel& kernel, const IntervalTable& table) {
  Pieces out;
  for (const PossibleGroup& group : possible_groups(table)) {
    if (group.share_high > 0.0) {
      out.push_back(pieces_of(kernel, group));
    }
  }
  return out;
}

/// Of each group against the rest; one for two groups where `single`.
std::vector<IndexBounds> each_group(const Kernel& kernel, const IntervalTable& table, bool single) {
  std::vector<IndexBounds> out;
  for (const PossibleGroup& group : possible_groups(table)) {
    if (!single || out.empty() || table.high.groups() > 2) {
      out.emplace_back(ratio({pieces_of(kernel, group)}));
    }
  }
  return out;
}

double greatest_entropy(const std::vector<PossibleGroup>& groups) {
  // As even as the shares allow: all at one height, but for those that cannot.
  const auto shares = [&](double height) {
    double sum = 0.0;
    for (const PossibleGroup& group : groups) {
      sum += std::clamp(height, group.share_low, group.share_high);
    }
    return sum;
  };
  const double height = root_of_decreasing([&](double at) { return 1.0 - shares(at); }, 1.0);
  double out = 0.0;
  for (const PossibleGroup& group : groups) {
    out += surprise(std::clamp(height, group.share_low, group.share_high));
  }
  return out;
}

}  // namespace

IntervalTable tightened(const IntervalTable& table) {
  if (table.unit_totals.empty() || table.exact()) {
    return table;
  }
  std::vector<Cell> low;
  std::vector<Cell> high;
  for (const Cell& cell : table.high.cells()) {
    const CountInterval& total = table.unit_totals[static_cast<std::size_t>(cell.unit)];
    const double least = table.low.at(cell.unit, cell.group);
    const double others_low = table.low.of(cell.unit) - least;
    const double others_high = table.high.of(cell.unit) - cell.pupils;
    low.push_back({cell.unit, cell.group, std::max(least, std::min(cell.pupils, total.low - others_high))});
    high.push_back({cell.unit, cell.group, std::min(cell.pupils, std::max(least, total.high - others_low))});
  }
  IntervalTable out = table;
  out.low = ContingencyTable(UnitCount{table.low.units()}, GroupCount{table.low.groups()}, low);
  out.high = ContingencyTable(UnitCount{table.low.units()}, GroupCount{table.low.groups()}, high);
  return out;
}

ContingencyTable middle(const IntervalTable& table) {
  std::vector<Cell> cells = table.high.cells();
  for (Cell& cell : cells) {
    cell.pupils = (cell.pupils + table.low.at(cell.unit, cell.group)) / 2.0;
  }
  return {UnitCount{table.high.units()}, GroupCount{table.high.groups()}, cells};
}

std::vector<IndexBounds> bounds_of_M(const IntervalTable& table) {
  double low = 0.0;
  double high = 0.0;
  for (const std::vector<Piece>& pieces : all_pieces(of_H, table)) {
    const auto least =
        std::ranges::min_element(pieces, {}, [](const Piece& piece) { return piece.mean.low; });
    const auto most =
        std::ranges::max_element(pieces, {}, [](const Piece& piece) { return piece.mean.high; });
    low += least->mean.low;
    high += most->mean.high;
  }
  return {outer(low, high, greatest_entropy(possible_groups(table)))};
}

std::vector<IndexBounds> bounds_of_H(const IntervalTable& table) { return {ratio(all_pieces(of_H, table))}; }
std::vector<IndexBounds> bounds_of_D(const IntervalTable& table) { return {ratio(all_pieces(of_D, table))}; }

std::vector<IndexBounds> bounds_of_gini(const IntervalTable& table) {
  const Bounds D = ratio(all_pieces(of_D, table));
  return {outer(D.low, D.high * (2.0 - D.high))};
}

std::vector<IndexBounds> bounds_of_P(const IntervalTable& table) { return {ratio(all_pieces(of_P, table))}; }
std::vector<IndexBounds> bounds_of_R(const IntervalTable& table) {
  return {ratio(all_pieces(of_variance, table))};
}
std::vector<IndexBounds> bounds_of_C(const IntervalTable& table) { return {ratio(all_pieces(of_C, table))}; }

std::vector<IndexBounds> bounds_of_hutchens(const IntervalTable& table) {
  return each_group(of_root, table, true);
}

std::vector<IndexBounds> bounds_of_atkinson(const IntervalTable& table) {
  std::vector<IndexBounds> out = each_group(of_root, table, true);
  for (IndexBounds& bounds : out) {
    bounds = outer(1.0 - (1.0 - bounds->low) * (1.0 - bounds->low),
                   1.0 - (1.0 - bounds->high) * (1.0 - bounds->high));
  }
  return out;
}

std::vector<IndexBounds> bounds_of_eta2(const IntervalTable& table) {
  return each_group(of_variance, table, false);
}

std::vector<IndexBounds> bounds_of_entropy(const IntervalTable& table) {
  const std::vector<PossibleGroup> groups = possible_groups(table);
  double low = 0.0;
  for (const PossibleGroup& group : groups) {
    low += std::min(surprise(group.share_low), surprise(group.share_high));  // concave: least at an end
  }
  const double high = greatest_entropy(groups);
  return {outer(std::min(low, high), high, std::log(std::max(1.0, static_cast<double>(groups.size()))))};
}

std::vector<IndexBounds> bounds_of_exposure_difference(const IntervalTable& table) {
  const std::size_t groups = table.high.groups();
  std::vector<IndexBounds> out(groups * groups, std::unexpected(Undefined::one_group));
  for (std::uint32_t first = 0; first < groups; ++first) {
    for (std::uint32_t second = first + 1; second < groups; ++second) {
      IntervalTable pair;
      const auto kept = [&](const ContingencyTable& all) {
        std::vector<Cell> cells;
        for (const Cell& cell : all.cells()) {
          if (cell.group == GroupIndex{first} || cell.group == GroupIndex{second}) {
            cells.push_back({cell.unit, GroupIndex{cell.group == GroupIndex{first} ? 0U : 1U}, cell.pupils});
          }
        }
        return ContingencyTable(UnitCount{all.units()}, GroupCount{2}, cells);
      };
      pair.low = kept(table.low);
      pair.high = kept(table.high);
      const IndexBounds bounds = each_group(of_variance, pair, true).front();
      out[first * groups + second] = bounds;
      out[second * groups + first] = bounds;
    }
  }
  return out;
}

}  // namespace mengpaneel::measure
