// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <functional>
#include <map>

#include "tests/presets/placed_round.hpp"

namespace mengpaneel::test {
namespace {

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
  for (const char* year : {"amsterdam-vo-2015", "amsterdam-vo-2016"}) {
    expect_rule_decides(preset(year), preset("amsterdam-vo-2024"), amsterdam_vo(), "sibling", "P");
  }
}

TEST(AmsterdamVo, HadPriorityForTheSameKindOfSchoolOnTheFirstChoiceOnly) {
  for (const char* year : {"amsterdam-vo-2015", "amsterdam-vo-2016"}) {
    Tables tables = amsterdam_vo();
    tables.pupils += "montessori,havo\nlate,havo\n";
    tables.claims += "montessori,P,continuation\nlate,P,continuation\nlate,P,sibling\nlate,P,staff\n";
    tables.wants("montessori", {"P"}).wants("late", {"Q", "P"});
    EXPECT_EQ(wins(preset(year), tables, "montessori", "P"), draws) << year;
    EXPECT_LT(wins(preset(year), tables, "late", "Q") + wins(preset(year), tables, "late", "P"), draws)
        << year;
    EXPECT_LT(wins(preset("amsterdam-vo-2024"), tables, "montessori", "P"), draws);
  }
}

class AmsterdamVoYears : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(AmsterdamVo, AmsterdamVoYears,
                         testing::Values("amsterdam-vo-2015", "amsterdam-vo-2016", "amsterdam-vo-2024"));

TEST_P(AmsterdamVoYears, PlacesOnlyWhereTheAdviceIsTaught) {
  const PlacedRound round(GetParam(), amsterdam_vo());
  EXPECT_EQ(round.programme_of("vwo"), "-");
  const std::uint32_t vwo = round.table().pupils.find("vwo").value();
  const std::uint32_t choice = round.table().choice_begin[vwo];
  EXPECT_EQ(round.table().row_begin[choice], round.table().row_begin[choice + 1]);  // no pool is open
}

TEST_P(AmsterdamVoYears, GivesTheBestPlaceOnTheWaitingListToTheWorstNumber) {
  const PlacedRound round(GetParam(), amsterdam_vo());
  const std::uint32_t pool = round.pool("P", "open");
  const auto& begin = round.outcome().waiting_begin;
  ASSERT_EQ(begin[pool + 1] - begin[pool], 41U - 5U);
  std::vector<std::uint64_t> numbers;
  for (std::uint32_t i = begin[pool]; i < begin[pool + 1]; ++i) {
    numbers.push_back(round.number(std::string(round.table().pupils.name(round.outcome().waiting[i].pupil))));
  }
  EXPECT_TRUE(std::ranges::is_sorted(numbers, std::greater<>{}));
}

TEST_P(AmsterdamVoYears, AsksForAListAsLongAsTheAdviceSays) {
  Tables tables = amsterdam_vo();
  tables.pupils += "basis,vmbo-b\nmavo,vmbo-t\n";
  tables.preferences += "basis,1,P\nmavo,1,P\n";
  const PlacedRound round(GetParam(), tables);
  std::map<std::string, std::uint32_t> minimum;
  for (const place::ShortListWarning& warning : round.freeze().short_lists) {
    minimum[std::string(round.table().pupils.name(warning.pupil))] = warning.minimum;
  }
  EXPECT_EQ(minimum["basis"], 4U);
  EXPECT_EQ(minimum["mavo"], 6U);
  EXPECT_EQ(minimum["vwo"], 12U);
}

}  // namespace
}  // namespace mengpaneel::test
