// SPDX-License-Identifier: EUPL-1.2
#pragma once
// What one more pupil would find at the pools of a stage that was placed without her: up to which key there
// is a seat. In deferred acceptance that is the key of the worst held, where a pool is full (Azevedo & Leshno
// 2016, J. Polit. Econ. 124); in immediate acceptance the moment at which the last seat went. One pupil is
// taken not to move it.

#include <compare>
#include <cstdint>
#include <limits>
#include <vector>

#include "place/frozen.hpp"
#include "place/mechanisms/market.hpp"
#include "place/outcome.hpp"
#include "place/stages.hpp"

namespace mengpaneel::place {

/// Where a pupil stands in the order in which the seats of a programme go; what the mechanism does not look
/// at is 0.
struct AdmissionKey {
  std::uint32_t rank = 0;  ///< immediate acceptance: the round ..
  std::uint32_t turn = 0;  ///< .. and in it the turn of the pool
  std::uint32_t class_index = 0;
  std::uint32_t order = 0;
  std::uint64_t number = 0;
  std::uint64_t own = 0;

  friend std::strong_ordering operator<=>(const AdmissionKey&, const AdmissionKey&) = default;

  /// Goes behind every pupil; the key of zeros goes before every pupil.
  [[nodiscard]] static AdmissionKey behind_all() {
    constexpr std::uint32_t most = std::numeric_limits<std::uint32_t>::max();
    return {most,
            most,
            most,
            most,
            std::numeric_limits<std::uint64_t>::max(),
            std::numeric_limits<std::uint64_t>::max()};
  }
};

/// The key at one row. `frozen` is a stage, or the whole round with `stage` the one of the choice.
[[nodiscard]] AdmissionKey admission_key(const Frozen& frozen, std::uint32_t stage, Applicant applicant,
                                         std::uint32_t choice, std::uint64_t number, const OwnNumbers& own);

class CutOffs {
 public:
  /// Of `outcome`, a placement of `stage` that began at `start` with these ties. `together`: the most pupils
  /// who will ask for seats at once. O(pupils x together + pools), and for immediate acceptance, where nobody
  /// asks together, a sort of the pupils.
  void set(const Frozen& stage, const Outcome& outcome, const StageStart& start, const OwnNumbers& own,
           std::uint32_t together = 1);

  /// There is a seat in `pool` for this key, beside `more` others with better keys who ask with her.
  [[nodiscard]] bool admit(std::uint32_t pool, const AdmissionKey& key, std::uint32_t more = 0) const {
    return key < first_refused_[pool * std::size_t{together_} + more];
  }

 private:
  void find_worst_held(const Frozen& stage, const Outcome& outcome, const OwnNumbers& own);
  void close_in_turn(const Frozen& stage, const Outcome& outcome, const StageStart& start,
                     const OwnNumbers& own);

  std::uint32_t together_ = 1;
  /// [pools][together]: for one who asks alone, with one more, .. : who stands here or behind finds no seat
  std::vector<AdmissionKey> first_refused_;
  std::vector<AdmissionKey> worst_;  ///< [pools][together], the worst held first, then before_all
};

}  // namespace mengpaneel::place
