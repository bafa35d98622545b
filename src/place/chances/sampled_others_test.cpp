// SPDX-License-Identifier: EUPL-1.2
// Chances with sampled others, held against the experiment itself: in every replication other families are
// drawn, the pupil's own family joins them, and `place` places all. The two are run on the same samples too,
// which gives the error of the cut-offs without the noise of drawing.

#include "place/chances/sampled_others.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "place/chance.hpp"
#include "tests/support/exact_chances.hpp"
#include "tests/support/typed_town.hpp"

namespace mengpaneel::place {
namespace {

using testing::TownPupil;
using testing::typed_town;

#ifdef MENGPANEEL_SANITIZED
constexpr std::uint64_t replications = 300;
#else
constexpr std::uint64_t replications = 10'000;
#endif

using Town = std::vector<std::vector<TownPupil>>;  ///< families

struct Experiment {
  std::vector<double> chance;  ///< [choices of the town, family by family]
  std::vector<double> differ;  ///< [as chance]: share in which the cut-offs say something else of this choice
};

/// Pupils of families, each family a household, with their numbers.
struct Crowd {
  std::vector<TownPupil> pupils;
  std::vector<std::uint64_t> number;

  void add(const std::vector<TownPupil>& family, std::uint64_t family_number) {
    const auto household = static_cast<std::uint32_t>(pupils.size());
    for (TownPupil pupil : family) {
      pupil.household = household;
      pupils.push_back(pupil);
      number.push_back(family_number);
    }
  }
};

std::uint32_t choice_by_cut_offs(const CutOffs& cut_offs, const Frozen& frozen, std::uint32_t pupil,
                                 const OwnNumbers& own) {
  const FrozenTable& table = frozen.table;
  for (std::uint32_t choice = table.choice_begin[pupil]; choice < table.choice_begin[pupil + 1]; ++choice) {
    const AdmissionKey key =
        admission_key(frozen, 0, {table.row_begin[choice], pupil}, choice, table.choice_given[choice], own);
    if (cut_offs.admit(table.row_pool[table.row_begin[choice]], key)) {
      return choice;
    }
  }
  return base::none;
}

class Experimenter {
 public:
  Experimenter(const Town& town, const std::vector<std::uint32_t>& seats, Mechanism mechanism)
      : town_(town), seats_(seats), mechanism_(mechanism) {
    std::size_t choices = 0;
    for (const std::vector<TownPupil>& family : town) {
      first_choice_.push_back(choices);
      for (const TownPupil& pupil : family) {
        choices += pupil.list.size();
      }
    }
    result_.chance.assign(choices, 0);
    result_.differ.assign(choices, 0);
  }

  Experiment run(std::uint64_t count) {
    for (std::uint64_t replication = 0; replication < count; ++replication) {
      Crowd others;
      for (std::size_t index = 0; index + 1 < town_.size(); ++index) {
        others.add(town_[random_() % town_.size()], random_());
      }
      for (std::size_t family = 0; family < town_.size(); ++family) {
        join(others, family, base::sha256(std::to_string(replication)));
      }
    }
    for (std::size_t choice = 0; choice < result_.chance.size(); ++choice) {
      result_.chance[choice] /= static_cast<double>(count);
      result_.differ[choice] /= static_cast<double>(count);
    }
    return result_;
  }

 private:
  [[nodiscard]] Frozen frozen_of(const Crowd& crowd) const {
    Frozen frozen = typed_town(crowd.pupils, seats_);
    frozen.seats.mechanism = mechanism_;
    return testing::with_numbers(frozen, crowd.number);
  }

