// SPDX-License-Identifier: EUPL-1.2
//
// With b_m = exp(x_m) the function is F(x) = sum_j r_j ln sum_m q_jm exp(x_m) - sum_m t_m x_m, for unit
// shares r and group shares t. Its gradient is (fitted - wanted) group shares, its second derivative diag(c)
// - sum_j p_jm p_jn / r_j. F does not change when all x_m rise together, so the first one stands still. A
// step that does not bring F down (or, where F has no digits left to say so, the error) is halved; when that
// does not help there is a plain sweep, which always brings F down.
#include "measure/fitting.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace mengpaneel::measure {

namespace {

/// Where F has converged to its last digits, and only the error still says which of two points is better.
constexpr double near = 1e-4;
constexpr int halvings_max = 20;

struct Point {
  std::vector<double> logarithms;  ///< [groups] x_m
  std::vector<double> shares;      ///< [units x groups] p_jm, with the unit shares wanted
  std::vector<double> group_sums;  ///< [groups] c_m
  double objective = 0.0;          ///< F
  double error = 0.0;              ///< of the group sums
};

class Fit {
 public:
  Fit(std::span<const double> structure, std::span<const double> unit_shares,
      std::span<const double> group_shares)
      : structure_(structure), unit_shares_(unit_shares), group_shares_(group_shares) {}

  [[nodiscard]] Point at(std::vector<double> logarithms) const {
    const std::size_t groups = group_shares_.size();
    Point point{.logarithms = std::move(logarithms),
                .shares = std::vector<double>(structure_.size()),
                .group_sums = std::vector<double>(groups)};
    std::vector<double> factors(groups);
    for (std::size_t group = 0; group < groups; ++group) {
      factors[group] = std::exp(point.logarithms[group]);
      point.objective -= group_shares_[group] * point.logarithms[group];
    }
    for (std::size_t unit = 0; unit < unit_shares_.size(); ++unit) {
      const auto from = structure_.subspan(unit * groups, groups);
      const auto to = std::span(point.shares).subspan(unit * groups, groups);
      double sum = 0.0;
      for (std::size_t group = 0; group < groups; ++group) {
        to[group] = from[group] * factors[group];
        sum += to[group];
      }
      const double factor = unit_shares_[unit] / sum;
      for (std::size_t group = 0; group < groups; ++group) {
        to[group] *= factor;
        point.group_sums[group] += to[group];
      }
      point.objective += unit_shares_[unit] * std::log(sum);
    }
    for (std::size_t group = 0; group < groups; ++group) {
      point.error = std::max(point.error, std::abs(point.group_sums[group] / group_shares_[group] - 1.0));
    }
    return point;
  }

  [[nodiscard]] Point swept(const Point& point) const {
    std::vector<double> logarithms = point.logarithms;
    for (std::size_t group = 0; group < logarithms.size(); ++group) {
      logarithms[group] += std::log(group_shares_[group] / point.group_sums[group]);
    }
    return at(std::move(logarithms));
  }

  /// Newton's step from `point`, halved until it helps; nothing when it does not.
  [[nodiscard]] std::optional<Point> improved(const Point& point) const {
    const std::optional<std::vector<double>> step = newton_step(point);
    if (!step) {
      return std::nullopt;
    }
    double slope = 0.0;
    for (std::size_t group = 0; group < step->size(); ++group) {
      slope += (*step)[group] * (point.group_sums[group] - group_shares_[group]);
    }
    double length = 1.0;
    for (int halving = 0; halving < halvings_max; ++halving, length /= 2.0) {
      std::vector<double> logarithms = point.logarithms;
      for (std::size_t group = 0; group < step->size(); ++group) {
        logarithms[group] += length * (*step)[group];
      }
      Point next = at(std::move(logarithms));
      const bool lower = next.objective <= point.objective + 1e-4 * length * slope;
      if (point.error < near ? next.error < point.error / 2.0 : std::isfinite(next.error) && lower) {
        return next;
      }
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] std::vector<double> second_derivative(const Point& point) const {
    const std::size_t groups = group_shares_.size();
    std::vector<double> matrix(groups * groups);
    for (std::size_t unit = 0; unit < unit_shares_.size(); ++unit) {
      const auto shares = std::span(point.shares).subspan(unit * groups, groups);
      for (std::size_t row = 0; row < groups; ++row) {
        const double part = shares[row] / unit_shares_[unit];
        for (std::size_t column = 0; column <= row; ++column) {
          matrix[row * groups + column] -= part * shares[column];
        }
      }
    }
    for (std::size_t group = 0; group < groups; ++group) {
      matrix[group * groups + group] += point.group_sums[group];
    }
    return matrix;
  }

  /// By Cholesky's method, without the first group. Nothing where the matrix has lost its digits.
  [[nodiscard]] std::optional<std::vector<double>> newton_step(const Point& point) const {
    const std::size_t groups = group_shares_.size();
    std::vector<double> lower = second_derivative(point);
    std::vector<double> step(groups);
    for (std::size_t row = 1; row < groups; ++row) {
      for (std::size_t column = 1; column <= row; ++column) {
        double sum = lower[row * groups + column];
        for (std::size_t before = 1; before < column; ++before) {
          sum -= lower[row * groups + before] * lower[column * groups + before];
        }
        if (row == column) {
          if (!(sum > 1e-14 * point.group_sums[row])) {
            return std::nullopt;
          }
          lower[row * groups + row] = std::sqrt(sum);
        } else {
          lower[row * groups + column] = sum / lower[column * groups + column];
        }
      }
    }
    for (std::size_t row = 1; row < groups; ++row) {
      double sum = group_shares_[row] - point.group_sums[row];
      for (std::size_t before = 1; before < row; ++before) {
        sum -= lower[row * groups + before] * step[before];
      }
      step[row] = sum / lower[row * groups + row];
    }
    for (std::size_t row = groups; row-- > 1;) {
      for (std::size_t after = row + 1; after < groups; ++after) {
        step[row] -= lower[after * groups + row] * step[after];
      }
      step[row] /= lower[row * groups + row];
    }
    return step;
  }

  std::span<const double> structure_;
  std::span<const double> unit_shares_;
  std::span<const double> group_shares_;
};

}  // namespace

Fitted fitted(std::span<const double> structure, std::span<const double> unit_shares,
              std::span<const double> group_shares, const FitOptions& options) {
  const Fit fit(structure, unit_shares, group_shares);
  Point point = fit.at(std::vector<double>(group_shares.size()));
  unsigned steps = 0;
  while (point.error > options.tolerance && steps < options.steps_max) {
    // The first sweep brings the factors near, where Newton's method is at its best.
    std::optional<Point> next =
        steps > 0 && group_shares.size() <= newton_groups_max ? fit.improved(point) : std::nullopt;
    point = next ? std::move(*next) : fit.swept(point);
    ++steps;
  }
  return {.shares = std::move(point.shares),
          .convergence = {.steps = steps, .error = point.error, .reached = point.error <= options.tolerance}};
}

}  // namespace mengpaneel::measure
