// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The tables that follow from frozen.csv, the numbers and the placement. Each row is computed anew and
// compared byte for byte; where it differs, the fields say what is wrong. Nothing of a table is kept, so its
// size costs no memory.

#include <cstdint>
#include <string_view>
#include <vector>

#include "verify/class_names.hpp"
#include "verify/replay_groups.hpp"
#include "verify/standing.hpp"

namespace mengpaneel::verify {

/// What all of these checks look at.
struct Derived {
  const FrozenTable& frozen;
  const SeatsTable& seats;
  const Placement& placement;
  const Standings& standings;
  const KeyOrder& keys;
  const std::vector<GroupResult>& groups;
  ClassNames& classes;
};

/// A `not-eligible` row of decisions.csv. frozen.csv cannot tell about it; the round can (check_round.hpp).
struct NotEligible {
  std::string pupil;
  std::string programme;
  std::uint64_t rank;
  std::uint64_t line;
};

void check_cutoffs(std::string_view bytes, Derived& derived, Findings& findings);
void check_waiting_lists(std::string_view bytes, const Derived& derived, Findings& findings);
/// Returns the rows that only the round can confirm, in the order of the file.
std::vector<NotEligible> check_decisions(std::string_view bytes, Derived& derived, Findings& findings);

/// A lottery number as the tables write it: 16 hex digits, or a given number as it was given.
void append_lottery(std::string& out, const FrozenTable& frozen, std::uint32_t row);

}  // namespace mengpaneel::verify
