// SPDX-License-Identifier: EUPL-1.2
#pragma once
// A round modelled on counted children: what a real town's round could look like, with the town's real
// schools and the numbers of its four-year-olds by postcode and school.
//
// Real: the schools, their boards, denominations and sites; how many children of four live in each postcode
// and go to each school, up to suppression; postcode points. Modelled: everything else. In particular
//   - a count of `<5` is drawn from 1, 2, 3, 4, each as likely: an assumption (true counts fall with size);
//   - capacity = the drawn intake of the school x 1.05, rounded up: real capacities are not published;
//   - a home is drawn around its postcode's point (near the school where the postcode has no point);
//   - SES: each postcode has a drawn share of low and high, and its children are drawn from that, whatever
//   their
//     school: differences between schools within a postcode are therefore too small;
//   - wishes: the model in choice_model.hpp, in which the school that the child was counted at gets a bonus:
//   it comes first
//     in most lists, not in all, because what was counted is where children ended up, not what they asked
//     for;
//   - claims, twins, VVE, dates of birth: drawn with the shares in family.hpp; an older child goes to the
//   school that
//     the child was counted at;
//   - pupils now at the school: the lower bounds of the counts of ages 5 to 11.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "simulate/supply.hpp"
#include "simulate/town.hpp"

namespace mengpaneel::simulate {

struct FromSupplyOptions {
  base::Digest seed{};
  std::uint32_t capacity_percent = 105;  ///< of the drawn intake, 1 to 1000
  ListLengths lengths{.minimum = 3, .maximum = 6, .with_sibling = 3};
  /// School_ids of the schools for the whole town. Nothing: those whose denomination rarely serves one
  /// neighbourhood (Islamic, anthroposophic, Hindu, Jewish, evangelical, strictly reformed).
  std::optional<std::vector<std::string>> citywide{};
};

/// Draws the town; the same supply and seed give the same town on every machine. Schools without children of
/// four and schools without any place are left out, and named in the provenance. Errors: value_missing (no
/// children of four at all), not_an_allowed_word (an unknown school in `citywide`), out_of_range. Cost:
/// children x schools.
[[nodiscard]] base::Result<Town> town_from_supply(const Supply& supply, const FromSupplyOptions& options);

}  // namespace mengpaneel::simulate
