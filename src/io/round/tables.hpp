// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The tables of a round, one function each; round_reader.cpp calls them in order. Inside io/round only.
// Each reports all of its faults to `errors` and fills what it can, so that the tables after it can still be
// held against it.

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/id_table.hpp"
#include "io/csv/reader.hpp"
#include "io/round_reader.hpp"
#include "place/round.hpp"

namespace mengpaneel::io {

/// What the other tables need to know of programmes.csv or pupils.csv.
struct KnownIds {
  bool readable = false;  ///< false: nothing is known, so nothing can be called unknown
  base::IdTable faulty;   ///< identifiers of rows that could not be read
};

struct RoundReading {
  place::Round round;
  KnownIds programmes;
  KnownIds pupils;
  base::ErrorList errors;
  std::vector<std::string> ignored_columns;
};

void read_programmes(const RoundFile& file, RoundReading& reading);
void read_pupils(const RoundFile& file, RoundReading& reading);
// The tables below need the two above.
void read_preferences(const RoundFile& file, RoundReading& reading);
void read_claims(const RoundFile& file, RoundReading& reading);
void read_priorities(const RoundFile& file, RoundReading& reading);
void read_distances(const RoundFile& file, RoundReading& reading);
void read_lottery(const RoundFile& file, RoundReading& reading);

/// Adds "file: column" for each column that is not in `known`.
void note_ignored_columns(const csv::Reader& reader, std::initializer_list<std::string_view> known,
                          RoundReading& reading);

}  // namespace mengpaneel::io
