// SPDX-License-Identifier: EUPL-1.2
#pragma once
// DUO's "leerlingen po per vestiging naar postcode leerling en leeftijd": one file for each municipality of
// the school, `;`, every field quoted, UTF-8 with BOM, a row for each home postcode and school site, a column
// for each year of age.

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "simulate/supply.hpp"

namespace mengpaneel::io::duo {

struct HomePostcodeCell {
  simulate::Age age;
  simulate::CountInterval pupils;  ///< never [0, 0]
};

struct HomePostcodeRow {
  std::string postcode;  ///< four digits; two (10, 20, 30, 40) where DUO knows no more
  std::string home_municipality;
  std::string school_id;  ///< six characters
  std::string school_name;
  std::string school_postcode;  ///< normalised
  std::string municipality;     ///< of the school
  std::string kind;             ///< Bo, Sbo, So, Vso
  std::string denomination;
  std::string board_id;
  std::string reference_date;  ///< YYYY-MM-DD
  std::vector<HomePostcodeCell> cells;
  std::uint64_t line;
};

/// Reads one file, by header name; columns that are not needed are passed over, INSTELLINGSCODE and
/// VESTIGINGSCODE may have their older names. Every LEEFTIJD_ column must be JONGER, OUDER or a number.
/// Faults go to `errors` with line and column. The file may not be empty. O(bytes).
[[nodiscard]] std::vector<HomePostcodeRow> read_home_postcodes(std::string_view bytes,
                                                               const std::string& file,
                                                               base::ErrorList& errors);

}  // namespace mengpaneel::io::duo
