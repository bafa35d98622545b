// SPDX-License-Identifier: EUPL-1.2
#pragma once
// What a reader of decisions.csv has to know beside it to put a decision into words: names, and what the
// rules mean by a pool's class and order.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "place/explain/decision.hpp"
#include "place/frozen.hpp"
#include "place/round.hpp"
#include "place/rules/rules.hpp"

namespace mengpaneel::place {

/// `safe`: with any smaller standing in this pool a pupil who was turned away there would have had a seat, in
/// the outcome in which `cutoff` was the last admitted (safe_standings.hpp).
struct SafeStanding {
  Standing cutoff;
  Standing safe;
};

struct PoolContext {
  std::uint32_t position = 0;  ///< in the programme, from 0
  bool as_needed = false;
  WithinClass within_class = WithinClass::lottery;  ///< what `order` means
  std::vector<std::string> class_names = {};        ///< with the last one, "other"; empty: not known
  std::optional<SafeStanding> safe = std::nullopt;
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
  /// Of pupils without a place, by pupil_id: programmes that would have been theirs (seats_left.hpp).
  std::map<std::string, std::vector<std::string>> seats_left;

  /// Null for what the context does not know.
  [[nodiscard]] const PoolContext* pool(std::string_view programme_id, std::string_view pool) const;
  [[nodiscard]] PoolContext* pool(std::string_view programme_id, std::string_view pool);
  /// The name, or the identifier itself.
  [[nodiscard]] std::string_view programme_name(std::string_view programme_id) const;
};

/// Names from `round`, pools and mechanism from the outcome's `seats`, the meaning of classes and order from
/// `rules`. A pool of `seats` that the rules do not have keeps the defaults above.
[[nodiscard]] ExplainContext explain_context(const Round& round, const Rules& rules, const SeatTable& seats);

}  // namespace mengpaneel::place
