// SPDX-License-Identifier: EUPL-1.2
#pragma once
// "Did you mean": the known word that a misspelt one was probably meant to be.

#include <span>
#include <string_view>

namespace mengpaneel::base {

/// The first of the words in `known` with the fewest edits (a byte inserted, removed, replaced, or two
/// neighbours swapped) from `word`, when that is at most a third of its bytes, and one for a short word;
/// otherwise empty. Words over 64 bytes are nobody's spelling mistake: empty. Cost: known words x their
/// lengths x word length. Source: optimal string alignment (Damerau 1964; Levenshtein 1966).
[[nodiscard]] std::string_view nearest_word(std::string_view word, std::span<const std::string_view> known);

}  // namespace mengpaneel::base
