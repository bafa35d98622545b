// SPDX-License-Identifier: EUPL-1.2
#pragma once
// A supply folder: the import in tables of our own format, to be kept, looked into, and made rounds of.
//
//   schools.csv    school_id, name, denomination, board_id, postcode, latitude, longitude, municipality
//   counts.csv     postcode, school_id, age (younger, 0.., older), low, high; no row where nobody is
//   postcodes.csv  postcode, municipality, latitude, longitude
//   import.json    source, reference date, and the report of the import

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "io/duo/import.hpp"
#include "simulate/supply.hpp"

namespace mengpaneel::io::duo {

/// The four files of the folder; the member's name with a dot for the last underscore is the file's name.
struct SupplyTables {
  std::string schools_csv;
  std::string counts_csv;
  std::string postcodes_csv;
  std::string import_json;
};

/// Name and bytes of each file, for writing the folder; valid as long as the tables.
[[nodiscard]] std::vector<std::pair<std::string_view, std::string_view>> files_of(const SupplyTables& tables);

/// Equal imports give equal bytes.
[[nodiscard]] SupplyTables write_supply(const Import& import);

/// The supply that write_supply() wrote, equal in every member. Fails with every fault of the four files:
/// unknown or repeated schools and postcodes, low > high, coordinates, missing columns. `folder` is put
/// before the names of the files in errors (empty: nothing).
[[nodiscard]] base::Result<simulate::Supply> read_supply(const SupplyTables& tables,
                                                         const std::string& folder = {});

}  // namespace mengpaneel::io::duo
