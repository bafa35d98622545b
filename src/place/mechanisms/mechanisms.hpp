// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The one list of mechanisms: adding one is a line here, a name in rules.cpp and a file beside this one.

#include <cstdint>
#include <vector>

#include "place/mechanisms/market.hpp"

namespace mengpaneel::place {

/// What a mechanism promises; verify proves what is promised, the property tests try it on small rounds.
struct MechanismEntry {
  MechanismKind kind;
  KeyParts key_parts;
  bool no_justified_envy;  ///< by class, order and number (serial dictatorship: by number)
  bool no_waste;
  bool strategy_proof;
  bool places_groups;  ///< pupils may apply together
  bool needs_single_number;
  std::vector<std::uint32_t> (*compute)(const Market& market, const FrozenTable& table, Mechanism mechanism);
};

[[nodiscard]] const MechanismEntry& mechanism_entry(Mechanism mechanism);

}  // namespace mengpaneel::place
