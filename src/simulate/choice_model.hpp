// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Which schools a family puts on its list, and in which order: the multinomial logit model.
//
// A family i values school s by
//
//   U_is = V_is + e_is
//   V_is = b_quality q_s + b_distance d_is + b_denomination [s is of i's denomination] + b_same_group g_s(i)
//          + b_sibling [..] + b_preschool [..] + b_staff [..] + b_attends [..]
//
// where q_s is what everyone likes about the school, d_is the distance in km, g_s(i) the share at the school
// of i's own SES group, and e_is independent noise with the Gumbel distribution P(e < x) = exp(-exp(-x)):
// what we do not know about the family. Then P(s comes first) = exp(V_is) / sum_r exp(V_ir), and the same
// among what is left for every next place on the list. All coefficients are in units of that noise (standard
// deviation pi / sqrt 6 = 1.28); a difference of 1 in V makes the odds e = 2.7 times as large. Source: D.
// McFadden, "Conditional logit analysis of qualitative choice behavior", in P. Zarembka (ed.), Frontiers in
// Econometrics, 1974; lists: Beggs, Cardell and Hausman, Journal of Econometrics 17, 1981.
//
// Left out: strategy (lists are what families want), capacity, and any dependence between the noise of
// schools.
//
// The same town on every machine: exp and log may differ in the last bit between machines, so utilities are
// rounded to a billionth before they are compared. A difference then takes two utilities within a billionth
// of each other, of which one lies within 1e-15 of a boundary of rounding: one comparison in some 1e15.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/geography.hpp"
#include "base/ids.hpp"
#include "base/random.hpp"

namespace mengpaneel::simulate {

/// Socio-economic status in three bands.
enum class Ses : std::uint8_t { low, middle, high };
inline constexpr std::size_t ses_count = 3;

/// The coefficients of one group of families, in units of the noise.
struct Tastes {
  double quality;          ///< per unit of the school's quality
  double distance_per_km;  ///< negative
  double denomination;     ///< when the school is of the family's denomination
  double same_group;       ///< per 100% of pupils of the own SES group
  double sibling;          ///< when an older child goes there
  double preschool;        ///< when the child goes to the school's preschool
  double staff;            ///< when a parent works there
  double attends;          ///< when it is known that the child goes there
};

/// By SES: the lower, the steeper distance; the higher, the more quality and the own group weigh. These signs
/// are what studies of Dutch lists find (Ruijs and Oosterbeek 2019); the sizes are assumed, not estimated.
using TastesBySes = std::array<Tastes, ses_count>;
inline constexpr TastesBySes assumed_tastes{
    Tastes{.quality = 0.8,
           .distance_per_km = -2.2,
           .denomination = 1.0,
           .same_group = 0.6,
           .sibling = 4.0,
           .preschool = 1.5,
           .staff = 2.5,
           .attends = 2.0},
    Tastes{.quality = 1.0,
           .distance_per_km = -1.9,
           .denomination = 1.0,
           .same_group = 0.8,
           .sibling = 4.0,
           .preschool = 1.2,
           .staff = 2.5,
           .attends = 2.0},
    Tastes{.quality = 1.3,
           .distance_per_km = -1.6,
           .denomination = 1.0,
           .same_group = 1.8,
           .sibling = 4.0,
           .preschool = 1.0,
           .staff = 2.5,
           .attends = 2.0},
};

/// Schools as the model sees them, columns of equal length [schools].
struct ChoiceSchools {
  std::vector<base::GeoPoint> point;
  std::vector<double> quality;
  std::vector<std::uint32_t> denomination;
  std::vector<std::array<double, ses_count>> group_share;  ///< each in [0, 1]

  [[nodiscard]] std::size_t size() const { return point.size(); }
};

/// A family as the model sees it; base::none where there is no such school or denomination.
struct ChoiceFamily {
  base::GeoPoint home{};
  Ses ses = Ses::middle;
  std::uint32_t denomination = base::none;
  std::uint32_t sibling = base::none;
  std::uint32_t preschool = base::none;
  std::uint32_t staff = base::none;
  std::uint32_t attends = base::none;
};

/// A utility in billionths of the noise's unit.
enum class Utility : std::int64_t {};

/// V_is.
[[nodiscard]] double systematic_utility(const ChoiceSchools& schools, std::uint32_t school,
                                        const ChoiceFamily& family, const Tastes& tastes);

/// e_is for (family, school) of `noise`: a draw from the Gumbel distribution that depends on nothing else.
[[nodiscard]] double gumbel_noise(const base::RandomStream& noise, std::uint64_t family,
                                  std::uint64_t school);

/// U_is for every school into `out` [schools]; `number` is the family's number in `noise`. O(schools).
void draw_utilities(const ChoiceSchools& schools, const ChoiceFamily& family, const TastesBySes& tastes,
                    const base::RandomStream& noise, std::uint64_t number, std::span<Utility> out);

/// The `length` schools of the largest utility, best first (all when there are fewer); of equals the one with
/// the smaller number. O(schools log length).
[[nodiscard]] std::vector<std::uint32_t> most_wanted(std::span<const Utility> utilities, std::size_t length);

}  // namespace mengpaneel::simulate
