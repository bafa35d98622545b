// SPDX-License-Identifier: EUPL-1.2
#pragma once
// What tests of the kinds share. No school, area or count in the tests is real.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "io/open_data/import.hpp"

namespace mengpaneel::io::open_data::fixtures {

inline base::Result<Import> import_text(std::string_view kind, std::string_view bytes,
                                        const Options& options = {}) {
  return import_files(*find_kind(kind), {{"file.csv", bytes}}, options);
}

/// The table as it is written, or its faults as `code line:column field value`, a line each.
inline std::string outcome(const base::Result<Import>& import) {
  if (import) {
    return write_csv(import->table);
  }
  std::string out;
  for (const base::Error& error : import.error().shown()) {
    out.append(base::error_code_name(error.code)).append(" " + std::to_string(error.line));
    out.append(":" + std::to_string(error.column) + " " + error.field + " " + error.value + "\n");
  }
  return out;
}

inline std::string outcome(std::string_view kind, std::string_view bytes, const Options& options = {}) {
  return outcome(import_text(kind, bytes, options));
}

}  // namespace mengpaneel::io::open_data::fixtures
