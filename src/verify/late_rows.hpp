// SPDX-License-Identifier: EUPL-1.2
#pragma once
// late.csv: the rows of pupils who entered after the draw, in the form of frozen.csv.

#include <set>
#include <string>
#include <string_view>

#include "verify/findings.hpp"

namespace mengpaneel::verify {

struct WholeTable {
  std::string frozen_csv;                   ///< the rows of both files, by pupil
  std::set<std::string, std::less<>> late;  ///< pupils of late.csv
};

/// Both files as one table of one stage. Rows that cannot be read, and pupils who stand in both, are
/// findings. What the rows say is judged where the table is read.
[[nodiscard]] WholeTable join_late_rows(std::string_view frozen_csv, std::string_view late_csv,
                                        Findings& findings);

}  // namespace mengpaneel::verify
