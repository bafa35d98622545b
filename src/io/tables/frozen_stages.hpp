// SPDX-License-Identifier: EUPL-1.2
#pragma once
// What frozen.csv holds, stage by stage, put together again. Not for others than frozen_reader.cpp.

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "place/frozen.hpp"

namespace mengpaneel::io::tables {

struct GroupRows {
  std::vector<std::string> members;  ///< pupil_ids as they come
  bool or_nothing = false;
  place::GroupNumber number = place::GroupNumber::first;
};

struct FrozenStages {
  std::vector<place::FrozenTable> tables;  ///< a pupil stands in those where she has rows
  std::map<std::string, GroupRows> groups;
  std::unordered_map<std::string, std::string> group_of_pupil;  ///< empty: none
};

/// Fills `frozen.table` (and the numbers of `frozen.stages`). Members of a group get the same choices, those
/// of any of them: frozen.csv leaves out where a pupil may not take a seat.
void join_stages(FrozenStages stages, place::Frozen& frozen);

}  // namespace mengpaneel::io::tables
