// SPDX-License-Identifier: EUPL-1.2
#pragma once
// place --from: an outcome and what happened after it in, the continued outcome out (docs/formats.md,
// decisions 60 to 69).

#include <map>
#include <string>
#include <string_view>

#include "app/place_round.hpp"
#include "app/ports.hpp"
#include "base/error.hpp"

namespace mengpaneel::app {

/// An outcome folder.
struct OutcomePackage {
  std::string folder;                                          ///< for errors
  std::map<std::string, std::string_view, std::less<>> files;  ///< those that are there, by name

  [[nodiscard]] std::string path_of(std::string_view name) const { return folder + "/" + std::string(name); }
  /// Empty where it is not there.
  [[nodiscard]] std::string_view bytes_of(std::string_view name) const {
    const auto found = files.find(name);
    return found == files.end() ? std::string_view() : found->second;
  }
};

inline constexpr std::string_view outcome_file_names[] = {
    "certificate.json", "cutoffs.csv",  "decisions.csv",    "events.csv",     "frozen.csv",
    "late.csv",         "moves.csv",    "new_seats.csv",    "placements.csv", "policy.toml",
    "seats.csv",        "summary.json", "waiting_lists.csv"};

struct EventsFile {
  std::string_view bytes;
  std::string name;  ///< for errors
};

/// Checks that the outcome is whole and belongs to the round, draws and places as it was, and lets all events
/// happen: those of the outcome, then those of the file. `PlacedRound` is then about now: its frozen seats
/// are the seats after the events. Fails with every fault of the outcome, else of the events; nothing is
/// written.
[[nodiscard]] base::Result<PlacedRound> continue_round(const RoundPackage& package,
                                                       const OutcomePackage& outcome,
                                                       const EventsFile& events);

}  // namespace mengpaneel::app
