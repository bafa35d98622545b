// SPDX-License-Identifier: EUPL-1.2
#pragma once
// With which standing a pupil whom a full pool turned away would have had a seat at that programme, or at a
// higher choice: found by trying, with somebody more in the market who stands just before the last admitted.
//
// Why one try serves every pupil. The somebody, who wants this pool only, is put in after all have settled,
// while the pupil keeps the seat that she has elsewhere. That makes more proposals than there would have been
// with her in his place, and who keeps a seat among more proposals keeps it among fewer (the choice of a
// programme is substitutable). By strategy-proofness she gets no less with her whole list than with this
// programme alone. So what is said is true; now and then a little less would have done.

#include <cstdint>
#include <memory>
#include <optional>

#include "base/hash.hpp"
#include "place/explain/context.hpp"
#include "place/frozen.hpp"

namespace mengpaneel::place {

class SafeStandings {
 public:
  /// Places anew. Cost: that of place(), and for each pool asked about a copy of its end.
  SafeStandings(const Frozen& frozen, const base::Digest& seed);
  ~SafeStandings();
  SafeStandings(const SafeStandings&) = delete;
  SafeStandings& operator=(const SafeStandings&) = delete;

  /// Nothing where the pool is not full, none of some tries served, or the round is not one of
  /// pupil-proposing deferred acceptance or serial dictatorship in one stage without groups. Class names are
  /// left empty.
  [[nodiscard]] std::optional<SafeStanding> of(std::uint32_t pool);

 private:
  struct Settled;
  std::unique_ptr<Settled> settled_;
};

}  // namespace mengpaneel::place
