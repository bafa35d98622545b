// SPDX-License-Identifier: EUPL-1.2
#include "simulate/from_supply.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace mengpaneel::simulate {
namespace {

using testing::ElementsAre;

base::Digest seed_of(std::uint8_t byte) {
  base::Digest seed{};
  seed.fill(byte);
  return seed;
}

SupplySchool school(const std::string& id, const std::string& denomination,
                    std::optional<base::GeoPoint> point, const std::string& postcode = "0101AB") {
  return {.school_id = id,
          .name = "School " + id,
          .denomination = denomination,
          .board_id = "1",
          .postcode = postcode,
          .municipality = "Voorbeeldstad",
          .point = point};
}

/// Four schools, of which one has no children of four, one no site and one no place at all; a postcode
/// without point.
Supply supply() {
  Supply out;
  out.schools = {school("99AA00", "Openbaar", base::GeoPoint{52.55, 5.25}),
                 school("99BB00", "Islamitisch", base::GeoPoint{52.56, 5.26}),
                 school("99CC00", "Openbaar", std::nullopt, "0102CD"),
                 school("99DD00", "Openbaar", std::nullopt, "0999XX"),
                 school("99EE00", "Openbaar", base::GeoPoint{52.55, 5.26})};
  out.postcodes = {{"0101", "Voorbeeldstad", base::GeoPoint{52.551, 5.251}},
                   {"0102", "Voorbeeldstad", base::GeoPoint{52.561, 5.261}},
                   {"40", "Onbekend", std::nullopt}};
  out.counts = {{0, 0, 4, {20, 20}}, {0, 0, 5, {30, 30}}, {0, 0, 12, {7, 7}},
                {0, 1, 4, {1, 4}},   {0, 1, 11, {1, 4}},  {0, 4, 5, {9, 9}},
                {1, 2, 4, {10, 10}}, {1, 3, 4, {6, 6}},   {2, 0, 4, {5, 5}}};
  out.reference_date = "2024-10-01";
  out.source = "test";
  return out;
}

TEST(TownFromSupply, HasTheCountedChildrenAndRealSchools) {
  const Town town = town_from_supply(supply(), {.seed = seed_of(1)}).value();
  ASSERT_EQ(town.schools.size(), 3U);
  EXPECT_EQ(town.schools[0].school_id, "99AA00");
  EXPECT_EQ(town.schools[0].capacity, 27U) << "25 x 1.05 = 26.25, rounded up";
  EXPECT_EQ(town.schools[0].present, 30U) << "ages 5 to 11 only";
  EXPECT_LE(town.schools[0].present_low, 18U) << "at most 60% of a postcode";
  EXPECT_EQ(town.schools[0].site, "school");
  EXPECT_EQ(town.schools[2].school_id, "99CC00");
  EXPECT_EQ(town.schools[2].site, "postcode");
  EXPECT_EQ(town.schools[2].point.latitude, 52.561);
  EXPECT_EQ(std::ranges::count(town.pupils, "0101", &TownPupil::postcode) +
                std::ranges::count(town.pupils, "40", &TownPupil::postcode) +
                std::ranges::count(town.pupils, "0102", &TownPupil::postcode),
            static_cast<std::ptrdiff_t>(town.pupils.size()));
  EXPECT_EQ(std::ranges::count(town.pupils, "0102", &TownPupil::postcode), 10);
  EXPECT_EQ(std::ranges::count(town.pupils, "school", &TownPupil::home), 5);
  for (const TownPupil& pupil : town.pupils) {
    EXPECT_GT(pupil.born, "2019-10-01");
    EXPECT_LE(pupil.born, "2020-10-01");
  }
}

TEST(TownFromSupply, SaysWhatIsMissing) {
  const Provenance provenance = town_from_supply(supply(), {}).value().provenance;
  EXPECT_EQ(provenance.origin, TownOrigin::modelled);
  EXPECT_EQ(provenance.children_low, 42U);
  EXPECT_EQ(provenance.children_high, 45U);
  EXPECT_THAT(provenance.schools_without_intake, ElementsAre("99EE00"));
  EXPECT_THAT(provenance.schools_without_place, ElementsAre("99DD00"));
  EXPECT_EQ(provenance.children_without_place, 6U);
  EXPECT_THAT(provenance.schools_at_postcode, ElementsAre("99CC00"));
  EXPECT_EQ(provenance.homes_near_school, 5U);
  EXPECT_EQ(provenance.source, "test");
}

TEST(TownFromSupply, DrawsASuppressedCountFromOneToFourEvenly) {
  std::map<std::uint32_t, int> seen;
  for (std::uint32_t round = 0; round < 400; ++round) {
    base::Digest seed{};
    seed[0] = static_cast<std::uint8_t>(round);
    seed[1] = static_cast<std::uint8_t>(round >> 8U);
    const Town town = town_from_supply(supply(), {.seed = seed, .capacity_percent = 100}).value();
    ++seen[town.schools[1].capacity];
  }
  ASSERT_EQ(seen.size(), 4U);
  EXPECT_EQ(seen.begin()->first, 1U);
  EXPECT_EQ(seen.rbegin()->first, 4U);
  for (const auto& [children, rounds] : seen) {
    EXPECT_NEAR(rounds, 100, 36) << children;  // four standard deviations
  }
}

TEST(TownFromSupply, TakesSchoolsForTheWholeTownFromTheirDenominationOrTheCaller) {
  const auto citywide = [](const FromSupplyOptions& options) {
    std::vector<std::string> out;
    const Town town = town_from_supply(supply(), options).value();
    for (const TownSchool& school : town.schools) {
      if (school.citywide) {
        out.push_back(school.school_id);
      }
    }
    return out;
  };
  EXPECT_THAT(citywide({}), ElementsAre("99BB00"));
  EXPECT_THAT(citywide({.citywide = std::vector<std::string>{"99CC00"}}), ElementsAre("99CC00"));
  EXPECT_THAT(citywide({.citywide = std::vector<std::string>{}}), ElementsAre());
}

TEST(TownFromSupply, RefusesWhatItCannotUse) {
  Supply without = supply();
  std::erase_if(without.counts, [](const SupplyCount& count) { return count.age == 4; });
  const auto town = town_from_supply(without, {.capacity_percent = 0,
                                               .lengths = {.minimum = 0, .maximum = 3, .with_sibling = 3},
                                               .citywide = std::vector<std::string>{"99ZZ00"}});
  ASSERT_FALSE(town.has_value());
  EXPECT_EQ(town.error().total(), 4U);
}

TEST(TownFromSupply, DrawsEveryCountByItself) {
  // One more child somewhere else changes nothing in how many children a suppressed count stands for.
  Supply more = supply();
  more.counts[0].pupils = {21, 21};
  const FromSupplyOptions options{.seed = seed_of(4), .capacity_percent = 100};
  EXPECT_EQ(town_from_supply(supply(), options)->schools[1].capacity,
            town_from_supply(more, options)->schools[1].capacity);
}

}  // namespace
}  // namespace mengpaneel::simulate
