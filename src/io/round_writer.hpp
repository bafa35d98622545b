// SPDX-License-Identifier: EUPL-1.2
#pragma once
// A town that was made, as the files of a round folder (docs/formats.md). The policy is not among them:
// whoever asked for the town chooses one.
//
// Beyond the contract's columns, programmes.csv has citywide (yes, no), seats_vve, present, present_low,
// site; pupils.csv has ses (low, middle, high), vve (yes, no), born, round1 (yes: all apply in the first
// round), home. Both have `modelled`: the columns of this row that no one counted, separated by ';', or
// `all`. PROVENANCE.txt says so in words, in every language.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "simulate/benchmark_round.hpp"
#include "simulate/town.hpp"

namespace mengpaneel::io {

/// The files, named as members with an underscore for the dot.
struct MadeRound {
  std::string programmes_csv;
  std::string pupils_csv;
  std::string preferences_csv;
  std::string claims_csv;
  std::string provenance_txt;
};

/// Name and bytes of each file, for writing a folder; valid as long as the round.
[[nodiscard]] std::vector<std::pair<std::string_view, std::string_view>> files_of(const MadeRound& round);

/// Sorted as the contract has it; equal towns give equal bytes. O(bytes).
[[nodiscard]] MadeRound write_round(const simulate::Town& town);

/// Programmes P1.. and pupils L1.., padded to equal length; no claims. `seed` is for PROVENANCE.txt.
[[nodiscard]] MadeRound write_round(const simulate::BenchmarkRound& round, const base::Digest& seed);

}  // namespace mengpaneel::io
