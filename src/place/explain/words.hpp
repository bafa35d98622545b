// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Rules and numbers in words for families.

#include <string>
#include <string_view>

#include "base/text.hpp"

namespace mengpaneel::place {

/// An expression of the rules, as decisions.csv has it (`preschool & nearby | !citywide`), in words. A
/// criterion is looked up in texts/<language>/criteria.toml; one that is not there stays as it is, in quotes:
/// what a town calls its own criterion is not ours to translate.
[[nodiscard]] std::string expression_in_words(base::texts::Language language, std::string_view expression);

/// "de7757526ab595ca" as "de77 5752 6ab5 95ca"; anything that is not 16 long is left as it is.
[[nodiscard]] std::string number_in_groups(std::string_view number);

}  // namespace mengpaneel::place
