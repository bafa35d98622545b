// SPDX-License-Identifier: EUPL-1.2
#include "place/mechanisms/mechanisms.hpp"

#include <array>

#include "place/mechanisms/deferred_acceptance.hpp"
#include "place/mechanisms/immediate_acceptance.hpp"
#include "place/mechanisms/parallel.hpp"
#include "place/mechanisms/school_proposing.hpp"
#include "place/mechanisms/stable_improvement_cycles.hpp"
#include "place/mechanisms/top_trading_cycles.hpp"

namespace mengpaneel::place {

namespace {

using Rows = std::vector<std::uint32_t>;

Rows compute_deferred_acceptance(const Market& market, const Frozen& /*frozen*/) {
  return deferred_acceptance(market);
}

Rows compute_immediate_acceptance(const Market& market, const Frozen& frozen) {
  return immediate_acceptance(market, frozen.table);
}

Rows compute_parallel(const Market& market, const Frozen& frozen) {
  return parallel(market, frozen.table, frozen.seats.mechanism.band);
}

// Serial dictatorship lets pupils pick in turn by number. With pools it is deferred acceptance in which every
// pool orders by the number alone: the same thing where a programme has one pool, and it keeps a reserve for
// those it is meant for where there are more (docs/formats.md, decision 19).
constexpr std::array entries{
    MechanismEntry{.kind = Mechanism::deferred_acceptance,
                   .no_justified_envy = true,
                   .strategy_proof = true,
                   .places_groups = true,
                   .compute = compute_deferred_acceptance},
    MechanismEntry{.kind = Mechanism::school_proposing,
                   .no_justified_envy = true,
                   .strategy_proof = false,
                   .compute = school_proposing},
    MechanismEntry{.kind = Mechanism::immediate_acceptance,
                   .no_justified_envy = false,
                   .strategy_proof = false,
                   .compute = compute_immediate_acceptance},
    MechanismEntry{.kind = Mechanism::parallel,
                   .no_justified_envy = false,
                   .strategy_proof = false,
                   .compute = compute_parallel},
    MechanismEntry{.kind = Mechanism::top_trading_cycles,
                   .no_justified_envy = false,
                   .strategy_proof = true,
                   .compute = top_trading_cycles},
    MechanismEntry{.kind = Mechanism::stable_improvement_cycles,
                   .no_justified_envy = false,
                   .strategy_proof = false,
                   .compute = stable_improvement_cycles},
    MechanismEntry{.kind = Mechanism::serial_dictatorship,
                   .key_parts = KeyParts::number_only,
                   .no_justified_envy = true,
                   .strategy_proof = true,
                   .places_groups = true,
                   .needs_single_number = true,
                   .compute = compute_deferred_acceptance},
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
