// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The tables of an outcome folder as text (docs/formats.md, An outcome folder). The columns `class` need the
// class names, which an outcome from frozen files alone does not have; they are then empty.

#include <string>

#include "place/frozen.hpp"
#include "place/outcome.hpp"

namespace mengpaneel::io::tables {

[[nodiscard]] std::string write_placements(const place::Frozen& frozen, const place::Outcome& outcome);
[[nodiscard]] std::string write_decisions(const place::Frozen& frozen, const place::Outcome& outcome);
[[nodiscard]] std::string write_cutoffs(const place::Frozen& frozen, const place::Outcome& outcome);
[[nodiscard]] std::string write_waiting_lists(const place::Frozen& frozen, const place::Outcome& outcome);

}  // namespace mengpaneel::io::tables
