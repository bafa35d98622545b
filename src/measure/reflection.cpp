// SPDX-License-Identifier: EUPL-1.2
#include "measure/reflection.hpp"

#include <algorithm>
#include <cmath>

namespace mengpaneel::measure {

namespace {

constexpr double rounding = 1e-12;  ///< the last bits of a share do not decide

/// The continued fraction of the incomplete beta function, by Lentz's method. Converges in some sqrt(max(a,
/// b)) steps for x below (a + 1) / (a + b + 2).
double beta_fraction(double a, double b, double x) {
  constexpr int steps_max = 10'000;
  constexpr double tiny = 1e-300;
  const auto not_zero = [](double value) { return std::abs(value) < tiny ? tiny : value; };
  double numerator = 1.0;
  double denominator = 1.0 / not_zero(1.0 - (a + b) * x / (a + 1.0));
  double value = denominator;
  for (int step = 1; step < steps_max; ++step) {
    const double m = step;
    const double even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
    double change = 1.0;
    for (const double term : {even, odd}) {
      denominator = 1.0 / not_zero(1.0 + term * denominator);
      numerator = not_zero(1.0 + term / numerator);
      change = denominator * numerator;
      value *= change;
    }
    if (std::abs(change - 1.0) < 1e-15) {
      break;
    }
  }
  return value;
}

/// The distribution function of Beta(a, b).
double beta_below(double x, double a, double b) {
  if (x <= 0.0 || x >= 1.0) {
    return x <= 0.0 ? 0.0 : 1.0;
  }
  const double front =
      std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x));
  return x < (a + 1.0) / (a + b + 2.0) ? front * beta_fraction(a, b, x) / a
                                       : 1.0 - front * beta_fraction(b, a, 1.0 - x) / b;
}

double beta_quantile(double chance, double a, double b) {
  double low = 0.0;
  double high = 1.0;
  for (int halving = 0; halving < 60; ++halving) {
    const double middle = (low + high) / 2.0;
    (beta_below(middle, a, b) < chance ? low : high) = middle;
  }
  return (low + high) / 2.0;
}

void add(ReflectionReport& report, const UnitReflection& unit, double pupils) {
  for (std::size_t place = 0; place < unit.kinds.size(); ++place) {
    const auto kind = static_cast<std::size_t>(unit.kinds[place]);
    ++report.counts[place].units[kind];
    report.counts[place].pupils[kind] += pupils;
  }
}

}  // namespace

ShareInterval share_interval(double count, double size, double level) {
  const double tail = (1.0 - level) / 2.0;
  ShareInterval out;
  if (count > 0.0) {
    out.low = beta_quantile(tail, count, size - count + 1.0);
  }
  if (count < size) {
    out.high = beta_quantile(1.0 - tail, count + 1.0, size - count);
  }
  return out;
}

Reflection reflection_of(const ShareInterval& share, double reference, double threshold) {
  if (share.low > reference + threshold + rounding) {
    return Reflection::more;
  }
  if (share.high < reference - threshold - rounding) {
    return Reflection::fewer;
  }
  const bool inside =
      share.low >= reference - threshold - rounding && share.high <= reference + threshold + rounding;
  return inside ? Reflection::reflects : Reflection::uncertain;
}

std::expected<ReflectionReport, Undefined> reflection(const ContingencyTable& schools,
                                                      const ContingencyTable& places, GroupIndex group,
                                                      double level) {
  if (!(schools.total() > 0.0)) {
    return std::unexpected(Undefined::no_pupils);
  }
  ReflectionReport out;
  for (std::size_t place = 0; place < out.counts.size(); ++place) {
    out.counts[place].threshold = reflection_thresholds[place];
  }
  for (std::uint32_t place = 0; place < schools.units(); ++place) {
    const UnitIndex unit{place};
    const double pupils = schools.of(unit);
    if (!(pupils > 0.0) || !(places.of(unit) > 0.0)) {
      out.of_unit.emplace_back(std::unexpected(Undefined::no_pupils));
      continue;
    }
    UnitReflection found{.share = schools.at(unit, group) / pupils,
                         .reference = places.at(unit, group) / places.of(unit),
                         .interval = share_interval(schools.at(unit, group), pupils, level)};
    for (std::size_t kind = 0; kind < found.kinds.size(); ++kind) {
      found.kinds[kind] = reflection_of(found.interval, found.reference, reflection_thresholds[kind]);
    }
    add(out, found, pupils);
    out.of_unit.emplace_back(found);
  }
  return out;
}

std::expected<std::array<Concentration, concentration_shares.size()>, Undefined> concentration(
    const ContingencyTable& schools, GroupIndex group, double level) {
  if (!(schools.total() > 0.0)) {
    return std::unexpected(Undefined::no_pupils);
  }
  if (!(schools.of(group) > 0.0)) {
    return std::unexpected(Undefined::group_absent);
  }
  std::array<Concentration, concentration_shares.size()> out;
  for (std::size_t place = 0; place < out.size(); ++place) {
    out[place].share = concentration_shares[place];
  }
  for (std::uint32_t place = 0; place < schools.units(); ++place) {
    const UnitIndex unit{place};
    const double pupils = schools.of(unit);
    if (!(pupils > 0.0)) {
      continue;
    }
    const double of_group = schools.at(unit, group);
    const ShareInterval interval = share_interval(of_group, pupils, level);
    for (Concentration& sum : out) {
      if (of_group / pupils >= sum.share - rounding) {
        ++sum.units;
        sum.pupils += pupils;
        sum.pupils_of_group += of_group;
        sum.units_surely += interval.low >= sum.share ? 1U : 0U;
      }
    }
  }
  return out;
}

}  // namespace mengpaneel::measure
