// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Redraws of a plain round: one stage, nobody applies together. The fast way.

#include <cstdint>
#include <vector>

#include "place/chances/redraw_numbers.hpp"
#include "place/frozen.hpp"
#include "place/mechanisms/deferred_acceptance.hpp"
#include "place/mechanisms/market.hpp"
#include "place/mechanisms/mechanisms.hpp"

namespace mengpaneel::place {

/// One worker's copy of the market, redrawn in place. Memory: 8 bytes a row, 16 a seat, 4 a choice.
class PlainRedraws {
 public:
  PlainRedraws(const Frozen& frozen, const base::Digest& seed);

  /// Places once with the numbers of this redraw, and counts.
  void draw(std::uint64_t redraw);
  [[nodiscard]] const std::vector<std::uint32_t>& placed() const { return placed_; }  ///< [choices]

 private:
  void fill_words();
  void fill_words_by_programme();
  [[nodiscard]] std::uint64_t number(Applicant applicant) const;
  [[nodiscard]] std::uint64_t own_number(Applicant applicant) const;
  [[nodiscard]] bool before(Applicant left, Applicant right) const;

  const Frozen& frozen_;
  const MechanismEntry& entry_;
  RedrawStreams streams_;
  std::vector<MarketPool> pools_;
  DeferredAcceptance deferred_;
  PackedRows packed_;
  std::vector<std::uint64_t> standing_;  ///< [rows], the words without a number
  std::vector<std::uint64_t> number_;    ///< [choices] when per programme, else [units]
  std::vector<std::uint32_t> unit_of_pupil_;
  std::vector<std::uint32_t> row_of_pupil_;
  std::vector<std::uint32_t> choice_of_row_;
  std::vector<std::uint32_t> placed_;
  std::uint64_t redraw_ = 0;
};

}  // namespace mengpaneel::place
