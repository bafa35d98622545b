// SPDX-License-Identifier: EUPL-1.2
// The presets of real towns: each parses, and in a small round the rule that makes the town what it is
// decides.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/hash.hpp"
#include "io/policy_toml.hpp"
#include "io/round_reader.hpp"
#include "place/freeze.hpp"
#include "place/outcome.hpp"

namespace mengpaneel {
namespace {

std::string read_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::filesystem::path policies() { return std::filesystem::path(MENGPANEEL_SOURCE_DIR) / "policies"; }

std::string shown(const base::ErrorList& errors) {
  std::string text;
  for (const base::Error& error : errors.shown()) {
    text += error.file + ":" + std::to_string(error.line) + " " +
            std::string(base::error_code_name(error.code)) + " " + error.field + " " + error.value + "\n";
  }
  return text;
}

place::Rules preset(const std::string& name) {
  auto rules = io::parse_policy(read_text(policies() / (name + ".toml")), name + ".toml");
  EXPECT_TRUE(rules.has_value()) << shown(rules.error());
  return rules.value_or(place::Rules{});
}

struct Tables {
  std::string programmes;
  std::string pupils;
  std::string preferences;
  std::string claims = "pupil_id,programme_id,claim\n";
};

/// A round under a preset, placed with a seed of 32 times the same byte.
class PlacedRound {
 public:
  PlacedRound(const std::string& preset_name, const Tables& tables, std::uint8_t seed_byte = 0) {
    io::RoundFiles files;
    files.programmes.bytes = tables.programmes;
    files.pupils.bytes = tables.pupils;
    files.preferences.bytes = tables.preferences;
    files.claims.bytes = tables.claims;
    const auto round = io::parse_round(files);
    EXPECT_TRUE(round.has_value()) << shown(round.error());
    auto result = place::freeze(*round, preset(preset_name));
    EXPECT_TRUE(result.has_value()) << shown(result.error());
    freeze_ = std::move(*result);
    base::Digest seed{};
    seed.fill(seed_byte);
    outcome_ = place::place(freeze_.frozen, seed);
  }

  /// The programme of a pupil; "-" when not placed.
  [[nodiscard]] std::string programme_of(const std::string& pupil) const {
    const std::uint32_t choice = outcome_.placed_choice[table().pupils.find(pupil).value()];
    return choice == base::none ? "-"
                                : std::string(seats().programmes.name(
                                      static_cast<std::uint32_t>(table().choice_programme[choice])));
  }
  [[nodiscard]] std::string pool_of(const std::string& pupil) const {
    const std::uint32_t row = outcome_.placed_row[table().pupils.find(pupil).value()];
    return row == base::none ? "-" : std::string(seats().pool_name(table().row_pool[row]));
  }
  /// Everyone who got a seat at a programme, in the order of their bytes.
  [[nodiscard]] std::set<std::string> placed_at(const std::string& programme) const {
    std::set<std::string> all;
    for (std::uint32_t pupil = 0; pupil < table().pupil_count(); ++pupil) {
      const std::string name(table().pupils.name(pupil));
      if (programme_of(name) == programme) {
        all.insert(name);
      }
    }
    return all;
  }
  [[nodiscard]] std::uint32_t pool(const std::string& programme, const std::string& name) const {
    const std::uint32_t index = seats().programmes.find(programme).value();
    for (std::uint32_t pool = seats().pool_begin[index]; pool < seats().pool_begin[index + 1]; ++pool) {
      if (seats().pool_name(pool) == name) {
        return pool;
      }
    }
    ADD_FAILURE() << programme << " has no pool " << name;
    return 0;
  }
  /// The number of a pupil for the choice at `position` in her list.
  [[nodiscard]] std::uint64_t number(const std::string& pupil, std::uint32_t position = 0) const {
    const std::uint32_t index = table().pupils.find(pupil).value();
    return outcome_.numbers.number(index, table().choice_begin[index] + position);
  }

  [[nodiscard]] const place::SeatTable& seats() const { return freeze_.frozen.seats; }
  [[nodiscard]] const place::FrozenTable& table() const { return freeze_.frozen.table; }
  [[nodiscard]] const place::Outcome& outcome() const { return outcome_; }
  [[nodiscard]] const place::FreezeResult& freeze() const { return freeze_; }

