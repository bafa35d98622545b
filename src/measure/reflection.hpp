// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Is a school a reflection (afspiegeling) of the place it is in? And how many schools are concentrated: half,
// 70% or 80% of one group? Both only where a school's size allows an answer. The share of a school of 60
// pupils is known to some six points: without "uncertain" such schools change kind every year.

#include <array>
#include <cstdint>
#include <expected>
#include <span>
#include <vector>

#include "measure/contingency_table.hpp"
#include "measure/undefined.hpp"

namespace mengpaneel::measure {

struct ShareInterval {
  double low = 0.0;
  double high = 1.0;
};

/// Clopper and Pearson 1934: the chances with which a count this high, or this low, is not rarer than
/// (1 - level) / 2. Never too narrow. `count` in [0, size], `size` above 0; either may be a fraction.
[[nodiscard]] ShareInterval share_interval(double count, double size, double level);

enum class Reflection : std::uint8_t { fewer, reflects, more, uncertain };
inline constexpr std::size_t reflections = 4;

/// The whole interval lies beyond the threshold, or within it (the limit included); else it is uncertain.
[[nodiscard]] Reflection reflection_of(const ShareInterval& share, double reference, double threshold);

/// The thresholds in use: FORUM 2007 has 10 points, others 15 and 20; shown side by side.
inline constexpr std::array<double, 3> reflection_thresholds{0.10, 0.15, 0.20};

/// Schools of each kind and their pupils: policy papers report both.
struct ReflectionCounts {
  double threshold = 0.0;
  std::array<std::uint32_t, reflections> units{};
  std::array<double, reflections> pupils{};
};

/// One school; nothing in it is defined where it has no pupils or its place has none.
struct UnitReflection {
  double share = 0.0;
  double reference = 0.0;
  ShareInterval interval;
  std::array<Reflection, reflection_thresholds.size()> kinds{};
};

struct ReflectionReport {
  std::array<ReflectionCounts, reflection_thresholds.size()> counts;
  std::vector<std::expected<UnitReflection, Undefined>> of_unit;  ///< [units]
};

/// Each school's share of `group` beside that of its place. `places` [units x groups] counts the pupils who
/// live where school j is (or in its catchment, or its municipality), which is a register and has no
/// interval. Undefined: no_pupils. O(units).
[[nodiscard]] std::expected<ReflectionReport, Undefined> reflection(const ContingencyTable& schools,
                                                                    const ContingencyTable& places,
                                                                    GroupIndex group, double level = 0.90);

/// As CBS counts the large towns since the 1990s.
inline constexpr std::array<double, 3> concentration_shares{0.50, 0.70, 0.80};

struct Concentration {
  double share = 0.0;  ///< at least so much of the group
  std::uint32_t units = 0;
  double pupils = 0.0;             ///< all pupils there
  double pupils_of_group = 0.0;    ///< those of the group
  std::uint32_t units_surely = 0;  ///< also by the lower end of the interval
};

/// Undefined: no_pupils, group_absent. O(units).
[[nodiscard]] std::expected<std::array<Concentration, concentration_shares.size()>, Undefined> concentration(
    const ContingencyTable& schools, GroupIndex group, double level = 0.90);

}  // namespace mengpaneel::measure
