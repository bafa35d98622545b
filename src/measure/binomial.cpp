// SPDX-License-Identifier: EUPL-1.2
#include "measure/binomial.hpp"

#include <cmath>

namespace mengpaneel::measure {

namespace {

/// ln k! less Stirling's k ln k - k + ln(2 pi k) / 2, shifted: what BTRS needs.
double stirling_tail(double k) {
  constexpr double exact[] = {
      0.0810614667953272, 0.0413406959554092, 0.0276779256849983, 0.02079067210376509, 0.0166446911898211,
      0.0138761288230707, 0.0118967099458917, 0.0104112652619720, 0.00925546218271273, 0.00833056343336287};
  if (k <= 9.0) {
    return exact[static_cast<std::size_t>(k)];
  }
  const double square = (k + 1.0) * (k + 1.0);
  return (1.0 / 12.0 - (1.0 / 360.0 - 1.0 / 1260.0 / square) / square) / (k + 1.0);
}

/// p at most 1/2, few expected: the probabilities added up until they pass a uniform number.
std::uint64_t by_inversion(std::uint64_t trials, double p, DrawNumbers& numbers) {
  const auto n = static_cast<double>(trials);
  const double odds = p / (1.0 - p);
  double chance = std::exp(n * std::log1p(-p));
  double left = numbers.uniform();
  std::uint64_t k = 0;
  while (left > chance && k < trials) {
    left -= chance;
    ++k;
    chance *= odds * (n - static_cast<double>(k) + 1.0) / static_cast<double>(k);
  }
  return k;
}

std::uint64_t by_rejection(std::uint64_t trials, double p, DrawNumbers& numbers) {
  const auto n = static_cast<double>(trials);
  const double spread = std::sqrt(n * p * (1.0 - p));
  const double b = 1.15 + 2.53 * spread;
  const double a = -0.0873 + 0.0248 * b + 0.01 * p;
  const double c = n * p + 0.5;
  const double v_r = 0.92 - 4.2 / b;
  const double alpha = (2.83 + 5.1 / b) * spread;
  const double mode = std::floor((n + 1.0) * p);
  for (;;) {
    const double u = numbers.uniform() - 0.5;
    double v = 1.0 - numbers.uniform();  // above 0
    const double us = 0.5 - std::abs(u);
    const double k = std::floor((2.0 * a / us + b) * u + c);
    if (us >= 0.07 && v <= v_r) {
      return static_cast<std::uint64_t>(k);
    }
    if (!(k >= 0.0 && k <= n)) {
      continue;
    }
    v = std::log(v * alpha / (a / (us * us) + b));
    const double bound = (mode + 0.5) * std::log((mode + 1.0) / (p / (1.0 - p) * (n - mode + 1.0))) +
                         (n + 1.0) * std::log((n - mode + 1.0) / (n - k + 1.0)) +
                         (k + 0.5) * std::log(p / (1.0 - p) * (n - k + 1.0) / (k + 1.0)) +
                         stirling_tail(mode) + stirling_tail(n - mode) - stirling_tail(k) -
                         stirling_tail(n - k);
    if (v <= bound) {
      return static_cast<std::uint64_t>(k);
    }
  }
}

}  // namespace

std::uint64_t binomial(std::uint64_t trials, double p, DrawNumbers& numbers) {
  if (trials == 0 || !(p > 0.0)) {
    return 0;
  }
  if (p >= 1.0) {
    return trials;
  }
  if (p > 0.5) {
    return trials - binomial(trials, 1.0 - p, numbers);
  }
  return static_cast<double>(trials) * p < 10.0 ? by_inversion(trials, p, numbers)
                                                : by_rejection(trials, p, numbers);
}

}  // namespace mengpaneel::measure
