// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The two formats of a workbook.

#include <string>
#include <vector>

#include "io/spreadsheet/workbook.hpp"

namespace mengpaneel::io::spreadsheet {

/// content.xml: OpenDocument 1.2, part 1, section 9.1.
[[nodiscard]] base::Result<std::vector<Sheet>> read_ods(const ZipFile& zip, const std::string& file,
                                                        const Limits& limits);

/// xl/workbook.xml, its sheets and xl/sharedStrings.xml: ECMA-376, part 1, section 18.
[[nodiscard]] base::Result<std::vector<Sheet>> read_xlsx(const ZipFile& zip, const std::string& file,
                                                         const Limits& limits);

}  // namespace mengpaneel::io::spreadsheet
