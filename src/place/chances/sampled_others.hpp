// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Chances with uncertainty about the lists of the others: docs/chances.md says what is computed and how far
// it is from inserting every pupil alone.

#include <cstdint>
#include <utility>
#include <vector>

#include "place/chances/cut_offs.hpp"
#include "place/chances/families.hpp"
#include "place/chances/others_source.hpp"
#include "place/chances/redraw_numbers.hpp"
#include "place/frozen.hpp"
#include "place/stages.hpp"

namespace mengpaneel::place {

/// The pools of a round after others were placed in it, again and again.
class OthersMarket {
 public:
  OthersMarket(const Frozen& round, const OthersSource& source, const base::Digest& seed);

  /// Samples and places the others of this redraw. `cut_offs()`: [stages].
  void draw(std::uint64_t redraw);
  [[nodiscard]] const std::vector<CutOffs>& cut_offs() const { return cut_offs_; }

 private:
  void sample(std::uint64_t redraw);

  bool resampled_;
  base::RandomStream sample_stream_;
  RedrawStreams streams_;
  std::vector<StagePart> parts_;
  Families families_;
  std::uint32_t sample_size_;
  std::uint32_t together_;  ///< most pupils who ask for seats at once
  std::vector<std::uint32_t> chosen_;
  std::vector<Frozen> sampled_;  ///< [stages]
  std::vector<std::uint32_t> unit_of_pupil_;
  std::vector<CutOffs> cut_offs_;
};

/// One worker.
class SampledOthers {
 public:
  SampledOthers(const Frozen& frozen, const OthersSource& source, const base::Digest& seed);

  /// Draws the others and the numbers of this redraw, sends every pupil down her list past the cut-offs, and
  /// counts.
  void draw(std::uint64_t redraw);
  [[nodiscard]] const std::vector<std::uint32_t>& placed() const { return placed_; }  ///< [choices]

 private:
  void send_alone(std::uint32_t pupil, const LotteryNumbers& numbers, const OwnNumbers& own);
  void send_group(const FrozenGroup& group, const LotteryNumbers& combined, const LotteryNumbers& numbers,
                  const OwnNumbers& own);
  [[nodiscard]] bool all_admitted(const FrozenGroup& group, std::uint32_t position,
                                  const LotteryNumbers& numbers, const OwnNumbers& own);
  [[nodiscard]] std::uint32_t admitting_pool(std::uint32_t pupil, std::uint32_t choice,
                                             const LotteryNumbers& numbers, const OwnNumbers& own) const;

  const Frozen& frozen_;
  RedrawStreams streams_;
  OthersMarket others_;
  std::vector<std::uint32_t> unit_of_pupil_;
  LotteryNumbers numbers_;
  std::vector<std::uint32_t> placed_;
  std::vector<std::uint32_t> taken_;  ///< pools in which those who ask together have a seat already
  std::vector<std::pair<AdmissionKey, std::uint32_t>> asking_;  ///< members of a group with their first keys
};

}  // namespace mengpaneel::place
