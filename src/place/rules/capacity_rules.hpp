// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The seats of a programme's pools at another capacity than that of programmes.csv (docs/formats.md, decision
// 61).

#include <cstdint>
#include <optional>
#include <vector>

#include "place/round.hpp"
#include "place/rules/criteria.hpp"
#include "place/rules/places.hpp"
#include "place/rules/rules.hpp"

namespace mengpaneel::place {

class CapacityRules {
 public:
  /// Rules that freeze() took for this round, which must outlive this. O(pupils x criteria).
  CapacityRules(const Round& round, const Rules& rules);

  /// Of each pool in order, 0 for as-needed; nothing where the pools do not fit the capacity. O(programmes).
  [[nodiscard]] std::optional<std::vector<std::uint32_t>> pool_seats(std::uint32_t programme,
                                                                     std::uint32_t capacity) const;

 private:
  const Round& round_;
  const Rules& rules_;
  base::ErrorList ignored_;
  Places places_;
  Criteria criteria_;
};

}  // namespace mengpaneel::place
