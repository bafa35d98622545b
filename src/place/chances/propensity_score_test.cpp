// SPDX-License-Identifier: EUPL-1.2
// Chances held against the propensity score of deferred acceptance with one number for each pupil: what they
// become in a town without end. The oracle knows no pupils, only shares of types and cut-offs.
//
// Source: Abdulkadiroglu, Angrist, Narita & Pathak (2017), Econometrica 85; the cut-offs by continuous
// deferred acceptance: Azevedo & Leshno (2016), J. Polit. Econ. 124.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "place/chance.hpp"
#include "tests/support/typed_town.hpp"

namespace mengpaneel::place {
namespace {

using testing::TownPupil;

#ifdef MENGPANEEL_SANITIZED
constexpr std::uint64_t pupil_draws = 2'000'000;
#else
constexpr std::uint64_t pupil_draws = 8'000'000;
#endif

/// The cut-off of a school: class + number in [0, 1) of the last admitted; as many as there are classes:
/// never full.
using CutOffPoint = double;

/// The share of numbers with which a pupil of this class is seated: 0 never, 1 always, between them
/// conditionally.
double seated(CutOffPoint cut_off, std::uint16_t class_index) {
  const double marginal_class = std::floor(cut_off);
  if (class_index < marginal_class) {
    return 1;
  }
  return class_index > marginal_class ? 0 : cut_off - marginal_class;
}

/// The score of each choice of a type: the most informative disqualification of the schools above it is the
/// largest share seated there.
std::vector<double> scores(const TownPupil& type, const std::vector<CutOffPoint>& cut_off) {
  std::vector<double> score;
  double disqualified = 0;
  for (std::size_t position = 0; position < type.list.size(); ++position) {
    const double share = seated(cut_off[type.list[position]], type.class_index[position]);
    score.push_back(std::max(0.0, share - disqualified));
    disqualified = std::max(disqualified, share);
  }
  return score;
}

struct TypedTown {
  std::vector<TownPupil> types;
  std::uint32_t pupils_of_type = 0;
  std::vector<std::uint32_t> seats;
  std::uint16_t classes = 3;
};

double demand(const TypedTown& town, const std::vector<CutOffPoint>& cut_off, std::uint32_t school) {
  double sum = 0;
  for (const TownPupil& type : town.types) {
    const auto found = std::ranges::find(type.list, school);
    if (found != type.list.end()) {
      sum += scores(type, cut_off)[static_cast<std::size_t>(found - type.list.begin())];
    }
  }
  return sum * town.pupils_of_type;
}

/// Every school in turn lowers its cut-off to where its demand fits; the demand elsewhere only grows by that.
std::vector<CutOffPoint> clearing(const TypedTown& town) {
  std::vector<CutOffPoint> cut_off(town.seats.size(), town.classes);
  for (double moved = 1; moved > 1e-9;) {
    moved = 0;
    for (std::uint32_t school = 0; school < town.seats.size(); ++school) {
      const CutOffPoint before = cut_off[school];
      if (demand(town, cut_off, school) <= town.seats[school]) {
        continue;
      }
      CutOffPoint low = 0;
      CutOffPoint high = before;
      for (int step = 0; step < 60; ++step) {
        cut_off[school] = (low + high) / 2;
        (demand(town, cut_off, school) <= town.seats[school] ? low : high) = cut_off[school];
      }
      cut_off[school] = low;
      moved = std::max(moved, before - low);
    }
  }
  return cut_off;
}

struct Difference {
  double largest = 0;
  double mean = 0;
};

/// Chances of the pupils of a type, taken together, against the score of the type.
Difference compare(const TypedTown& town, std::uint64_t draws) {
  std::vector<TownPupil> pupils;
  for (const TownPupil& type : town.types) {
    pupils.insert(pupils.end(), town.pupils_of_type, type);
  }
  ChanceOptions options;
  options.draws = draws;
  const Chances found = chances(testing::typed_town(pupils, town.seats), base::sha256("score"), options);
  const std::vector<CutOffPoint> cut_off = clearing(town);
  Difference difference;
  std::size_t choice = 0;
  std::size_t compared = 0;
  for (const TownPupil& type : town.types) {
    const std::vector<double> expected = scores(type, cut_off);
    std::vector<double> placed(expected.size(), 0);
    for (std::uint32_t pupil = 0; pupil < town.pupils_of_type; ++pupil) {
      for (double& count : placed) {
        count += found.placed[choice++];
      }
    }
    for (std::size_t position = 0; position < expected.size(); ++position) {
      const double chance = placed[position] / (static_cast<double>(draws) * town.pupils_of_type);
      const double apart = std::abs(chance - expected[position]);
      difference.largest = std::max(difference.largest, apart);
      difference.mean += apart;
      ++compared;
    }
  }
  difference.mean /= static_cast<double>(compared);
  return difference;
}

TypedTown random_typed_town(std::uint32_t types, std::uint32_t pupils_of_type, std::uint64_t seed) {
  constexpr std::uint32_t schools = 6;
  std::mt19937_64 random(seed);
  TypedTown town;
  town.pupils_of_type = pupils_of_type;
  for (std::uint32_t type = 0; type < types; ++type) {
    town.types.push_back(testing::random_type(random, schools, town.classes));
  }
  town.seats.assign(schools, types * pupils_of_type * 9 / 10 / schools);
  return town;
}

TEST(PropensityScore, OfASchoolWithTwoClasses) {
  // 100 of the first class and 100 of the second for 150 seats: the second class has half a chance; who is
  // refused has drawn the worse half, and of that half the better half gets a seat of the other school.
  const TypedTown town{{{{0, 1}, {0, 0}}, {{0, 1}, {1, 0}}}, 100, {150, 25}, 2};
  const std::vector<CutOffPoint> cut_off = clearing(town);
  EXPECT_NEAR(cut_off[0], 1.5, 1e-6);
  EXPECT_NEAR(cut_off[1], 0.75, 1e-6);
  EXPECT_NEAR(scores(town.types[1], cut_off)[1], 0.25, 1e-6);
}

TEST(PropensityScore, IsWithinOnePointOfTheChancesOfLargeRounds) {
  for (const std::uint64_t seed : {1U, 2U, 3U, 4U}) {
    for (const std::uint32_t pupils_of_type : {50U, 250U}) {
      const TypedTown town = random_typed_town(40, pupils_of_type, seed);
      const Difference difference = compare(town, pupil_draws / (40 * pupils_of_type));
      EXPECT_LT(difference.largest, 0.01) << 40 * pupils_of_type << " pupils, town " << seed;
      EXPECT_LT(difference.mean, 0.0025);
    }
  }
}

}  // namespace
}  // namespace mengpaneel::place
