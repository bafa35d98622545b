// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Distances between pupils and programmes: given in distances.csv, or computed from coordinates.

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "place/round.hpp"

namespace mengpaneel::place {

/// A unit vector for each programme makes "which are near" a few multiplications; whole metres, which decide,
/// are computed for the near ones only.
class Places {
 public:
  explicit Places(const Round& round);

  /// Whole metres; nullopt when the pair is absent from distances.csv or a place is unknown.
  [[nodiscard]] std::optional<std::uint32_t> metres(std::uint32_t pupil, std::uint32_t programme) const;

  /// Approximate metres (within 1) from a pupil to every programme, [m]; infinity when unknown.
  void approximate(std::uint32_t pupil, std::vector<double>& out) const;

 private:
  const Round& round_;
  std::vector<double> x_;
  std::vector<double> y_;
  std::vector<double> z_;
};

/// The schools that count as nearest for one pupil, as docs/formats.md decision 21 has it.
struct NearestQuestion {
  std::uint32_t count = 0;
  std::vector<bool> among;                                            ///< [m] programmes that take part
  std::vector<std::pair<std::vector<bool>, std::uint32_t>> at_least;  ///< [m] programmes, how many schools
};

class NearestSchools {
 public:
  NearestSchools(const Round& round, const Places& places, NearestQuestion question);

  /// Selects for `pupil`, given approximate() of her. O(programmes).
  void select(std::uint32_t pupil, std::span<const double> approximate_m);

  [[nodiscard]] bool holds(std::uint32_t programme) const {
    return question_.among[programme] && selected_[round_.programmes.school[programme]];
  }

 private:
  void add_nearest(std::uint32_t pupil, std::span<const double> approximate_m, std::uint32_t wanted,
                   const std::vector<bool>* of_programmes);
  [[nodiscard]] std::optional<std::uint32_t> school_metres(std::uint32_t pupil, std::uint32_t school) const;

  const Round& round_;
  const Places& places_;
  NearestQuestion question_;
  std::vector<std::uint32_t> school_begin_;  ///< programmes that take part, by school (CSR)
  std::vector<std::uint32_t> school_programme_;
  std::vector<double> approximate_m_;  ///< [schools]
  std::vector<double> scratch_;
  std::vector<bool> selected_;  ///< [schools]
  std::uint32_t selected_count_ = 0;
};

}  // namespace mengpaneel::place
