// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Voorbeeldstad: a town that does not exist, of any size, to try rules on and to show. It lies in the
// Markermeer, its postcodes begin with 0 (no Dutch postcode does), and its schools, boards and children are
// made up.

#include <cstdint>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "simulate/town.hpp"

namespace mengpaneel::simulate {

struct ExampleTownOptions {
  base::Digest seed{};
  std::uint32_t pupils = 1600;        ///< four-year-olds in this round, 1 to 1,000,000
  std::uint32_t schools = 40;         ///< 1 to 5,000
  std::uint32_t neighbourhoods = 25;  ///< 1 to 899
  ListLengths lengths{.minimum = 3, .maximum = 8, .with_sibling = 1};
};

/// Draws the town: neighbourhoods on a square, poorer to richer from west to east with overlap; schools among
/// them of unequal popularity, with seats for 105% of the children, blind to that popularity, so that some
/// schools are asked for too often; households with homes, SES, VVE indications, twins, older children,
/// preschools; lists from the model in choice_model.hpp. Error: out_of_range, naming the option. Cost: pupils
/// x schools.
[[nodiscard]] base::Result<Town> example_town(const ExampleTownOptions& options);

}  // namespace mengpaneel::simulate
