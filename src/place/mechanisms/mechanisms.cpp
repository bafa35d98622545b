// SPDX-License-Identifier: EUPL-1.2
#include "place/mechanisms/mechanisms.hpp"

#include <array>

#include "place/mechanisms/deferred_acceptance.hpp"
#include "place/mechanisms/immediate_acceptance.hpp"
#include "place/mechanisms/parallel.hpp"

namespace mengpaneel::place {

namespace {

using Rows = std::vector<std::uint32_t>;

Rows compute_deferred_acceptance(const Market& market, const FrozenTable& /*table*/,
                                 Mechanism /*mechanism*/) {
  return deferred_acceptance(market);
}

Rows compute_immediate_acceptance(const Market& market, const FrozenTable& table, Mechanism /*mechanism*/) {
  return immediate_acceptance(market, table);
}

Rows compute_parallel(const Market& market, const FrozenTable& table, Mechanism mechanism) {
  return parallel(market, table, mechanism.band);
}

// Serial dictatorship lets pupils pick in turn by number. With pools it is deferred acceptance in which every
// pool orders by the number alone: the same thing where a programme has one pool, and it keeps a reserve for
// those it is meant for where there are more (docs/formats.md, decision 19).
constexpr std::array entries{
    MechanismEntry{Mechanism::deferred_acceptance, KeyParts::all, true, true, true, true, false,
                   compute_deferred_acceptance},
    MechanismEntry{Mechanism::immediate_acceptance, KeyParts::all, false, false, false, false, false,
                   compute_immediate_acceptance},
    MechanismEntry{Mechanism::parallel, KeyParts::all, false, false, false, false, false, compute_parallel},
    MechanismEntry{Mechanism::serial_dictatorship, KeyParts::number_only, true, true, true, true, true,
                   compute_deferred_acceptance},
};

}  // namespace

const MechanismEntry& mechanism_entry(Mechanism mechanism) {
  for (const MechanismEntry& entry : entries) {
    if (entry.kind == mechanism.kind) {
      return entry;
    }
  }
  __builtin_unreachable();
}

}  // namespace mengpaneel::place
