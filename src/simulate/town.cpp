// SPDX-License-Identifier: EUPL-1.2
#include "simulate/town.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>
#include <utility>

namespace mengpaneel::simulate {

std::string_view claim_word(ClaimKind kind) {
  constexpr std::array<std::string_view, 3> words{"preschool", "sibling", "staff"};
  return words[static_cast<std::size_t>(kind)];
}

std::string_view ses_word(Ses ses) {
  constexpr std::array<std::string_view, ses_count> words{"low", "middle", "high"};
  return words[static_cast<std::size_t>(ses)];
}

std::vector<std::string> shuffled_identifiers(const base::RandomStream& random, std::string_view prefix,
                                              std::uint32_t count) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {},
                    [&random](std::uint32_t index) { return std::pair(random.bits(index), index); });
  const std::size_t width = std::to_string(count).size();
  std::vector<std::string> out(count);
  for (std::uint32_t place = 0; place < count; ++place) {
    const std::string digits = std::to_string(place + 1);
    out[order[place]] = std::string(prefix) + std::string(width - digits.size(), '0') + digits;
  }
  return out;
}

std::size_t list_length(const base::RandomStream& random, std::uint64_t number, bool wants_siblings_school,
                        ListLengths lengths) {
  constexpr double no_longer_than_needed = 0.6;
  constexpr double one_more = 0.65;  // each further school is added with this chance
  if (wants_siblings_school && random.uniform(number, 0) < no_longer_than_needed) {
    return lengths.with_sibling;
  }
  std::size_t length = lengths.minimum;
  while (length < lengths.maximum && random.uniform(number, length) < one_more) {
    ++length;
  }
  return length;
}

void sort_pupils(Town& town) {
  std::vector<std::uint32_t> order(town.pupils.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(
      order, {}, [&town](std::uint32_t index) -> const std::string& { return town.pupils[index].pupil_id; });
  std::vector<TownPupil> pupils;
  std::vector<std::vector<std::uint32_t>> wishes;
  std::vector<std::uint32_t> place(order.size());
  for (const std::uint32_t index : order) {
    place[index] = static_cast<std::uint32_t>(pupils.size());
    pupils.push_back(std::move(town.pupils[index]));
    wishes.push_back(std::move(town.wishes[index]));
  }
  town.pupils = std::move(pupils);
  town.wishes = std::move(wishes);
  for (TownClaim& claim : town.claims) {
    claim.pupil = place[claim.pupil];
  }
  std::ranges::sort(town.claims, {},
                    [](const TownClaim& claim) { return std::tuple(claim.pupil, claim.school, claim.kind); });
}

}  // namespace mengpaneel::simulate
