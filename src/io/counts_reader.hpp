// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Long tables of counts: a row for each unit and group, or for each pupil. DUO's files of pupils by home
// postcode are read as they are, with their ages added up.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "measure/counts.hpp"

namespace mengpaneel::io {

struct CountColumns {
  std::string unit;
  std::string group;
  /// Empty: `n`, `count`, `aantal` or `pupils` where there is one, else each row is one pupil.
  std::string count;
  std::vector<std::string> levels;
};

struct CountsFile {
  measure::Counts counts;
  std::string count_column;  ///< what was used; empty: rows
  bool duo_postcodes = false;
};

/// "12" or "12.5" (a decimal comma where the delimiter is no comma) is itself; "<5" is 1 to 4, "-1" too, as
/// DUO writes it. Nothing for anything else: a suppression that we do not know must not become a number.
[[nodiscard]] std::optional<measure::CountInterval> hidden_or_count(std::string_view text,
                                                                    bool decimal_comma);

/// True for DUO's "leerlingen po per vestiging naar postcode leerling en leeftijd".
[[nodiscard]] bool is_duo_postcodes(std::string_view bytes);

/// Reads a table; the same unit, group and levels may stand in several rows, which add up. In a DUO file the
/// unit is the school site and the group the home postcode where `columns` leaves them empty, and only
/// ordinary primary schools (Bo) count. Errors: those of csv::Reader, column_missing, not_a_number.
[[nodiscard]] base::Result<CountsFile> read_counts(std::string_view bytes, const std::string& file,
                                                   const CountColumns& columns);

}  // namespace mengpaneel::io
