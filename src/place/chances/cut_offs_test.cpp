// SPDX-License-Identifier: EUPL-1.2
// Cut-offs that are left without a pupil, held against the placement with her.

#include "place/chances/cut_offs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/support/exact_chances.hpp"
#include "tests/support/random_market.hpp"

namespace mengpaneel::place {
namespace {

#ifdef MENGPANEEL_SANITIZED
constexpr std::uint64_t rounds = 1'000;
#else
constexpr std::uint64_t rounds = 10'000;
#endif

struct Comparison {
  std::uint64_t pupils = 0;
  std::uint64_t equal = 0;
  std::uint64_t refused_somewhere = 0;
};

/// The choice that the cut-offs without her give to `pupil`; base::none: none.
std::uint32_t choice_by_cut_offs(const Frozen& frozen, const Frozen& eligible, std::uint32_t pupil,
                                 const std::vector<std::uint64_t>& number) {
  const OwnNumbers own{base::Digest{}};
  const Frozen without = testing::with_numbers(testing::with_list(frozen, eligible, pupil, {}), number);
  StageNumbers drawn{{}, own};
  drawn.numbers.of_choice = without.table.choice_given;
  CutOffs cut_offs;
  cut_offs.set(without, place_stage(without, drawn, {}), {}, own);
  for (std::uint32_t choice = frozen.table.choice_begin[pupil]; choice < frozen.table.choice_begin[pupil + 1];
       ++choice) {
    for (std::uint32_t row = frozen.table.row_begin[choice]; row < frozen.table.row_begin[choice + 1];
         ++row) {
      if (cut_offs.admit(frozen.table.row_pool[row],
                         admission_key(frozen, 0, {row, pupil}, choice, number[pupil], own))) {
        return choice;
      }
    }
  }
  return base::none;
}

/// Every pupil of many small rounds with every kind of pool. Whoever asks last can only lose what the
/// cut-offs promise her, so the real choice is never a better one.
Comparison compare(Mechanism mechanism) {
  Comparison comparison;
  std::mt19937_64 random(7);
  for (std::uint64_t index = 0; index < rounds; ++index) {
    const testing::SmallShape shape{6, 3, index % 4 != 0};
    Frozen frozen = testing::random_frozen(index, shape);
    Frozen eligible = testing::random_frozen_with_full_lists(index, shape);
    for (Frozen* round : {&frozen, &eligible}) {
      round->seats.mechanism = mechanism;
      for (std::uint32_t& order : round->table.row_order) {
        order %= 3;
      }
    }
    std::vector<std::uint64_t> number(shape.pupils);
    std::ranges::generate(number, std::ref(random));
    const Outcome outcome = place(testing::with_numbers(frozen, number), base::Digest{});
    for (std::uint32_t pupil = 0; pupil < shape.pupils; ++pupil) {
      const std::uint32_t promised = choice_by_cut_offs(frozen, eligible, pupil, number);
      const std::uint32_t placed = outcome.placed_choice[pupil];
      EXPECT_GE(placed, promised) << "round " << index << ", pupil " << pupil;
      comparison.equal += placed == promised ? 1U : 0U;
      const std::uint32_t first = frozen.table.choice_begin[pupil];
      comparison.refused_somewhere +=
          first != frozen.table.choice_begin[pupil + 1] && promised != first ? 1U : 0U;
      ++comparison.pupils;
    }
  }
  return comparison;
}

TEST(CutOffs, OfImmediateAcceptanceAreExact) {
  const Comparison comparison = compare(Mechanism::immediate_acceptance);
  EXPECT_EQ(comparison.equal, comparison.pupils);
  EXPECT_GT(comparison.refused_somewhere, comparison.pupils / 4);
}

TEST(CutOffs, OfDeferredAcceptanceMissOnlyTheChainThatComesBack) {
  for (const Mechanism mechanism : {Mechanism::deferred_acceptance, Mechanism::serial_dictatorship}) {
    const Comparison comparison = compare(mechanism);
    EXPECT_GT(comparison.equal, comparison.pupils * 98 / 100);
    EXPECT_GT(comparison.refused_somewhere, comparison.pupils / 3);
  }
}

}  // namespace
}  // namespace mengpaneel::place
