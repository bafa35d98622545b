// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Several stages instead of one: each is a round of its own over some ranks of the lists, for the pupils and
// the seats that earlier stages left (docs/formats.md, decisions 35 to 38).

#include <cstdint>
#include <vector>

#include "base/hash.hpp"
#include "place/outcome.hpp"

namespace mengpaneel::place {

/// A stage as a round of one stage: the same pupils and pools, its own choices and mechanism.
struct StagePart {
  Frozen frozen;
  std::vector<std::uint32_t> choice;  ///< [choices of the part], the choice in the whole
};

[[nodiscard]] StagePart stage_part(const Frozen& frozen, std::uint32_t stage);

/// What a stage begins with.
struct StageStart {
  std::vector<std::uint32_t> seats;  ///< [pools], own seats; empty: as agreed
  std::vector<std::uint8_t> absent;  ///< [n], not 0: placed before; empty: nobody
};

/// The numbers of one stage, and what tells apart who shares one.
struct StageNumbers {
  LotteryNumbers numbers;  ///< of each pupil by herself
  OwnNumbers own;
};

/// The outcome of a round of one stage.
[[nodiscard]] Outcome place_stage(const Frozen& frozen, StageNumbers drawn, const StageStart& start);

/// What the stage after this one begins with.
[[nodiscard]] StageStart next_start(const Frozen& frozen, const StageStart& start, const Outcome& outcome);

/// The outcomes of all stages in terms of their parts, in turn.
struct StagedOutcome {
  std::vector<StagePart> parts;
  std::vector<StageStart> starts;
  std::vector<Outcome> outcomes;
};
[[nodiscard]] StagedOutcome place_stages(const Frozen& frozen, const base::Digest& seed);

/// The same as one outcome of the whole.
[[nodiscard]] Outcome combine_stages(const Frozen& frozen, const StagedOutcome& staged);

}  // namespace mengpaneel::place
