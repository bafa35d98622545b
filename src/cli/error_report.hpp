// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Errors as people and as programs read them.

#include <string>

#include "base/error.hpp"
#include "base/text.hpp"

namespace mengpaneel::cli {

/// `file:line:column: message` and an indented hint for each; a line with the count when not all are shown.
[[nodiscard]] std::string render_errors(const base::ErrorList& errors, base::texts::Language language,
                                        bool colour);

/// {"errors": [{code, file, line, column, field, value, expected, message, hint}], "total": n}
[[nodiscard]] std::string render_errors_json(const base::ErrorList& errors, base::texts::Language language);

/// The highest among them.
[[nodiscard]] base::ExitCode exit_code_of(const base::ErrorList& errors);

}  // namespace mengpaneel::cli
