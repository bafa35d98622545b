// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Which column of a file is which, by header name.

#include <cstdint>
#include <string>
#include <vector>

#include "io/csv/reader.hpp"
#include "io/open_data/kinds.hpp"

namespace mengpaneel::io::open_data {

struct BoundColumn {
  Role role;
  Field field;
  csv::Column column;
};

struct BoundCategory {
  std::string category;
  csv::Column column;
  bool may_be_text = false;  ///< a further column: passed over when it holds anything but numbers
};

struct BoundColumns {
  std::vector<BoundColumn> described_by;
  std::vector<BoundCategory> categories;
  csv::Column institution = csv::absent;
  csv::Column site = csv::absent;
  csv::Column date = csv::absent;
  csv::Column count = csv::absent;  ///< long layout
  csv::Column group = csv::absent;  ///< long layout, where groups are told apart
  std::vector<std::string> unused;  ///< headers
};

/// Finds the kind's columns in a header; reports column_missing with all names of a required one, and
/// column_twice where two columns have one canonical name and it is needed. False when any fault was found.
[[nodiscard]] bool bind_columns(const KindRecord& kind, csv::Reader& reader, BoundColumns& out);

}  // namespace mengpaneel::io::open_data
