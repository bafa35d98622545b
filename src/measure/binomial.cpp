// SPDX-License-Identifier: EUPL-1.2
#include "measure/binomial.hpp"

#include <algorithm>
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

std::uint64_t hypergeometric(std::uint64_t members, std::uint64_t others, std::uint64_t drawn,
                             DrawNumbers& numbers) {
  const std::uint64_t least = drawn > others ? drawn - others : 0;
  const std::uint64_t most = std::min(members, drawn);
  if (least == most) {
    return least;
  }
  const auto K = static_cast<double>(members);
  const auto M = static_cast<double>(others);
  const auto n = static_cast<double>(drawn);
  const auto ln_choose = [](double all, double some) {
    return std::lgamma(all + 1.0) - std::lgamma(some + 1.0) - std::lgamma(all - some + 1.0);
  };
  const double mode = std::clamp(std::floor((n + 1.0) * (K + 1.0) / (K + M + 2.0)),
                                 static_cast<double>(least), static_cast<double>(most));
  const double at_mode = std::exp(ln_choose(K, mode) + ln_choose(M, n - mode) - ln_choose(K + M, n));
  double left = numbers.uniform() - at_mode;
  double below = mode;
  double above = mode;
  double chance_below = at_mode;
  double chance_above = at_mode;
  // The likeliest first, one on either side in turn; rounding may leave a last 1e-13 to the mode.
  while (left >= 0.0) {
    const bool can_fall = below > static_cast<double>(least);
    const bool can_rise = above < static_cast<double>(most);
    if (!can_fall && !can_rise) {
      break;
    }
    if (can_rise) {
      chance_above *= (K - above) * (n - above) / ((above + 1.0) * (M - n + above + 1.0));
      above += 1.0;
      left -= chance_above;
      if (left < 0.0) {
        return static_cast<std::uint64_t>(above);
      }
    }
    if (can_fall) {
      chance_below *= below * (M - n + below) / ((K - below + 1.0) * (n - below + 1.0));
      below -= 1.0;
      left -= chance_below;
      if (left < 0.0) {
        return static_cast<std::uint64_t>(below);
      }
    }
  }
  return static_cast<std::uint64_t>(mode);
}

}  // namespace mengpaneel::measure
