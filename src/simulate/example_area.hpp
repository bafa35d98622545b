// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The ground of Voorbeeldstad: neighbourhoods and schools, before there are families.

#include <cstdint>
#include <string>
#include <vector>

#include "base/geography.hpp"
#include "simulate/choice_model.hpp"
#include "simulate/example_town.hpp"
#include "simulate/family.hpp"

namespace mengpaneel::simulate {

struct Neighbourhood {
  double east_m;  ///< of the middle of the town
  double north_m;
  double weight;  ///< of its children among all
  double low;     ///< share of families with low SES
  double high;    ///< and with high SES; the rest is in between
  std::string postcode;
};

struct ExampleArea {
  std::vector<Neighbourhood> neighbourhoods;
  std::vector<TownSchool> schools;  ///< without capacities
  ChoiceSchools choice;             ///< the same schools
  std::vector<bool> has_preschool;  ///< [schools]
  std::uint32_t denominations = 0;  ///< numbers in `choice`
};

/// A point of the town, from metres east and north of its middle.
[[nodiscard]] base::GeoPoint example_point(double east_m, double north_m);

/// The distance between the middles of neighbours.
inline constexpr double neighbourhood_width_m = 900.0;

[[nodiscard]] ExampleArea example_area(const ExampleTownOptions& options, const TownRandom& random);

}  // namespace mengpaneel::simulate
