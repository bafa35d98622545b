// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Rounds drawn in a test as the literature prints them:
//
//   DrawnMarket market({"a: A B C", "b: B C A"}, {"A(1): b a", "B(2): a b"});
//
// A pupil with her list, a programme with its seats and its priority order. The order stands in the key as
// listed ranks, so lottery numbers play no part unless a test asks for them. Pools:
//
//   "A: [reserve 1: n1 n2] [open 1: w1 n1 w2 n2]"
//
// each with its own seats and order of those who are eligible; `next` overflow unless the name ends in '!'.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "place/frozen.hpp"
#include "place/outcome.hpp"

namespace mengpaneel::place::testing {

class DrawnMarket {
 public:
  DrawnMarket(const std::vector<std::string>& pupils, const std::vector<std::string>& programmes,
              Mechanism mechanism = Mechanism::deferred_acceptance);

  [[nodiscard]] const Frozen& frozen() const { return frozen_; }
  /// "aA bB c-" in the order of the pupils' identifiers.
  [[nodiscard]] std::string placed() const;

 private:
  Frozen frozen_;
};

/// Placement of an outcome as text: "aA bB c-".
[[nodiscard]] std::string placement_text(const Frozen& frozen, const Outcome& outcome);

}  // namespace mengpaneel::place::testing
