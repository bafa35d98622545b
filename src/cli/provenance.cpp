// SPDX-License-Identifier: EUPL-1.2
#include "cli/provenance.hpp"

#include <algorithm>

#include "cli/terminal.hpp"

namespace mengpaneel::cli {

namespace {

constexpr std::string_view mark = "# ";

std::string_view take_line(std::string_view& rest) {
  const std::string_view line = rest.substr(0, rest.find('\n'));
  rest.remove_prefix(std::min(line.size() + 1, rest.size()));
  return line;
}

/// The first line with words after title number `wanted` (from 0); the first line of all where there is none.
std::string_view statement_of(std::string_view text, std::size_t wanted) {
  std::size_t titles = 0;
  for (std::string_view rest = text; !rest.empty();) {
    const std::string_view line = take_line(rest);
    if (line.starts_with(mark)) {
      ++titles;
    } else if (titles == wanted + 1 && !line.empty()) {
      return line;
    }
  }
  return text.substr(0, text.find('\n'));
}

}  // namespace

std::string provenance_note(const std::string& provenance, base::texts::Language language) {
  if (provenance.empty()) {
    return {};
  }
  const std::string statement = printable(statement_of(provenance, static_cast<std::size_t>(language)));
  return "  " +
         wrapped(base::texts::format(language, base::texts::TextKey::cli_provenance, {{"text", statement}}),
                 2) +
         "\n";
}

}  // namespace mengpaneel::cli
