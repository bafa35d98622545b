// SPDX-License-Identifier: EUPL-1.2
#pragma once
// What a reader of decisions.csv has to know beside it to put a decision into words: names, and what the
// rules mean by a pool's class and order.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "place/frozen.hpp"
#include "place/round.hpp"
#include "place/rules/rules.hpp"

namespace mengpaneel::place {

struct PoolContext {
  std::uint32_t position = 0;  ///< in the programme, from 0
  bool as_needed = false;
  WithinClass within_class = WithinClass::lottery;  ///< what `order` means
  std::uint32_t class_count = 0;                    ///< with the last one, "other"; 0: not known
};

struct ProgrammeContext {
  std::string name;  ///< for people; the identifier where the round has no name
  std::map<std::string, PoolContext, std::less<>> pools;
};

struct ExplainContext {
  Mechanism mechanism = Mechanism::deferred_acceptance;
  WaitingOrder waiting = WaitingOrder::not_kept;
  bool given_numbers = false;  ///< a notary's, decimal; else drawn, hexadecimal
  std::map<std::string, ProgrammeContext, std::less<>> programmes;

  /// Null for what the context does not know.
  [[nodiscard]] const PoolContext* pool(std::string_view programme_id, std::string_view pool) const;
  /// The name, or the identifier itself.
  [[nodiscard]] std::string_view programme_name(std::string_view programme_id) const;
};

/// Names from `round`, pools and mechanism from the outcome's `seats`, the meaning of classes and order from
/// `rules`. A pool of `seats` that the rules do not have keeps the defaults above.
[[nodiscard]] ExplainContext explain_context(const Round& round, const Rules& rules, const SeatTable& seats);

}  // namespace mengpaneel::place
