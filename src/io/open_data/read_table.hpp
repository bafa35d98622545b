// SPDX-License-Identifier: EUPL-1.2
#pragma once
// One text in CSV, by the record of its kind.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "io/open_data/import.hpp"

namespace mengpaneel::io::open_data {

struct TextToRead {
  std::string_view csv;                 ///< outlives the table
  std::string name;                     ///< of the file, for messages
  std::uint32_t file = 0;               ///< index into the report's files
  std::optional<std::uint32_t> year{};  ///< where no column says
  bool is_sheet = false;                ///< of a workbook: errors name cells instead of characters
};

/// Fills `table`, of which only the kind is set. Cells of 0 pupils are left out. Faults go to `errors` (a
/// text whose rows are of several definitions too: series_break); counts and columns that were passed over to
/// `file` and `report`.
void read_table(const TextToRead& text, const Options& options, Table& table, FileReport& file,
                Report& report, base::ErrorList& errors);

}  // namespace mengpaneel::io::open_data
