// SPDX-License-Identifier: EUPL-1.2
// The parallel mechanism between its two ends, and against stages, which are another way to say bands.

#include "place/mechanisms/parallel.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "place/outcome.hpp"
#include "tests/support/random_rounds.hpp"

namespace mengpaneel::place {
namespace {

Outcome placed_by(const Frozen& frozen, Mechanism mechanism) {
  Frozen changed = frozen;
  changed.seats.mechanism = mechanism;
  return place(changed, base::Digest{3});
}

/// Ranks become positions among the choices at which the pupil may take a seat.
Frozen with_positions(Frozen frozen) {
  FrozenTable& table = frozen.table;
  for (std::uint32_t pupil = 0; pupil < table.pupil_count(); ++pupil) {
    std::uint32_t position = 0;
    for (std::uint32_t choice = table.choice_begin[pupil]; choice < table.choice_begin[pupil + 1]; ++choice) {
      table.choice_rank[choice] = position + 1;
      position += table.row_begin[choice] == table.row_begin[choice + 1] ? 0U : 1U;
    }
  }
  return frozen;
}

TEST(Parallel, OnePositionABandIsImmediateAcceptanceByPosition) {
  int not_deferred = 0;
  for (std::uint64_t index = 0; index < 3000; ++index) {
    const Frozen frozen = with_positions(test::random_round(index).frozen);
    const Outcome parallel = placed_by(frozen, {Mechanism::parallel, 1});
    ASSERT_EQ(parallel.placed_row, placed_by(frozen, Mechanism::immediate_acceptance).placed_row) << index;
    not_deferred +=
        parallel.placed_row == placed_by(frozen, Mechanism::deferred_acceptance).placed_row ? 0 : 1;
  }
  EXPECT_GT(not_deferred, 100);
}

TEST(Parallel, ABandAsLongAsTheLongestListIsDeferredAcceptance) {
  for (std::uint64_t index = 0; index < 3000; ++index) {
    const Frozen frozen = test::random_round(index).frozen;
    const Outcome deferred = placed_by(frozen, Mechanism::deferred_acceptance);
    ASSERT_EQ(placed_by(frozen, {Mechanism::parallel, 4}).placed_row, deferred.placed_row) << index;
    ASSERT_EQ(placed_by(frozen, {Mechanism::parallel, 999'999'999}).placed_row, deferred.placed_row) << index;
  }
}

TEST(Parallel, BandsAreStagesOfDeferredAcceptance) {
  int in_later_bands = 0;
  for (std::uint64_t index = 0; index < 3000; ++index) {
    Frozen frozen = with_positions(test::random_round(index, {30, 6}).frozen);
    const Outcome parallel = placed_by(frozen, {Mechanism::parallel, 2});
    frozen.stages.assign(3, {Mechanism::deferred_acceptance, frozen.table.per_programme});
    for (const std::uint32_t rank : frozen.table.choice_rank) {
      frozen.table.choice_stage.push_back(static_cast<std::uint8_t>(std::min(2U, (rank - 1) / 2)));
    }
    ASSERT_EQ(parallel.placed_row, place(frozen, base::Digest{3}).placed_row) << index;
    for (const std::uint32_t choice : parallel.placed_choice) {
      in_later_bands += choice != base::none && frozen.table.choice_stage[choice] != 0 ? 1 : 0;
    }
  }
  EXPECT_GT(in_later_bands, 300);
}

}  // namespace
}  // namespace mengpaneel::place
