// SPDX-License-Identifier: EUPL-1.2
#pragma once
// A row of decisions.csv (docs/formats.md, An outcome folder): all that a sentence about a decision may build
// on.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace mengpaneel::place {

enum class DecisionOutcome : std::uint8_t { placed, rejected, not_needed, not_eligible, group_incomplete };

/// The words of the column `outcome`.
inline constexpr std::array<std::pair<std::string_view, DecisionOutcome>, 5> decision_outcome_words{
    {{"placed", DecisionOutcome::placed},
     {"rejected", DecisionOutcome::rejected},
     {"not-needed", DecisionOutcome::not_needed},
     {"not-eligible", DecisionOutcome::not_eligible},
     {"group-incomplete", DecisionOutcome::group_incomplete}}};

/// Where somebody stands in a pool: smaller goes first, in the order of the members.
struct Standing {
  std::uint32_t class_index = 0;
  std::string class_name;   ///< as the rules write it; empty when the outcome came without rules
  std::uint32_t order = 0;  ///< 0, metres or the listed rank, as the pool has it
  std::string number;       ///< 16 hexadecimal digits when drawn, decimal when given
};

struct Decision {
  std::string pupil_id;
  std::string programme_id;
  std::uint32_t rank = 0;
  std::string pool;  ///< empty: no eligible pool
  DecisionOutcome outcome = DecisionOutcome::not_eligible;
  std::optional<Standing> own;         ///< where there is a pool
  std::optional<Standing> cutoff;      ///< of the last admitted, where the pool is full
  std::uint32_t waiting_position = 0;  ///< 0: not waiting
};

}  // namespace mengpaneel::place
