// SPDX-License-Identifier: EUPL-1.2
#pragma once
// The independent checker. It shares nothing with the engine but src/base and the CSV reader: it reads the
// published tables itself, draws the numbers anew, places anew by a textbook algorithm, and says what does
// not hold.
//
// Proved for every mechanism: the files are complete, canonical and the ones that the certificate names; the
// seed follows from the parties' reveals; every lottery number; nobody is placed without a frozen row, twice,
// or above capacity; every row of decisions, cut-offs and waiting lists; the counts of the summary.
//   deferred-acceptance   no justified envy, no waste, and the best of all such placements for every pupil
//   serial-dictatorship   the same, on keys without class and order
//   school-proposing      no justified envy, no waste, and that the placement is what programmes proposing
//   gives parallel:K            that the placement is what its bands give; no envy and no waste are not its
//   claims top-trading-cycles    that the placement is what the trades give; that no circle of pupils gains
//   by trading
//                         the seats that they got
//   stable-improvement-cycles  that the placement is what the trades after deferred acceptance give; no envy
//                         by class and order, no waste
//   immediate-acceptance  that the placement is what its rounds give; no envy and no waste are not its claims
//   with groups           the same for who applies alone; that the placement is what the procedure for groups
//                         gives; which groups block
//   after events          that every move follows from the draw and the events; nobody who waits is passed
//                         over, and no seat is free that somebody waits for. That the seats of a new
//                         capacity follow from the rules is not proved
//   with several stages   that the placement is what the stages give on the seats that were left; within each
//                         the claims of its mechanism; how many pairs block between them
// Proved with a round only: that frozen.csv is about the listed choices, that nobody is left out, and rows of
// programmes at which a pupil is eligible for no pool. Not proved: that the rules were applied as written
// (freeze the round again for that), nor that a programme for which the pupil has no pool was appended to a
// list.
//
// Bytes in, findings out: no files, threads or exceptions. Memory: 50 bytes for each row of frozen.csv.
// Cost: O(rows log rows); a row of frozen.csv and its decision 0.3 to 0.5 us together.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verify/findings.hpp"

namespace mengpaneel::verify {

/// What the placement was to be made from. Of an outcome with late entries: as it was drawn, or, always where
/// there is a round, with them.
struct FrozenFiles {
  std::string_view frozen_csv;
  std::string_view seats_csv;
  std::string_view policy_toml;
};

/// What an outcome has more that was continued with events after the draw.
struct AfterDrawFiles {
  std::optional<std::string_view> events_csv;
  std::optional<std::string_view> late_csv;
  std::optional<std::string_view> moves_csv;
  std::optional<std::string_view> new_seats_csv;
};

/// The outcome folder; nullopt is a file that is not there.
struct OutcomeFiles {
  std::optional<std::string_view> frozen_csv;
  std::optional<std::string_view> seats_csv;
  std::optional<std::string_view> policy_toml;
  std::optional<std::string_view> placements_csv;
  std::optional<std::string_view> decisions_csv;
  std::optional<std::string_view> cutoffs_csv;
  std::optional<std::string_view> waiting_lists_csv;
  std::optional<std::string_view> summary_json;
  std::optional<std::string_view> certificate_json;
  std::vector<std::string> other_names;                ///< files that do not belong there
  std::optional<AfterDrawFiles> after = std::nullopt;  ///< where any of them is there
};

struct NamedBytes {
  std::string name;
  std::string_view bytes;
};

/// The round folder. `other_files` are all its further files that the contract names, except policy.toml
/// (claims.csv, priorities.csv, ...): the certificate's `inputs` are compared with all of them.
struct RoundFiles {
  std::string_view programmes_csv;
  std::string_view pupils_csv;
  std::string_view preferences_csv;
  std::vector<NamedBytes> other_files;
};

struct VerifyOptions {
  std::size_t findings_max = 1000;  ///< shown; all are counted
};

/// `round` may be nullptr. The report is about everything that could be checked: where the frozen tables or
/// the seed cannot be read, nothing that depends on them is.
[[nodiscard]] Report verify(const FrozenFiles& frozen, const OutcomeFiles& outcome, const RoundFiles* round,
                            const VerifyOptions& options = {});

}  // namespace mengpaneel::verify
