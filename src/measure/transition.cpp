// SPDX-License-Identifier: EUPL-1.2
#include "measure/transition.hpp"

#include <algorithm>
#include <cmath>

#include "measure/binomial.hpp"

namespace mengpaneel::measure {

namespace {

constexpr std::size_t moved_place = deviations * deviations;
using Tally = std::array<std::uint32_t, moved_place + 1>;  ///< the cells, and how many moved

/// A school of both years: pupils, and the chance of the group under "nothing changed".
struct School {
  std::array<std::uint64_t, 2> pupils;
  std::array<double, 2> chance;
};

/// The last bits of a share do not decide: 60 of 100 against 50% is no more than 10 points.
Deviation deviation_of(double share, double whole, double threshold) {
  constexpr double rounding = 1e-12;
  const double deviation = share - whole;
  return deviation > threshold + rounding    ? Deviation::above
         : deviation < -threshold - rounding ? Deviation::below
                                             : Deviation::within;
}

void count(Tally& tally, Deviation before, Deviation after) {
  ++tally[static_cast<std::size_t>(before) * deviations + static_cast<std::size_t>(after)];
  tally[moved_place] += before == after ? 0U : 1U;
}

TransitionCell summarised(std::uint32_t units, std::vector<std::uint32_t> draws, double level) {
  TransitionCell out{.units = units};
  if (draws.empty()) {
    return out;
  }
  std::ranges::sort(draws);
  std::uint64_t sum = 0;
  for (const std::uint32_t draw : draws) {
    sum += draw;
  }
  const auto last = static_cast<double>(draws.size() - 1);
  out.noise_mean = static_cast<double>(sum) / static_cast<double>(draws.size());
  out.noise_low = draws[static_cast<std::size_t>(std::floor(last * (1.0 - level) / 2.0))];
  out.noise_high = draws[static_cast<std::size_t>(std::ceil(last * (1.0 + level) / 2.0))];
  return out;
}

/// Schools of both years with the deviation that they had on average.
std::vector<School> schools_of(const std::array<const ContingencyTable*, 2>& years,
                               const std::array<double, 2>& whole, GroupIndex group) {
  std::vector<School> out;
  for (std::uint32_t place = 0; place < years[0]->units(); ++place) {
    const UnitIndex unit{place};
    const double sizes = years[0]->of(unit) + years[1]->of(unit);
    if (!(years[0]->of(unit) > 0.0) || !(years[1]->of(unit) > 0.0)) {
      continue;
    }
    double deviation = 0.0;
    for (std::size_t year = 0; year < 2; ++year) {
      deviation += (years[year]->at(unit, group) - whole[year] * years[year]->of(unit)) / sizes;
    }
    School& school = out.emplace_back();
    for (std::size_t year = 0; year < 2; ++year) {
      school.pupils[year] =
          std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::llround(years[year]->of(unit))));
      school.chance[year] = std::clamp(whole[year] + deviation, 0.0, 1.0);
    }
  }
  return out;
}

Tally drawn(const std::vector<School>& schools, const std::array<double, 2>& whole, double threshold,
            const base::RandomStream& stream, std::size_t draw) {
  DrawNumbers numbers(stream, draw);
  Tally tally{};
  for (const School& school : schools) {
    std::array<Deviation, 2> found{};
    for (std::size_t year = 0; year < 2; ++year) {
      const std::uint64_t of_group = binomial(school.pupils[year], school.chance[year], numbers);
      found[year] = deviation_of(static_cast<double>(of_group) / static_cast<double>(school.pupils[year]),
                                 whole[year], threshold);
    }
    count(tally, found[0], found[1]);
  }
  return tally;
}

/// The reason why there can be no table, if there is one.
std::optional<Undefined> impossible(const std::array<const ContingencyTable*, 2>& years,
                                    const std::array<double, 2>& whole) {
  for (const ContingencyTable* year : years) {
    if (!(year->total() > 0.0)) {
      return Undefined::no_pupils;
    }
    if (year->occupied_units() < 2) {
      return Undefined::one_unit;
    }
  }
  if (!(whole[0] + whole[1] > 0.0)) {
    return Undefined::group_absent;
  }
  return whole[0] + whole[1] < 2.0 ? std::nullopt : std::optional(Undefined::one_group);
}

/// What was: fills all of `out` but noise, and returns its counts.
Tally observed(Transition& out, const std::array<const ContingencyTable*, 2>& years,
               const std::array<double, 2>& whole, GroupIndex group, double threshold) {
  Tally tally{};
  out.of_unit.resize(years[0]->units());
  for (std::uint32_t place = 0; place < years[0]->units(); ++place) {
    const UnitIndex unit{place};
    auto& found = out.of_unit[place];
    for (std::size_t year = 0; year < 2; ++year) {
      const double size = years[year]->of(unit);
      if (size > 0.0) {
        found[year] = deviation_of(years[year]->at(unit, group) / size, whole[year], threshold);
      }
    }
    if (found[0] && found[1]) {
      count(tally, *found[0], *found[1]);
    } else if (found[0]) {
      ++out.closed[static_cast<std::size_t>(*found[0])];
    } else if (found[1]) {
      ++out.opened[static_cast<std::size_t>(*found[1])];
    }
  }
  return tally;
}

}  // namespace

std::expected<Transition, Undefined> transition(const ContingencyTable& before, const ContingencyTable& after,
                                                GroupIndex group, const base::Digest& seed,
                                                const TransitionOptions& options) {
  const std::array<const ContingencyTable*, 2> years{&before, &after};
  const auto share_of = [&](const ContingencyTable& year) {
    return year.total() > 0.0 ? year.of(group) / year.total() : 0.0;
  };
  const std::array<double, 2> whole{share_of(before), share_of(after)};
  if (const auto reason = impossible(years, whole)) {
    return std::unexpected(*reason);
  }
  Transition out;
  const Tally found = observed(out, years, whole, group, options.threshold);
  const std::vector<School> schools = schools_of(years, whole, group);
  const base::RandomStream stream(seed, "transition");
  std::vector<Tally> draws(options.draws);
  options.run_tasks(options.draws, [&](std::size_t draw) {
    draws[draw] = drawn(schools, whole, options.threshold, stream, draw);
  });
  const auto cell = [&](std::size_t place) {
    std::vector<std::uint32_t> counts;
    for (const Tally& draw : draws) {
      counts.push_back(draw[place]);
    }
    return summarised(found[place], std::move(counts), options.level);
  };
  for (std::size_t place = 0; place < moved_place; ++place) {
    out.cells[place / deviations][place % deviations] = cell(place);
  }
  out.moved = cell(moved_place);
  const auto as_many = std::ranges::count_if(
      draws, [&](const Tally& draw) { return draw[moved_place] >= found[moved_place]; });
  out.p_value = (1.0 + static_cast<double>(as_many)) / (1.0 + static_cast<double>(draws.size()));
  return out;
}

}  // namespace mengpaneel::measure