 private:
  place::FreezeResult freeze_;
  place::Outcome outcome_;
};

TEST(Presets, AllParse) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(policies())) {
    const std::string name = entry.path().filename().string();
    const auto rules = io::parse_policy(read_text(entry.path()), name);
    EXPECT_TRUE(rules.has_value()) << shown(rules.error());
    EXPECT_FALSE(rules.has_value() &&
                 (rules->name.empty() || rules->version.empty() || rules->sector.empty()))
        << name;
    EXPECT_NE(read_text(entry.path()).find("\n# needs: "), std::string::npos) << name;
    ++count;
  }
  EXPECT_GE(count, 7U);
}

/// `count` pupils w001, w002, ... who want Weesp's school; the first `vve` with an indication, and `rest`
/// appended to each row.
Tables weesp(int count, int vve) {
  Tables tables;
  tables.programmes = "programme_id,capacity,seats_vve\nW,91,7\n";
  tables.pupils = "pupil_id,household_id,postcode,vve\n";
  tables.preferences = "pupil_id,rank,programme_id\n";
  for (int i = 1; i <= count; ++i) {
    const std::string pupil = "w" + std::to_string(1000 + i);
    tables.pupils += pupil + ",,1102AB," + (i <= vve ? "yes" : "no") + "\n";
    tables.preferences += pupil + ",1,W\n";
  }
  return tables;
}

TEST(Weesp, KeepsSevenOfNinetyOneSeatsForChildrenWithAnIndication) {
  // 120 children from outside the town, the last three indicated ones among 110 others, whatever the draw.
  for (std::uint8_t seed = 1; seed <= 5; ++seed) {
    const PlacedRound round("weesp", weesp(120, 7), seed);
    EXPECT_EQ(round.outcome().pools[round.pool("W", "vve")].filled, 7U);
    for (int i = 1; i <= 7; ++i) {
      EXPECT_EQ(round.pool_of("w" + std::to_string(1000 + i)), "vve");
    }
    EXPECT_EQ(round.placed_at("W").size(), 91U);
  }
}

TEST(Weesp, GivesReservedSeatsThatAreLeftToEveryone) {
  const PlacedRound round("weesp", weesp(120, 2));
  EXPECT_EQ(round.outcome().pools[round.pool("W", "vve")].filled, 2U);
  EXPECT_EQ(round.outcome().pools[round.pool("W", "open")].seats, 91U - 7U + 5U);
  EXPECT_EQ(round.placed_at("W").size(), 91U);
  const PlacedRound quiet("weesp", weesp(75, 5));  // as published: 75 applicants for 91 seats
  EXPECT_EQ(quiet.placed_at("W").size(), 75U);
}

TEST(Weesp, PlacesBrothersAndSistersThenResidents) {
  Tables tables = weesp(110, 0);
  tables.pupils += "resident,,1381 ab,no\nsibling,,1102AB,no\n";
  tables.preferences += "resident,1,W\nsibling,1,W\n";
  tables.claims += "sibling,W,sibling\n";
  const PlacedRound round("weesp", tables);
  EXPECT_EQ(round.pool_of("sibling"), "broers en zussen");
  EXPECT_EQ(round.pool_of("resident"), "open");
  EXPECT_EQ(round.placed_at("W").size(), 91U);         // the brother's seat came out of the rest
  EXPECT_EQ(round.freeze().short_lists.size(), 112U);  // a list has four schools
}

/// Four schools in a line to the north, 1 km from each other, with one seat each, and a city school C.
Tables nijmegen() {
  Tables tables;
  tables.programmes =
      "programme_id,capacity,latitude,longitude,citywide,present_low,present\n"
      "A,1,51.84,5.86,no,30,100\n"
      "B,1,51.85,5.86,no,30,100\n"
      "D,1,51.86,5.86,no,10,100\n"
      "E,1,51.87,5.86,no,50,100\n"
      "C,1,51.84,5.87,yes,50,100\n";
  tables.pupils = "pupil_id,household_id,latitude,longitude,postcode,ses,round1\n";
  tables.preferences = "pupil_id,rank,programme_id\n";
  return tables;
}

