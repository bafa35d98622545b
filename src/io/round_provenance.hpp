// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "simulate/benchmark_round.hpp"
#include "simulate/town.hpp"

namespace mengpaneel::io {

/// What is real about the town and what is modelled, as Markdown, in every language of the catalogue.
[[nodiscard]] std::string provenance_text(const simulate::Town& town);
[[nodiscard]] std::string provenance_text(const simulate::BenchmarkRound& round, const base::Digest& seed);

}  // namespace mengpaneel::io