  void join(const Crowd& others, std::size_t family, const base::Digest& seed) {
    const OwnNumbers own(seed);
    const Frozen without = frozen_of(others);
    CutOffs cut_offs;
    StageNumbers drawn{{}, own};
    drawn.numbers.of_choice = without.table.choice_given;
    cut_offs.set(without, place_stage(without, drawn, {}), {}, own);
    Crowd all = others;
    all.add(town_[family], random_());
    const Frozen frozen = frozen_of(all);
    const Outcome outcome = place(frozen, seed);
    const auto first_pupil = static_cast<std::uint32_t>(others.pupils.size());
    const std::size_t shift = frozen.table.choice_begin[first_pupil] - first_choice_[family];
    for (std::uint32_t pupil = first_pupil; pupil < all.pupils.size(); ++pupil) {
      const std::uint32_t placed = outcome.placed_choice[pupil];
      const std::uint32_t promised = choice_by_cut_offs(cut_offs, frozen, pupil, own);
      if (placed != base::none) {
        ++result_.chance[placed - shift];
      }
      for (const std::uint32_t choice : {placed, promised}) {
        if (placed != promised && choice != base::none) {
          ++result_.differ[choice - shift];
        }
      }
    }
  }

  const Town& town_;
  std::vector<std::uint32_t> seats_;
  Mechanism mechanism_;
  std::mt19937_64 random_{11};
  std::vector<std::size_t> first_choice_;
  Experiment result_;
};

Town random_town(std::uint32_t families, std::uint32_t schools, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  Town town(families);
  for (std::vector<TownPupil>& family : town) {
    for (std::uint64_t children = random() % 5 == 0 ? 2 : 1; children != 0; --children) {
      family.push_back(testing::random_type(random, schools, 3));
    }
  }
  return town;
}

Frozen frozen_town(const Town& town, const std::vector<std::uint32_t>& seats, Mechanism mechanism) {
  Crowd crowd;
  for (const std::vector<TownPupil>& family : town) {
    crowd.add(family, 0);
  }
  Frozen frozen = typed_town(crowd.pupils, seats);
  frozen.seats.mechanism = mechanism;
  return frozen;
}

ChanceOptions resampled(std::uint64_t draws) {
  ChanceOptions options;
  options.draws = draws;
  options.others.resampled = true;
  return options;
}

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) {
    sum += value;
  }
  return sum / static_cast<double>(values.size());
}

TEST(SampledOthers, GiveTheChancesOfTheExperimentButForTheChainThatComesBack) {
  for (const Mechanism mechanism : all_mechanisms) {
    const Town town = random_town(9, 4, 3);
    const std::vector<std::uint32_t> seats = {3, 2, 2, 2};
    const Experiment experiment = Experimenter(town, seats, mechanism).run(replications);
    const Chances found =
        chances(frozen_town(town, seats, mechanism), base::Digest{}, resampled(20 * replications));
    ASSERT_EQ(found.placed.size(), experiment.chance.size());
    for (std::size_t choice = 0; choice < found.placed.size(); ++choice) {
      const double exact = experiment.chance[choice];
      const double chance = static_cast<double>(found.placed[choice]) / static_cast<double>(found.draws);
      const double error = std::sqrt(std::max(exact * (1 - exact), 0.01) * 1.05 / replications);
      EXPECT_NEAR(chance, exact, 4 * error + experiment.differ[choice])
          << mechanism_name(mechanism) << ", choice " << choice;
    }
  }
}

TEST(SampledOthers, ErrLessInLargerTowns) {
  if (replications < 10'000) {
    GTEST_SKIP() << "too few replications under the sanitizers for a share this small";
  }
  std::vector<double> mean;
  for (const std::uint32_t families : {10U, 40U, 160U}) {
    const std::uint32_t seat = families / 5;
    const Experiment experiment = Experimenter(random_town(families, 5, 5), {seat, seat, seat, seat, seat},
                                               Mechanism::deferred_acceptance)
                                      .run(replications / families / 10 + 1);
    mean.push_back(mean_of(experiment.differ));
    RecordProperty("mean_error_at_" + std::to_string(families), std::to_string(mean.back()));
  }
  // With many more replications 2.5, 0.5 and 0.2 points (docs/chances.md).
  EXPECT_LT(mean[0], 0.04);
  EXPECT_LT(mean[1], 0.01);
  EXPECT_LT(mean[2], 0.005);
}

