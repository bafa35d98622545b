// SPDX-License-Identifier: EUPL-1.2
#include "simulate/example_town.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

#include "simulate/dates.hpp"
#include "simulate/example_area.hpp"
#include "simulate/family.hpp"

namespace mengpaneel::simulate {

namespace {

constexpr std::uint64_t seats_percent = 105;
constexpr std::uint32_t cohorts_at_school = 7;  // groups 2 to 8
constexpr std::uint32_t vve_seat_in = 10;       // of every ten seats one is kept where there is a preschool

std::optional<base::Error> fault(std::string_view option, std::uint32_t value, std::uint32_t least,
                                 std::uint32_t most) {
  if (value >= least && value <= most) {
    return std::nullopt;
  }
  return base::Error{.code = base::ErrorCode::out_of_range,
                     .field = std::string(option),
                     .value = std::to_string(value),
                     .expected = std::to_string(least) + ".." + std::to_string(most)};
}

base::ErrorList faults(const ExampleTownOptions& options) {
  base::ErrorList errors;
  for (const std::optional<base::Error>& error :
       {fault("pupils", options.pupils, 1, 1'000'000), fault("schools", options.schools, 1, 5'000),
        fault("neighbourhoods", options.neighbourhoods, 1, 899),
        fault("list minimum", options.lengths.minimum, 1, options.lengths.maximum),
        fault("list with sibling", options.lengths.with_sibling, 1, options.lengths.maximum)}) {
    if (error) {
      errors.add(*error);
    }
  }
  return errors;
}

/// Seats for 105% of the pupils over schools of unequal size, by largest remainder.
void share_out_seats(std::uint32_t pupils, const base::RandomStream& random, ExampleArea& area) {
  std::vector<TownSchool>& schools = area.schools;
  constexpr std::uint64_t draw_of_size = 20;
  const std::uint64_t total = (pupils * seats_percent + 99) / 100;
  std::vector<std::uint64_t> weight;
  for (std::size_t school = 0; school < schools.size(); ++school) {
    // Small to large as 0.6 to 1.4; a school that is liked has grown, but not as much as it is liked.
    const double growth = std::clamp(1.0 + 0.4 * area.choice.quality[school], 0.5, 2.0);
    const auto size = static_cast<double>(600 + random.below(801, school, draw_of_size));
    weight.push_back(static_cast<std::uint64_t>(size * growth));
  }
  const std::uint64_t all = std::accumulate(weight.begin(), weight.end(), std::uint64_t{0});
  std::vector<std::pair<std::uint64_t, std::size_t>> remainders;
  std::uint64_t given = 0;
  for (std::size_t school = 0; school < schools.size(); ++school) {
    const std::uint64_t share = total * weight[school];
    schools[school].capacity = static_cast<std::uint32_t>(share / all);
    given += schools[school].capacity;
    remainders.emplace_back(all - share % all, school);
  }
  std::ranges::sort(remainders);
  for (std::size_t place = 0; given < total; ++place, ++given) {
    ++schools[remainders[place].second].capacity;
  }
}

void fill_schools(ExampleArea& area) {
  for (std::size_t index = 0; index < area.schools.size(); ++index) {
    TownSchool& school = area.schools[index];
    if (area.has_preschool[index] && school.capacity > 0) {
      school.seats_vve = std::max(1U, school.capacity / vve_seat_in);
    }
    school.present = school.capacity * cohorts_at_school;
    school.present_low =
        static_cast<std::uint32_t>(static_cast<double>(school.present) * area.choice.group_share[index][0]);
  }
}

/// The school with a preschool that is nearest to `home`; none when there is none.
std::uint32_t nearest_preschool(const ExampleArea& area, base::GeoPoint home) {
  std::uint32_t best = base::none;
  std::uint32_t best_m = base::none;
  for (std::uint32_t school = 0; school < area.schools.size(); ++school) {
    const std::uint32_t metres = base::distance_m(home, area.schools[school].point);
    if (area.has_preschool[school] && metres < best_m) {
      best = school;
      best_m = metres;
    }
  }
  return best;
}

/// The school that the family chose for its older child: the same model, another draw.
std::uint32_t older_childs_school(const ExampleArea& area, const ChoiceFamily& family, std::uint32_t number,
                                  const TownRandom& random) {
  std::vector<Utility> utilities(area.choice.size());
  draw_utilities(area.choice, family, assumed_tastes, random.older_child, number, utilities);
  return most_wanted(utilities, 1).front();
}

class FamilyDrawer {
 public:
  FamilyDrawer(const ExampleArea& area, const TownRandom& random) : area_(area), random_(random) {
    for (const Neighbourhood& neighbourhood : area.neighbourhoods) {
      weight_ += neighbourhood.weight;
    }
  }

  /// Household `number`, and what its children share in `pupil`.
  Household operator()(std::uint32_t number, TownPupil& pupil) const {
    const auto chance = [&](HouseholdDraw what) { return draw(random_.household, number, what); };
    const auto pick = [&](HouseholdDraw what, std::size_t count) {
      return static_cast<std::uint32_t>(
          random_.household.below(count, number, static_cast<std::uint64_t>(what)));
    };
    const Neighbourhood& home = neighbourhood(chance(HouseholdDraw::neighbourhood));
    Household out;
    ChoiceFamily& family = out.family;
    family.ses = draw_ses(random_.household, number, home.low, home.high);
    family.home =
        example_point(home.east_m + reach_m * around(random_.household, number, HouseholdDraw::east_first,
                                                     HouseholdDraw::east_second),
                      home.north_m + reach_m * around(random_.household, number, HouseholdDraw::north_first,
                                                      HouseholdDraw::north_second));
    out.twins = chance(HouseholdDraw::twins) < assumed_shares.twins;
    out.vve = chance(HouseholdDraw::vve) < assumed_shares.vve[static_cast<std::size_t>(family.ses)];
    if (chance(HouseholdDraw::denomination) < assumed_shares.denomination) {
      family.denomination = pick(HouseholdDraw::which_denomination, area_.denominations);
    }
    if (chance(HouseholdDraw::preschool) <
        (out.vve ? assumed_shares.preschool_with_vve : assumed_shares.preschool_without_vve)) {
      family.preschool = nearest_preschool(area_, family.home);
    }
    if (chance(HouseholdDraw::staff) < assumed_shares.staff) {
      family.staff = pick(HouseholdDraw::staff_school, area_.schools.size());
    }
    if (chance(HouseholdDraw::sibling) < assumed_shares.sibling) {
      family.sibling = older_childs_school(area_, family, number, random_);
    }
    pupil = {.postcode = home.postcode,
             .point = family.home,
             .home = "invented",
             .ses = family.ses,
             .vve = out.vve,
             .born = day_text(first_born_ + pick(HouseholdDraw::born, days_of_birth))};
    return out;
  }

 private:
  static constexpr double reach_m = 0.8 * neighbourhood_width_m;
  static constexpr std::size_t days_of_birth = 365;

  [[nodiscard]] const Neighbourhood& neighbourhood(double place) const {
    double left = place * weight_;
    for (const Neighbourhood& candidate : area_.neighbourhoods) {
      left -= candidate.weight;
      if (left < 0.0) {
        return candidate;
      }
    }
    return area_.neighbourhoods.back();
  }

  const ExampleArea& area_;
  const TownRandom& random_;
  double weight_ = 0.0;
  Day first_born_ = day_of(2022, 10, 1);  // four in the school year 2026-2027
};

}  // namespace

base::Result<Town> example_town(const ExampleTownOptions& options) {
  if (base::ErrorList errors = faults(options); !errors.empty()) {
    return std::unexpected(std::move(errors));
  }
  const TownRandom random(options.seed);
  ExampleArea area = example_area(options, random);
  share_out_seats(options.pupils, random.school, area);
  fill_schools(area);

  Town town;
  town.provenance.origin = TownOrigin::invented;
  town.provenance.seed = base::to_hex(options.seed);
  const FamilyDrawer family(area, random);
  std::vector<std::uint32_t> household_of;
  std::uint32_t households = 0;
  while (town.pupils.size() < options.pupils) {
    TownPupil pupil;
    Household household = family(households, pupil);
    household.twins = household.twins && town.pupils.size() + 2 <= options.pupils;
    add_children(town, area.choice, household, households, pupil, random, options.lengths);
    household_of.resize(town.pupils.size(), households);
    ++households;
  }
  name_pupils(town, household_of, households, random);
  town.schools = std::move(area.schools);
  return town;
}

}  // namespace mengpaneel::simulate
