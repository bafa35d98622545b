// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Rounds that were made up or modelled say so wherever they are shown.

#include <string>

#include "base/text.hpp"

namespace mengpaneel::cli {

/// The statement of PROVENANCE.txt in this language, wrapped and indented: the first paragraph of its part
/// (the parts stand in the order of the languages, each under a line "# title"). Nothing for an empty text.
[[nodiscard]] std::string provenance_note(const std::string& provenance, base::texts::Language language);

}  // namespace mengpaneel::cli
