// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The one list of mechanisms: adding one is a line here, a name in rules.cpp and a file beside this one.

#include <cstdint>
#include <vector>

#include "place/mechanisms/market.hpp"

namespace mengpaneel::place {

/// What a mechanism promises; verify proves what is promised, the property tests try it on small rounds. None
/// leaves a seat that somebody wants.
struct MechanismEntry {
  MechanismKind kind;
  KeyParts key_parts = KeyParts::all;
  bool no_justified_envy;      ///< by class, order and number (serial dictatorship: by number)
  bool strategy_proof;         ///< of top trading cycles: among the orders of the programmes on the list
  bool places_groups = false;  ///< pupils may apply together
  bool needs_single_number = false;
  std::vector<std::uint32_t> (*compute)(const Market& market, const Frozen& frozen);
};

[[nodiscard]] const MechanismEntry& mechanism_entry(Mechanism mechanism);

}  // namespace mengpaneel::place
