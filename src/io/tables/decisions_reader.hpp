// SPDX-License-Identifier: EUPL-1.2
#pragma once
// decisions.csv, row by row or pupil by pupil, so that a file of a million rows needs the memory of one
// pupil.

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "io/csv/reader.hpp"
#include "place/explain/decision.hpp"

namespace mengpaneel::io::tables {

class DecisionsReader {
 public:
  /// `bytes` and `errors` must outlive the reader.
  DecisionsReader(std::string_view bytes, std::string file, base::ErrorList& errors);

  /// The next row without a fault; false at the end. Faults go to `errors`: identifiers, numbers, an outcome
  /// that is no word of the contract, a pool without standing, a cut-off that is not whole.
  bool next(place::Decision& decision);

  /// All rows of the next pupil; false at the end. A pupil whose rows do not stand together is reported.
  bool next_pupil(std::vector<place::Decision>& decisions);

 private:
  struct StandingColumns {
    csv::Column class_index;
    csv::Column class_name;
    csv::Column order;
    csv::Column number;
  };

  bool read_row(place::Decision& decision);
  bool read_outcome(place::Decision& decision);
  bool read_standing(const StandingColumns& columns, std::optional<place::Standing>& standing);

  csv::Reader reader_;
  csv::Column pupil_;
  csv::Column programme_;
  csv::Column rank_;
  csv::Column pool_;
  csv::Column outcome_;
  StandingColumns own_;
  StandingColumns cutoff_;
  csv::Column waiting_;
  place::Decision ahead_;  ///< the first row of the next pupil
  bool has_ahead_ = false;
};

}  // namespace mengpaneel::io::tables
