// SPDX-License-Identifier: EUPL-1.2
#pragma once
// What an invented and a modelled town have in common: how families get a list and claims once it is known
// where they live and which schools they are tied to. The shares are assumptions, gathered here.

#include <cstdint>
#include <vector>

#include "base/random.hpp"
#include "simulate/choice_model.hpp"
#include "simulate/town.hpp"

namespace mengpaneel::simulate {

/// Shares of families, each in [0, 1].
struct FamilyShares {
  double sibling = 0.35;                                ///< an older child is at a school
  double staff = 0.01;                                  ///< a parent works at a school
  double twins = 0.015;                                 ///< of households: two children in this round
  double denomination = 0.5;                            ///< cares about a school's denomination
  std::array<double, ses_count> vve{0.45, 0.10, 0.02};  ///< the child has a VVE indication, by SES
  double preschool_with_vve = 0.85;                     ///< goes to a preschool that is coupled to a school
  double preschool_without_vve = 0.35;
};
inline constexpr FamilyShares assumed_shares{};

/// What is drawn once for a household; twins share all of it.
struct Household {
  ChoiceFamily family;
  bool vve = false;
  bool twins = false;
};

/// The streams of one seed that towns are drawn from. A number depends on (seed, purpose, household, which),
/// so a town does not depend on the order in which it is drawn.
struct TownRandom {
  explicit TownRandom(const base::Digest& seed)
      : area(seed, "town area"),
        school(seed, "town school"),
        household(seed, "town household"),
        choice(seed, "town choice"),
        older_child(seed, "town older child"),
        list(seed, "town list"),
        pupil_id(seed, "town pupil id"),
        household_id(seed, "town household id") {}

  base::RandomStream area;
  base::RandomStream school;
  base::RandomStream household;
  base::RandomStream choice;
  base::RandomStream older_child;
  base::RandomStream list;
  base::RandomStream pupil_id;
  base::RandomStream household_id;
};

/// The draws of `TownRandom::household` for one household, by what they decide.
enum class HouseholdDraw : std::uint8_t {
  neighbourhood,
  ses,
  east_first,
  east_second,
  north_first,
  north_second,
  twins,
  vve,
  sibling,
  staff,
  staff_school,
  denomination,
  which_denomination,
  preschool,
  born,
};

/// Uniform on [0, 1).
[[nodiscard]] inline double draw(const base::RandomStream& stream, std::uint64_t number, HouseholdDraw what) {
  return stream.uniform(number, static_cast<std::uint64_t>(what));
}

/// In (-1, 1), 0 most likely: the difference of two uniform draws. For homes around a middle, without a
/// logarithm.
[[nodiscard]] inline double around(const base::RandomStream& stream, std::uint64_t number,
                                   HouseholdDraw first, HouseholdDraw second) {
  return draw(stream, number, first) - draw(stream, number, second);
}

/// SES of household `number` where `low` and `high` are the shares in its area.
[[nodiscard]] Ses draw_ses(const base::RandomStream& household, std::uint64_t number, double low,
                           double high);

/// Adds a pupil for each child of the household to `town` (two for twins, otherwise one) with its wishes and
/// claims. `pupil` holds what they share; identifiers are put in later by name_pupils().
void add_children(Town& town, const ChoiceSchools& schools, const Household& household, std::uint32_t number,
                  const TownPupil& pupil, const TownRandom& random, ListLengths lengths);

/// Gives every pupil a number that says nothing about the child (A001..) and every household one (H001..),
/// then sorts by pupil_id. `household_of` [pupils] is the household's number of each pupil.
void name_pupils(Town& town, const std::vector<std::uint32_t>& household_of, std::uint32_t households,
                 const TownRandom& random);

}  // namespace mengpaneel::simulate
