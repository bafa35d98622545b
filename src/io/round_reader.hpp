// SPDX-License-Identifier: EUPL-1.2
#pragma once
// A round folder as a place::Round: every table of docs/formats.md but the rules, checked against itself and
// against the others. All faults of all files come together. One file of io/round/ reads one kind of table.
// Cost: 100,000 pupils x 10 preferences over 1,000 programmes in about 0.1 s.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "io/file.hpp"
#include "place/round.hpp"

namespace mengpaneel::io {

/// One table: the name that errors show, and its bytes, or nothing when the round does not have it.
struct RoundFile {
  std::string name;
  std::optional<std::string_view> bytes;
};

struct RoundFiles {
  RoundFile programmes{"programmes.csv", {}};
  RoundFile pupils{"pupils.csv", {}};
  RoundFile preferences{"preferences.csv", {}};
  RoundFile claims{"claims.csv", {}};  ///< optional, like those below it
  RoundFile priorities{"priorities.csv", {}};
  RoundFile distances{"distances.csv", {}};
  RoundFile lottery{"lottery.csv", {}};
};

/// RoundFiles together with the memory that they look at; may be moved.
struct OwnedRoundFiles {
  RoundFiles files;
  std::vector<std::unique_ptr<const FileBytes>> owned;
};

/// Reads the tables; opens nothing. `ignored_columns`, when asked for, gets "file: column" for each column of
/// preferences, claims, priorities, distances and lottery that has no meaning. Errors: file_missing for the
/// first three tables, those of csv::Reader, and duplicate, unknown_pupil, unknown_programme, rank_repeated,
/// place_missing, not_an_allowed_word.
[[nodiscard]] base::Result<place::Round> parse_round(const RoundFiles& files,
                                                     std::vector<std::string>* ignored_columns = nullptr);

/// The bytes of the tables in `folder`. A table that is not there has no bytes: parse_round() knows which are
/// needed. Errors: file_missing for the folder itself, file_unreadable.
[[nodiscard]] base::Result<OwnedRoundFiles> read_round_files(const std::string& folder);

}  // namespace mengpaneel::io
