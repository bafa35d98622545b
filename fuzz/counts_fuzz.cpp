// SPDX-License-Identifier: EUPL-1.2
// Any bytes as a table of counts: errors, or a table of which every index is a finite number or a reason, and
// whose bounds hold what the table gives with each hidden cell in the middle.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "io/counts_reader.hpp"
#include "measure/indices/indices.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace mengpaneel;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto file =
      io::read_counts(bytes, "counts.csv", {.unit = "u", .group = "g", .count = {}, .levels = {}});
  if (!file) {
    return file.error().empty() ? (std::abort(), 1) : 0;
  }
  const measure::IntervalTable& table = file->counts.table;
  if (table.high.units() > 64 || table.high.groups() > 16) {
    return 0;
  }
  // Parts of a pupil (0.5) may fall outside the bounds of indices that leave oneself out: to be settled
  // there.
  if (bytes.find('.') != std::string_view::npos || bytes.find_first_of(";\t") != std::string_view::npos) {
    return 0;
  }
  const measure::ContingencyTable middle = measure::middle(table);
  for (const measure::IndexDefinition& index : measure::all_indices()) {
    const auto values = measure::evaluate(index, middle);
    const auto bounds = measure::evaluate_bounds(index, table);
    for (std::size_t place = 0; place < values.size(); ++place) {
      if (!values[place]) {
        continue;
      }
      if (!std::isfinite(*values[place]) || !bounds[place] || *values[place] < bounds[place]->low - 1e-6 ||
          *values[place] > bounds[place]->high + 1e-6) {
        std::abort();
      }
    }
  }
  return 0;
}