TEST(SampledOthers, OfOneSchoolGiveSeatsOverPupils) {
  const Frozen frozen = typed_town(std::vector<TownPupil>(5, {{0}, {0}}), {2});
  const Chances found = chances(frozen, base::Digest{}, resampled(40'000));
  for (const std::uint32_t placed : found.placed) {
    EXPECT_NEAR(placed / 40'000.0, 2.0 / 5, 4 * std::sqrt(0.4 * 0.6 / 40'000));
  }
}

TEST(SampledOthers, ListsThatVaryMakeASeatUncertain) {
  // Two pupils, a seat at each school, and each wants a school of her own: nobody stands in the way.
  const Frozen frozen = typed_town({{{0}, {0}}, {{1}, {0}}}, {1, 1});
  ChanceOptions kept = resampled(40'000);
  kept.others.resampled = false;
  EXPECT_EQ(chances(frozen, base::Digest{}, kept).placed, (std::vector<std::uint32_t>{40'000, 40'000}));
  // Had the other been one like her, she would have had half a chance: 1/2 + 1/2 * 1/2.
  for (const std::uint32_t placed : chances(frozen, base::Digest{}, resampled(40'000)).placed) {
    EXPECT_NEAR(placed / 40'000.0, 0.75, 4 * std::sqrt(0.75 * 0.25 / 40'000));
  }
}

TEST(SampledOthers, OfLastYearAreItsFamilies) {
  // Last year three pupils wanted the two seats of school 0, and nobody school 1.
  const Frozen now = typed_town(std::vector<TownPupil>(9, {{0, 1}, {0, 0}}), {2, 1});
  const Frozen last_year = typed_town(std::vector<TownPupil>(3, {{0}, {0}}), {2, 1});
  ChanceOptions options = resampled(40'000);
  for (const bool resample : {false, true}) {
    options.others = {&last_year, resample};
    const Chances found = chances(now, base::Digest{}, options);
    for (std::size_t pupil = 0; pupil < 9; ++pupil) {
      EXPECT_NEAR(found.placed[2 * pupil] / 40'000.0, 0.5, 4 * std::sqrt(0.25 / 40'000));
      EXPECT_EQ(found.placed[2 * pupil] + found.placed[2 * pupil + 1], 40'000U);
    }
  }
}

TEST(SampledOthers, OfHouseholdsAndGroupsStayTogether) {
  Frozen frozen =
      typed_town({{{0}, {0}, 7}, {{1}, {0}, 7}, {{0}, {0}}, {{}, {}}, {{0}, {0}}, {{0}, {0}}}, {3, 1});
  Groups& groups = frozen.table.groups;
  groups.of = {base::none, base::none, base::none, base::none, 0, 0};
  groups.groups.push_back({groups.names.intern("twins/1").index, {4, 5}, true, GroupNumber::best});
  const Families families = families_of(frozen.table);
  EXPECT_EQ(families.begin, (std::vector<std::uint32_t>{0, 2, 3, 5}));
  EXPECT_EQ(families.member, (std::vector<std::uint32_t>{0, 1, 2, 4, 5}));
  EXPECT_EQ(families.sharer, (std::vector<std::uint32_t>{0, 0, 0, 0, 1}));
  FrozenTable copy;
  std::vector<std::uint32_t> units;
  const std::vector<std::uint32_t> chosen = {2, 0, 2};
  copy_families(frozen.table, families, chosen, copy, units);
  EXPECT_EQ(units, (std::vector<std::uint32_t>{0, 1, 2, 2, 4, 5}));
  ASSERT_EQ(copy.groups.groups.size(), 2U);
  EXPECT_EQ(copy.groups.groups[1].members, (std::vector<std::uint32_t>{4, 5}));
  EXPECT_EQ(copy.groups.of, (std::vector<std::uint32_t>{0, 0, base::none, base::none, 1, 1}));
  // A group is placed as a whole or not at all, and never where there is one seat for two.
  const Chances found = chances(frozen, base::Digest{}, resampled(2'000));
  EXPECT_EQ(found.placed[3], found.placed[4]);
  EXPECT_GT(found.placed[3], 0U);
  EXPECT_LT(found.placed[3], 2'000U);
}

}  // namespace
}  // namespace mengpaneel::place
