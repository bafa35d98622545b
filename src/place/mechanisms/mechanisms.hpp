// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The one list of mechanisms: adding one is a line here, a name in rules.cpp and a file beside this one.

#include <cstdint>
#include <vector>

#include "place/mechanisms/immediate_acceptance.hpp"
#include "place/mechanisms/market.hpp"

namespace mengpaneel::place {

/// What a mechanism promises; verify proves what is promised, the property tests try it on small rounds.
struct MechanismEntry {
  Mechanism mechanism;
  KeyParts key_parts;
  bool no_justified_envy;  ///< by class, order and number (serial dictatorship: by number)
  bool no_waste;
  bool strategy_proof;
  std::vector<std::uint32_t> (*compute)(const Market& market, const FrozenTable& table);
};

[[nodiscard]] const MechanismEntry& mechanism_entry(Mechanism mechanism);

}  // namespace mengpaneel::place
