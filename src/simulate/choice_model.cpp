// SPDX-License-Identifier: EUPL-1.2
#include "simulate/choice_model.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mengpaneel::simulate {

double systematic_utility(const ChoiceSchools& schools, std::uint32_t school, const ChoiceFamily& family,
                          const Tastes& tastes) {
  constexpr double metres_per_km = 1000.0;
  const auto when = [school](std::uint32_t other, double value) { return other == school ? value : 0.0; };
  const bool denomination_matches =
      family.denomination != base::none && schools.denomination[school] == family.denomination;
  const double distance_km =
      static_cast<double>(base::distance_m(family.home, schools.point[school])) / metres_per_km;
  return tastes.quality * schools.quality[school] + tastes.distance_per_km * distance_km +
         (denomination_matches ? tastes.denomination : 0.0) +
         tastes.same_group * schools.group_share[school][static_cast<std::size_t>(family.ses)] +
         when(family.sibling, tastes.sibling) + when(family.preschool, tastes.preschool) +
         when(family.staff, tastes.staff) + when(family.attends, tastes.attends);
}

double gumbel_noise(const base::RandomStream& noise, std::uint64_t family, std::uint64_t school) {
  // 52 bits and a half, so that the number is never 0 or 1 and both logarithms are finite.
  const double inside = (static_cast<double>(noise.bits(family, school) >> 12U) + 0.5) * 0x1.0p-52;
  return -std::log(-std::log(inside));
}

void draw_utilities(const ChoiceSchools& schools, const ChoiceFamily& family, const TastesBySes& tastes,
                    const base::RandomStream& noise, std::uint64_t number, std::span<Utility> out) {
  constexpr double billion = 1e9;
  const Tastes& own = tastes[static_cast<std::size_t>(family.ses)];
  for (std::uint32_t school = 0; school < out.size(); ++school) {
    const double utility =
        systematic_utility(schools, school, family, own) + gumbel_noise(noise, number, school);
    out[school] = Utility{static_cast<std::int64_t>(std::floor(utility * billion + 0.5))};
  }
}

std::vector<std::uint32_t> most_wanted(std::span<const Utility> utilities, std::size_t length) {
  std::vector<std::uint32_t> order(utilities.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto middle = order.begin() + static_cast<std::ptrdiff_t>(std::min(length, order.size()));
  std::ranges::partial_sort(order, middle, [utilities](std::uint32_t left, std::uint32_t right) {
    return utilities[left] != utilities[right] ? utilities[left] > utilities[right] : left < right;
  });
  order.erase(middle, order.end());
  return order;
}

}  // namespace mengpaneel::simulate