TEST(Nijmegen, GuaranteesASeatToASiblingInRoundOneOnly) {
  Tables tables = nijmegen();
  tables.pupils +=
      "near,,51.84,5.86,6521AA,high,yes\n"
      "early1,,51.90,5.86,6521AA,high,yes\n"
      "early2,,51.90,5.86,6521AA,high,yes\n"
      "late,,51.90,5.86,6521AA,high,no\n";
  tables.preferences += "near,1,A\nearly1,1,A\nearly2,1,A\nlate,1,A\nlate,2,E\n";
  tables.claims += "early1,A,sibling\nearly2,A,sibling\nlate,A,sibling\n";
  const PlacedRound round("nijmegen", tables);
  EXPECT_EQ(round.placed_at("A"),
            (std::set<std::string>{"early1", "early2"}));  // one more than there are seats
  EXPECT_EQ(round.programme_of("late"), "E");
  EXPECT_EQ(round.seats().waiting, place::WaitingOrder::not_kept);
}

TEST(Nijmegen, PutsTheThreeNearestSchoolsBeforeMixing) {
  Tables tables = nijmegen();
  // E is the fourth school from `far` (C has no neighbourhood and does not count), and the third from `near`.
  tables.pupils +=
      "far,,51.835,5.86,6521AA,high,yes\n"
      "near,,51.865,5.86,6521AA,low,yes\n";
  tables.preferences += "far,1,E\nnear,1,E\n";
  for (std::uint8_t seed = 1; seed <= 6; ++seed) {
    EXPECT_EQ(PlacedRound("nijmegen", tables, seed).placed_at("E"), std::set<std::string>{"near"});
  }
}

TEST(Nijmegen, GoesTowardsThirtySeventyAmongTheOthers) {
  Tables tables = nijmegen();
  // Nobody lives near. D has 10% kansarm, E 50%: D is short of kansarm children, E of the others.
  tables.pupils +=
      "low1,,51.80,5.86,6521AA,low,yes\nhigh1,,51.80,5.86,6521AA,high,yes\n"
      "low2,,51.80,5.86,6521AA,low,yes\nhigh2,,51.80,5.86,6521AA,high,yes\n";
  tables.programmes += "X,0,51.801,5.86,no,0,0\nY,0,51.802,5.86,no,0,0\nZ,0,51.803,5.86,no,0,0\n";
  tables.preferences += "low1,1,D\nhigh1,1,D\nlow2,1,E\nhigh2,1,E\n";
  for (std::uint8_t seed = 1; seed <= 6; ++seed) {
    const PlacedRound round("nijmegen", tables, seed);
    EXPECT_EQ(round.placed_at("D"), std::set<std::string>{"low1"});
    EXPECT_EQ(round.placed_at("E"), std::set<std::string>{"high2"});
  }
}

TEST(Nijmegen, LetsResidentsGoFirstAtACitySchool) {
  Tables tables = nijmegen();
  tables.pupils += "inside,,51.90,5.86,6521AA,high,yes\noutside,,51.84,5.87,6601AA,low,yes\n";
  tables.preferences += "inside,1,C\noutside,1,C\n";
  for (std::uint8_t seed = 1; seed <= 6; ++seed) {
    EXPECT_EQ(PlacedRound("nijmegen", tables, seed).placed_at("C"), std::set<std::string>{"inside"});
  }
}

/// Ten schools in a line; A0 has one seat. The two denominational ones stand at the far end.
Tables amsterdam_po() {
  Tables tables;
  tables.programmes = "programme_id,capacity,latitude,longitude,denomination,citywide\n";
  for (int i = 0; i < 11; ++i) {
    tables.programmes += "A" + std::to_string(i) + ",1,52." + std::to_string(300 + i) + ",4.9," +
                         (i >= 9 ? "Rooms-Katholiek" : "Openbaar") + ",no\n";
  }
  tables.pupils = "pupil_id,household_id,latitude,longitude,vve\n";
  tables.preferences = "pupil_id,rank,programme_id\n";
  return tables;
}

TEST(AmsterdamPo, GuaranteesASeatToASiblingOnTheFirstChoiceOnly) {
  Tables tables = amsterdam_po();
  tables.pupils += "near,,52.300,4.9,no\nsibling,,52.330,4.9,no\n";
  tables.claims += "sibling,A0,sibling\n";
  Tables first = tables;
  first.preferences += "near,1,A0\nsibling,1,A0\n";
  EXPECT_EQ(PlacedRound("amsterdam-po", first).placed_at("A0"), (std::set<std::string>{"sibling"}));
  Tables second = tables;  // the first choice has no seat for her
  second.programmes += "FULL,0,52.400,4.9,Openbaar,no\n";
  second.preferences += "near,1,A0\nsibling,1,FULL\nsibling,2,A0\n";
  EXPECT_EQ(PlacedRound("amsterdam-po", second).placed_at("A0"), (std::set<std::string>{"near"}));
}

