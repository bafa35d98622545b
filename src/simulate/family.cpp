// SPDX-License-Identifier: EUPL-1.2
#include "simulate/family.hpp"

#include <utility>

namespace mengpaneel::simulate {

Ses draw_ses(const base::RandomStream& household, std::uint64_t number, double low, double high) {
  const double place = draw(household, number, HouseholdDraw::ses);
  if (place < low) {
    return Ses::low;
  }
  return place < low + high ? Ses::high : Ses::middle;
}

void add_children(Town& town, const ChoiceSchools& schools, const Household& household, std::uint32_t number,
                  const TownPupil& pupil, const TownRandom& random, ListLengths lengths) {
  const ChoiceFamily& family = household.family;
  std::vector<Utility> utilities(schools.size());
  draw_utilities(schools, family, assumed_tastes, random.choice, number, utilities);
  const std::uint32_t best = most_wanted(utilities, 1).front();
  const std::vector<std::uint32_t> list =
      most_wanted(utilities, list_length(random.list, number, best == family.sibling, lengths));
  const std::array<std::pair<std::uint32_t, ClaimKind>, 3> ties{
      std::pair{family.sibling, ClaimKind::sibling}, std::pair{family.preschool, ClaimKind::preschool},
      std::pair{family.staff, ClaimKind::staff}};
  for (int child = 0; child < (household.twins ? 2 : 1); ++child) {
    for (const auto& [school, kind] : ties) {
      if (school != base::none) {
        town.claims.push_back({static_cast<std::uint32_t>(town.pupils.size()), school, kind});
      }
    }
    town.pupils.push_back(pupil);
    town.wishes.push_back(list);
  }
}

void name_pupils(Town& town, const std::vector<std::uint32_t>& household_of, std::uint32_t households,
                 const TownRandom& random) {
  const auto pupils = static_cast<std::uint32_t>(town.pupils.size());
  const std::vector<std::string> pupil_ids = shuffled_identifiers(random.pupil_id, "A", pupils);
  const std::vector<std::string> household_ids = shuffled_identifiers(random.household_id, "H", households);
  for (std::uint32_t pupil = 0; pupil < pupils; ++pupil) {
    town.pupils[pupil].pupil_id = pupil_ids[pupil];
    town.pupils[pupil].household_id = household_ids[household_of[pupil]];
  }
  sort_pupils(town);
}

}  // namespace mengpaneel::simulate
