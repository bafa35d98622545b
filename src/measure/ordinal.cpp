// SPDX-License-Identifier: EUPL-1.2
#include "measure/ordinal.hpp"

#include <algorithm>
#include <cmath>

#include "measure/indices/unevenness.hpp"

namespace mengpaneel::measure {

namespace {

double variety(double c, OrdinalKind kind) {
  if (c <= 0.0 || c >= 1.0) {
    return 0.0;
  }
  switch (kind) {
    case OrdinalKind::information:
      return -(c * std::log2(c) + (1.0 - c) * std::log2(1.0 - c));
    case OrdinalKind::variance:
      return 4.0 * c * (1.0 - c);
    case OrdinalKind::root:
      return 2.0 * std::sqrt(c * (1.0 - c));
    case OrdinalKind::absolute:
      return 1.0 - std::abs(2.0 * c - 1.0);
  }
  return 0.0;
}

/// At each threshold that has pupils on both sides: the variety of the whole, and how much less the units
/// have.
struct Threshold {
  double below;     ///< share
  double whole;     ///< f(c)
  double shortage;  ///< f(c) - sum_j t_j f(c_j) / T
  bool repeated;    ///< the group below it is empty: the same as the threshold before it
};

std::vector<Threshold> thresholds(const ContingencyTable& table, std::span<const GroupIndex> order,
                                  OrdinalKind kind) {
  std::vector<std::size_t> place(table.groups());
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    place[static_cast<std::size_t>(order[rank])] = rank;
  }
  std::vector<double> inside(order.size(), 0.0);
  std::vector<double> here(order.size());
  for (std::uint32_t unit = 0; unit < table.units(); ++unit) {
    std::ranges::fill(here, 0.0);
    const ContingencyTable::Row row = table.row(UnitIndex{unit});
    for (std::size_t cell = 0; cell < row.groups.size(); ++cell) {
      here[place[static_cast<std::size_t>(row.groups[cell])]] = row.pupils[cell];
    }
    const double size = table.of(UnitIndex{unit});
    double below = 0.0;
    for (std::size_t rank = 0; size > 0.0 && rank + 1 < order.size(); ++rank) {
      below += here[rank];
      inside[rank] += size * variety(below / size, kind);
    }
  }
  std::vector<Threshold> out;
  double below = 0.0;
  for (std::size_t rank = 0; rank + 1 < order.size(); ++rank) {
    const double added = table.of(order[rank]);
    below += added;
    if (below > 0.0 && below < table.total()) {
      const double whole = variety(below / table.total(), kind);
      out.push_back({below / table.total(), whole, whole - inside[rank] / table.total(), !(added > 0.0)});
    }
  }
  return out;
}

double binomial(unsigned n, unsigned k) {
  double out = 1.0;
  for (unsigned i = 1; i <= k; ++i) {
    out = out * static_cast<double>(n - k + i) / static_cast<double>(i);
  }
  return out;
}

/// The mean of p^m weighted by f(p).
double moment(unsigned m, OrdinalKind kind) {
  const auto square = [](double x) { return x * x; };
  if (kind == OrdinalKind::variance) {
    return 6.0 / (static_cast<double>(m + 2) * static_cast<double>(m + 3));
  }
  double sum = 0.0;
  for (unsigned n = 0; n <= m; ++n) {
    sum += ((m - n) % 2 == 0 ? 1.0 : -1.0) * binomial(m, n) / square(static_cast<double>(m - n + 2));
  }
  return 2.0 / square(static_cast<double>(m + 2)) + 2.0 * sum;
}

/// Least squares of `values` on powers of `at`, by Householder reflections of the weighted design: normal
/// equations would square its condition.
std::vector<double> fitted_polynomial(const std::vector<double>& at, const std::vector<double>& values,
                                      const std::vector<double>& weights, std::size_t terms) {
  const std::size_t rows = at.size();
  std::vector<std::vector<double>> columns(terms, std::vector<double>(rows));
  std::vector<double> right(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    double power = std::sqrt(weights[row]);
    right[row] = power * values[row];
    for (std::size_t term = 0; term < terms; ++term, power *= at[row]) {
      columns[term][row] = power;
    }
  }
  for (std::size_t step = 0; step < terms; ++step) {
    double norm = 0.0;
    for (std::size_t row = step; row < rows; ++row) {
      norm += columns[step][row] * columns[step][row];
    }
    norm = columns[step][step] > 0.0 ? -std::sqrt(norm) : std::sqrt(norm);
    std::vector<double> reflector(columns[step].begin() + static_cast<std::ptrdiff_t>(step),
                                  columns[step].end());
    reflector[0] -= norm;
    double length = 0.0;
    for (const double part : reflector) {
      length += part * part;
    }
    const auto reflect = [&](std::vector<double>& column) {
      double along = 0.0;
      for (std::size_t row = step; row < rows; ++row) {
        along += reflector[row - step] * column[row];
      }
      for (std::size_t row = step; length > 0.0 && row < rows; ++row) {
        column[row] -= 2.0 * along / length * reflector[row - step];
      }
    };
    for (std::size_t term = step; term < terms; ++term) {
      reflect(columns[term]);
    }
    reflect(right);
  }
  std::vector<double> out(terms);
  for (std::size_t term = terms; term-- > 0;) {
    double rest = right[term];
    for (std::size_t later = term + 1; later < terms; ++later) {
      rest -= columns[later][term] * out[later];
    }
    out[term] = rest / columns[term][term];
  }
  return out;
}

}  // namespace

IndexValue ordinal_segregation(const ContingencyTable& table, std::span<const GroupIndex> order,
                               OrdinalKind kind) {
  if (const auto possible = can_be_uneven(table); !possible) {
    return std::unexpected(possible.error());
  }
  // All K - 1 thresholds count, also where a group is empty: the scale has them.
  double whole = 0.0;
  double shortage = 0.0;
  for (const Threshold& threshold : thresholds(table, order, kind)) {
    whole += threshold.whole;
    shortage += threshold.shortage;
  }
  return std::max(0.0, shortage / whole);
}

double RankOrder::at(double p) const {
  double value = 0.0;
  for (std::size_t term = coefficients.size(); term-- > 0;) {
    value = value * p + coefficients[term];
  }
  return value;
}

std::expected<RankOrder, Undefined> rank_order(const ContingencyTable& table,
                                               std::span<const GroupIndex> order, OrdinalKind kind,
                                               unsigned degree, Weighting weighting) {
  if (const auto possible = can_be_uneven(table); !possible) {
    return std::unexpected(possible.error());
  }
  RankOrder out;
  std::vector<double> weights;
  for (const Threshold& threshold : thresholds(table, order, kind)) {
    if (threshold.repeated) {
      continue;
    }
    out.thresholds.push_back(threshold.below);
    out.values.push_back(threshold.shortage / threshold.whole);
    weights.push_back(weighting == Weighting::equal ? 1.0 : threshold.whole * threshold.whole);
  }
  const std::size_t terms = std::min<std::size_t>(degree + 1, out.thresholds.size());
  out.coefficients = fitted_polynomial(out.thresholds, out.values, weights, terms);
  for (std::size_t term = 0; term < terms; ++term) {
    out.index += out.coefficients[term] * moment(static_cast<unsigned>(term), kind);
  }
  return out;
}

}  // namespace mengpaneel::measure