TEST(AmsterdamPo, CountsTwoDenominationalSchoolsAmongTheEightNearest) {
  // From A0 the eight nearest are A0 to A5, and A9 and A10: two denominational ones at least. A6 is not.
  Tables tables = amsterdam_po();
  tables.pupils += "home,,52.300,4.9,no\nrival,,52.310,4.9,no\n";
  tables.preferences += "home,1,A10\n";
  const auto class_at = [&](const std::string& programme) {
    Tables one = tables;
    one.preferences = "pupil_id,rank,programme_id\nhome,1," + programme + "\n";
    const PlacedRound round("amsterdam-po", one);
    return round.table().row_class[round.table().row_begin[0]];
  };
  EXPECT_EQ(class_at("A5"), 2U);  // nearby & first
  EXPECT_EQ(class_at("A6"), 3U);  // other
  EXPECT_EQ(class_at("A9"), 2U);
  EXPECT_EQ(class_at("A10"), 2U);
}

TEST(AmsterdamPo, PutsPreschoolBeforeStaffBeforeNearby) {
  Tables tables = amsterdam_po();
  tables.pupils +=
      "near,,52.300,4.9,no\nstaff,,52.330,4.9,no\npreschool,,52.300,4.9,yes\nwithout,,52.300,4.9,no\nikc,,52."
      "300,4.9,no\n";
  tables.preferences += "near,1,A0\nstaff,1,A0\npreschool,1,A0\nwithout,1,A0\nikc,1,A0\n";
  tables.claims += "staff,A0,staff\npreschool,A0,preschool\nwithout,A0,preschool\nikc,A0,ikc\n";
  const PlacedRound round("amsterdam-po", tables);
  std::map<std::string, std::uint16_t> classes;
  for (std::uint32_t pupil = 0; pupil < round.table().pupil_count(); ++pupil) {
    const std::uint32_t row = round.table().row_begin[round.table().choice_begin[pupil]];
    classes[std::string(round.table().pupils.name(pupil))] = round.table().row_class[row];
  }
  const std::map<std::string, std::uint16_t> expected{
      {"preschool", 0}, {"ikc", 0}, {"staff", 1}, {"near", 2}, {"without", 2}};
  EXPECT_EQ(classes, expected);
}

/// Forty pupils for two programmes of five seats; `havo` may go to both, `vwo` to neither.
Tables amsterdam_vo() {
  Tables tables;
  tables.programmes = "programme_id,capacity,levels\nP,5,vmbo-t/havo;havo\nQ,5,havo ; havo/vwo\n";
  tables.pupils = "pupil_id,advice\nvwo,vwo\nsibling,havo\n";
  tables.preferences = "pupil_id,rank,programme_id\nvwo,1,P\nvwo,2,Q\nsibling,1,P\nsibling,2,Q\n";
  tables.claims += "sibling,P,sibling\n";
  for (int i = 10; i < 50; ++i) {
    const std::string pupil = "h" + std::to_string(i);
    tables.pupils += pupil + ",havo\n";
    tables.preferences.append(pupil).append(",1,P\n").append(pupil).append(",2,Q\n");
  }
  return tables;
}

TEST(AmsterdamVo, DrewANumberForEachProgrammeInTwentyFifteenAndOneAfterwards) {
  const PlacedRound multiple("amsterdam-vo-2015", amsterdam_vo());
  const PlacedRound single("amsterdam-vo-2016", amsterdam_vo());
  EXPECT_NE(multiple.number("h10", 0), multiple.number("h10", 1));
  EXPECT_EQ(single.number("h10", 0), single.number("h10", 1));
  // One number: whoever is at Q lost at P, so every number at P is better. A number for each: not so.
  std::uint64_t worst_at_p = 0;
  std::uint64_t best_at_q = ~std::uint64_t{0};
  for (const std::string& pupil : single.placed_at("P")) {
    worst_at_p = pupil == "sibling" ? worst_at_p : std::max(worst_at_p, single.number(pupil));
  }
  for (const std::string& pupil : single.placed_at("Q")) {
    best_at_q = std::min(best_at_q, single.number(pupil));
  }
  EXPECT_LT(worst_at_p, best_at_q);
}

