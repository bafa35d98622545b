// SPDX-License-Identifier: EUPL-1.2
#include "simulate/example_town.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "measure/indices/dissimilarity.hpp"

namespace mengpaneel::simulate {
namespace {

base::Digest seed_of(std::uint8_t byte) {
  base::Digest seed{};
  seed.fill(byte);
  return seed;
}

class ExampleTown : public testing::Test {
 protected:
  const Town town_ = example_town({.seed = seed_of(1)}).value();

  [[nodiscard]] std::size_t claims(ClaimKind kind) const {
    return static_cast<std::size_t>(std::ranges::count(town_.claims, kind, &TownClaim::kind));
  }
};

TEST_F(ExampleTown, HasTheSizeThatWasAskedFor) {
  EXPECT_EQ(town_.pupils.size(), 1600U);
  EXPECT_EQ(town_.schools.size(), 40U);
  std::uint64_t seats = 0;
  std::set<std::string> boards;
  for (const TownSchool& school : town_.schools) {
    seats += school.capacity;
    boards.insert(school.board_id);
    EXPECT_LE(school.seats_vve, school.capacity);
    EXPECT_LE(school.present_low, school.present);
  }
  EXPECT_EQ(seats, 1680U);
  EXPECT_EQ(boards.size(), 6U);
  EXPECT_EQ(std::ranges::count(town_.schools, true, &TownSchool::citywide), 3);
}

TEST_F(ExampleTown, HasSchoolsThatAreAskedForTooOftenAndTooSeldom) {
  std::vector<std::uint32_t> first(town_.schools.size());
  for (const std::vector<std::uint32_t>& list : town_.wishes) {
    ++first[list.front()];
  }
  int too_often = 0;
  int too_seldom = 0;
  for (std::size_t school = 0; school < first.size(); ++school) {
    too_often += 4 * first[school] > 5 * town_.schools[school].capacity ? 1 : 0;
    too_seldom += 5 * first[school] < 4 * town_.schools[school].capacity ? 1 : 0;
  }
  EXPECT_GE(too_often, 5);
  EXPECT_GE(too_seldom, 5);
}

TEST_F(ExampleTown, HasListsOfDifferentSchools) {
  std::set<std::uint32_t> with_sibling;
  for (const TownClaim& claim : town_.claims) {
    if (claim.kind == ClaimKind::sibling) {
      with_sibling.insert(claim.pupil);
    }
  }
  for (std::uint32_t pupil = 0; pupil < town_.pupils.size(); ++pupil) {
    const std::vector<std::uint32_t>& list = town_.wishes[pupil];
    EXPECT_EQ(std::set(list.begin(), list.end()).size(), list.size());
    EXPECT_LE(list.size(), 8U);
    EXPECT_GE(list.size(), with_sibling.contains(pupil) ? 1U : 3U);
  }
}

TEST_F(ExampleTown, HasTheFamiliesOfATown) {
  const auto share = [&](std::size_t count) {
    return static_cast<double>(count) / static_cast<double>(town_.pupils.size());
  };
  EXPECT_NEAR(share(claims(ClaimKind::sibling)), 0.35, 0.05);
  EXPECT_NEAR(share(claims(ClaimKind::staff)), 0.01, 0.01);
  std::array<double, ses_count> of_ses{};
  std::array<double, ses_count> with_vve{};
  for (const TownPupil& pupil : town_.pupils) {
    of_ses[static_cast<std::size_t>(pupil.ses)] += 1.0;
    with_vve[static_cast<std::size_t>(pupil.ses)] += pupil.vve ? 1.0 : 0.0;
    EXPECT_EQ(pupil.postcode.front(), '0') << "no Dutch postcode begins with 0";
    EXPECT_GE(pupil.born, "2022-10-01");
    EXPECT_LE(pupil.born, "2023-09-30");
  }
  for (const double count : of_ses) {
    EXPECT_GT(count, 0.15 * 1600);
  }
  EXPECT_GT(with_vve[0] / of_ses[0], 3.0 * with_vve[1] / of_ses[1]);
  EXPECT_GT(with_vve[1] / of_ses[1], 2.0 * with_vve[2] / of_ses[2]);
}

TEST_F(ExampleTown, HasTwinsWhoApplyAlike) {
  std::map<std::string, std::vector<std::uint32_t>> households;
  for (std::uint32_t pupil = 0; pupil < town_.pupils.size(); ++pupil) {
    households[town_.pupils[pupil].household_id].push_back(pupil);
  }
  std::size_t twins = 0;
  for (const auto& [household, pupils] : households) {
    ASSERT_LE(pupils.size(), 2U);
    if (pupils.size() == 2) {
      ++twins;
      EXPECT_EQ(town_.wishes[pupils[0]], town_.wishes[pupils[1]]);
      EXPECT_EQ(town_.pupils[pupils[0]].born, town_.pupils[pupils[1]].born);
      EXPECT_EQ(town_.pupils[pupils[0]].point.latitude, town_.pupils[pupils[1]].point.latitude);
    }
  }
  EXPECT_NEAR(static_cast<double>(twins), 0.015 * static_cast<double>(households.size()), 16.0);
}

TEST_F(ExampleTown, HasNeighbourhoodsThatDifferAndOverlap) {
  std::map<std::string, std::uint32_t> postcodes;
  for (const TownPupil& pupil : town_.pupils) {
    postcodes.emplace(pupil.postcode, static_cast<std::uint32_t>(postcodes.size()));
  }
  EXPECT_EQ(postcodes.size(), 25U);
  measure::TableBuilder table(measure::UnitCount{25}, measure::GroupCount{3});
  for (const TownPupil& pupil : town_.pupils) {
    table.add(measure::UnitIndex{postcodes.at(pupil.postcode)},
              measure::GroupIndex{static_cast<std::uint32_t>(pupil.ses)});
  }
  const double segregation = measure::dissimilarity(table.build()).value();
  EXPECT_GT(segregation, 0.20);
  EXPECT_LT(segregation, 0.50);
}

TEST(ExampleTowns, AreTheSameForTheSameSeedOnly) {
  const Town one = example_town({.seed = seed_of(2), .pupils = 60, .schools = 5}).value();
  const Town same = example_town({.seed = seed_of(2), .pupils = 60, .schools = 5}).value();
  const Town other = example_town({.seed = seed_of(3), .pupils = 60, .schools = 5}).value();
  EXPECT_EQ(one.wishes, same.wishes);
  EXPECT_NE(one.wishes, other.wishes);
}

TEST(ExampleTowns, RefuseSizesThatMakeNoSense) {
  const auto town = example_town({.pupils = 0,
                                  .schools = 6000,
                                  .neighbourhoods = 900,
                                  .lengths = {.minimum = 4, .maximum = 3, .with_sibling = 1}});
  ASSERT_FALSE(town.has_value());
  EXPECT_EQ(town.error().total(), 4U);
  EXPECT_EQ(town.error().shown()[0].code, base::ErrorCode::out_of_range);
  EXPECT_EQ(town.error().shown()[0].field, "pupils");
}

RC_GTEST_PROP(ExampleTowns, OfAnySizeAreWhole, ()) {
  const ExampleTownOptions options{.seed = seed_of(*rc::gen::arbitrary<std::uint8_t>()),
                                   .pupils = *rc::gen::inRange(1U, 60U),
                                   .schools = *rc::gen::inRange(1U, 30U),
                                   .neighbourhoods = *rc::gen::inRange(1U, 40U)};
  const Town town = example_town(options).value();
  RC_ASSERT(town.pupils.size() == options.pupils);
  RC_ASSERT(town.wishes.size() == options.pupils);
  std::uint64_t seats = 0;
  for (const TownSchool& school : town.schools) {
    seats += school.capacity;
  }
  RC_ASSERT(seats == (options.pupils * 105 + 99) / 100);
  RC_ASSERT(std::ranges::all_of(
      town.wishes, [&](const auto& list) { return !list.empty() && list.size() <= options.schools; }));
}

}  // namespace
}  // namespace mengpaneel::simulate
