// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The criteria of the rules, bound to a round: yes/no for a pupil at a programme, as one bit each.

#include <cstdint>
#include <memory>
#include <vector>

#include "base/error.hpp"
#include "place/round.hpp"
#include "place/rules/places.hpp"
#include "place/rules/rules.hpp"

namespace mengpaneel::place {

class Criteria {
 public:
  /// Checks that the columns and places that the criteria need are there; adds to `errors` what is not.
  Criteria(const Round& round, const Rules& rules, const Places& places, base::ErrorList& errors);
  ~Criteria();
  Criteria(const Criteria&) = delete;
  Criteria& operator=(const Criteria&) = delete;

  /// Bits of the criteria that look at the programme alone.
  [[nodiscard]] std::uint64_t of_programme(std::uint32_t programme) const {
    return programme_bits_[programme];
  }

  /// Prepares for questions about `pupil`: her own bits and the nearest schools.
  void select_pupil(std::uint32_t pupil);

  /// All bits for the selected pupil at a programme. `position` in the list from 1; 0 when not listed.
  [[nodiscard]] std::uint64_t of(std::uint32_t programme, std::uint32_t position) const;

 private:
  struct Bound;

  void bind(std::size_t index, const Criterion& criterion, base::ErrorList& errors);
  void bind_value(std::size_t index, const Criterion& criterion, const ValueTest& test,
                  base::ErrorList& errors);
  void bind_same(std::size_t index, const Criterion& criterion, const SameTest& test,
                 base::ErrorList& errors);
  void bind_postcode(std::size_t index, const Criterion& criterion, const PostcodeTest& test,
                     base::ErrorList& errors);
  void bind_mixes(std::size_t index, const Criterion& criterion, const MixesTest& test,
                  base::ErrorList& errors);
  void bind_nearest(std::size_t index, const NearestTest& test);
  void bind_duo(std::size_t index, const DuoTest& test);
  [[nodiscard]] const TextColumn* column_of(const ColumnSet& columns, std::string_view name,
                                            const Criterion& criterion, std::string_view file,
                                            base::ErrorList& errors) const;

  const Round& round_;
  const Rules& rules_;
  const Places& places_;
  std::vector<std::uint64_t> programme_bits_;  ///< [m]
  std::vector<std::uint64_t> pupil_bits_;      ///< [n]
  std::unique_ptr<Bound> bound_;
  std::uint32_t pupil_ = 0;
};

}  // namespace mengpaneel::place
