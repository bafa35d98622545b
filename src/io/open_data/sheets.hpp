// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Which sheets of a workbook hold the table of a kind, and from which row on.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "io/open_data/import.hpp"

namespace mengpaneel::io::open_data {

struct SheetWithTable {
  std::string name;
  std::string csv;                    ///< line numbers are row numbers of the sheet
  std::optional<std::uint32_t> year;  ///< that the sheet's name begins with
};

/// The header is the first of a sheet's first 30 rows that holds every required column of the kind. Errors:
/// those of read_workbook(); not_an_allowed_word (the sheets that there are) when no sheet holds the table,
/// or more than one does and neither the kind nor the options choose.
[[nodiscard]] base::Result<std::vector<SheetWithTable>> sheets_with_table(const KindRecord& kind,
                                                                          const InputFile& file,
                                                                          const Options& options);

}  // namespace mengpaneel::io::open_data
