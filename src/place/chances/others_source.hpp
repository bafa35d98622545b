// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Whose lists the others have, in a chance.

#include "place/frozen.hpp"

namespace mengpaneel::place {

/// As it is: the lists of this round, kept.
struct OthersSource {
  const Frozen* last_year = nullptr;  ///< their round, with the pools of this one; null: this round
  bool resampled = false;             ///< as many families, drawn with replacement; else each of them once
};

}  // namespace mengpaneel::place
