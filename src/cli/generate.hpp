// SPDX-License-Identifier: EUPL-1.2
#pragma once
// What packages and the docs take from the records: `mengpaneel --generate man | bash-completion |
// options-json`.

#include <string>
#include <string_view>

#include "base/text.hpp"

namespace mengpaneel::cli {

/// One of the three, which the parser has checked.
[[nodiscard]] std::string generate(std::string_view kind, base::texts::Language language);

/// A manual page, mengpaneel(1), in the man macros of roff.
[[nodiscard]] std::string man_page(base::texts::Language language);
[[nodiscard]] std::string bash_completion();
/// Every command with its arguments and options, descriptions in both languages.
[[nodiscard]] std::string options_json();

}  // namespace mengpaneel::cli