TEST(AmsterdamVo, AbolishedThePrioritiesByTwentyTwentyFour) {
  int placed_with_priority = 0;
  int placed_without = 0;
  for (std::uint8_t seed = 1; seed <= 20; ++seed) {
    placed_with_priority +=
        PlacedRound("amsterdam-vo-2016", amsterdam_vo(), seed).programme_of("sibling") == "P";
    placed_without += PlacedRound("amsterdam-vo-2024", amsterdam_vo(), seed).programme_of("sibling") == "P";
  }
  EXPECT_EQ(placed_with_priority, 20);
  EXPECT_LT(placed_without, 20);
}

TEST(AmsterdamVo, PlacesOnlyWhereTheAdviceIsTaught) {
  const PlacedRound round("amsterdam-vo-2024", amsterdam_vo());
  EXPECT_EQ(round.programme_of("vwo"), "-");
  const std::uint32_t vwo = round.table().pupils.find("vwo").value();
  const std::uint32_t choice = round.table().choice_begin[vwo];
  EXPECT_EQ(round.table().row_begin[choice], round.table().row_begin[choice + 1]);  // no pool is open
}

TEST(AmsterdamVo, GivesTheBestPlaceOnTheWaitingListToTheWorstNumber) {
  const PlacedRound round("amsterdam-vo-2024", amsterdam_vo());
  const std::uint32_t pool = round.pool("P", "open");
  const auto& begin = round.outcome().waiting_begin;
  ASSERT_EQ(begin[pool + 1] - begin[pool], 41U - 5U);
  std::vector<std::uint64_t> numbers;
  for (std::uint32_t i = begin[pool]; i < begin[pool + 1]; ++i) {
    numbers.push_back(round.number(std::string(round.table().pupils.name(round.outcome().waiting[i].pupil))));
  }
  EXPECT_TRUE(std::ranges::is_sorted(numbers, std::greater<>{}));
}

TEST(AmsterdamVo, AsksForAListAsLongAsTheAdviceSays) {
  Tables tables = amsterdam_vo();
  tables.pupils += "basis,vmbo-b\nmavo,vmbo-t\n";
  tables.preferences += "basis,1,P\nmavo,1,P\n";
  const PlacedRound round("amsterdam-vo-2024", tables);
  std::map<std::string, std::uint32_t> minimum;
  for (const place::ShortListWarning& warning : round.freeze().short_lists) {
    minimum[std::string(round.table().pupils.name(warning.pupil))] = warning.minimum;
  }
  EXPECT_EQ(minimum["basis"], 4U);
  EXPECT_EQ(minimum["mavo"], 6U);
  EXPECT_EQ(minimum["vwo"], 12U);
}

TEST(Voorbeeldstad, ReservesSeatsAndDrawsForAHousehold) {
  Tables tables;
  tables.programmes =
      "programme_id,capacity,latitude,longitude,citywide,seats_vve\n"
      "A,3,52.10,5.10,no,1\n"
      "T,1,52.10,5.11,yes,0\n";
  tables.pupils =
      "pupil_id,household_id,latitude,longitude,vve\n"
      "sibling,,52.20,5.10,no\nvve,,52.20,5.10,yes\ntwin1,H,52.10,5.10,no\ntwin2,H,52.10,5.10,no\n";
  tables.preferences =
      "pupil_id,rank,programme_id\nsibling,1,A\nvve,1,A\ntwin1,1,A\ntwin2,1,A\ntwin1,2,T\ntwin2,2,T\n";
  tables.claims += "sibling,A,sibling\n";
  for (std::uint8_t seed = 1; seed <= 3; ++seed) {
    const PlacedRound round("voorbeeldstad", tables, seed);
    EXPECT_EQ(round.pool_of("vve"), "gereserveerd voor VVE");
    EXPECT_EQ(round.programme_of("sibling"), "A");
    EXPECT_EQ(round.number("twin1"), round.number("twin2"));
    EXPECT_EQ(round.placed_at("T").size(), 1U);
    EXPECT_EQ(round.freeze().short_lists.size(), 3U);  // one school is enough with a brother or sister there
  }
}

}  // namespace
}  // namespace mengpaneel
