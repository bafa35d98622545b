// SPDX-License-Identifier: EUPL-1.2
//
// Everything is made anew from the frozen files, the seed and all events so far; what the outcome says is
// only compared. So an outcome that was continued twice is the one that all events at once would have given.

#include "app/continue_round.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "app/outcome_files.hpp"
#include "app/outcome_of_round.hpp"
#include "io/events_reader.hpp"
#include "io/tables/event_tables.hpp"
#include "io/tables/frozen_tables.hpp"
#include "place/mechanisms/mechanisms.hpp"
#include "place/rules/capacity_rules.hpp"
#include "place/stages.hpp"
#include "place/waiting/waiting_round.hpp"

namespace mengpaneel::app {

namespace {

/// Deferred acceptance from the pupils' side, by priority or by number: what waits then is in the pools'
/// order.
bool may_have_events(place::Mechanism mechanism) {
  const place::MechanismEntry& entry = place::mechanism_entry(mechanism);
  return entry.no_justified_envy && entry.strategy_proof;
}

using base::ErrorCode;
using place::EventKind;

/// Which rounds can go on after the draw (decision 60).
base::ErrorList refuse_other_rounds(const RoundPackage& package, const io::ReadCertificate& certificate) {
  base::ErrorList errors;
  const auto refuse = [&errors](std::string_view value) {
    errors.add({.code = ErrorCode::events_not_for_this_round,
                .file = "policy.toml",
                .value = std::string(value),
                .expected = "deferred-acceptance | serial-dictatorship, - [groups], - [[stage]]"});
  };
  const auto mechanism = place::mechanism_from_name(certificate.mechanism);
  if (!package.rules.stages.empty()) {
    refuse("[[stage]]");
  } else if (!mechanism || !may_have_events(*mechanism)) {
    refuse(certificate.mechanism);
  }
  if (!package.rules.groups.empty()) {
    refuse("[groups]");
  }
  if (package.rules.waiting == place::WaitingOrder::not_kept) {
    errors.add({.code = ErrorCode::events_need_waiting_lists, .file = "policy.toml"});
  }
  return errors;
}

struct EventRows {
  std::vector<io::EventRow> rows;
  std::size_t of_outcome = 0;  ///< the first, which the outcome has had
};

base::Result<EventRows> read_events(const OutcomePackage& outcome, const EventsFile& events) {
  EventRows all;
  std::vector<io::EventRow>& rows = all.rows;
  if (outcome.files.contains("events.csv")) {
    base::Result<std::vector<io::EventRow>> read =
        io::parse_events(outcome.bytes_of("events.csv"), outcome.path_of("events.csv"), 0);
    if (!read) {
      return std::unexpected(std::move(read.error()));
    }
    rows = std::move(*read);
    all.of_outcome = rows.size();
  }
  base::Result<std::vector<io::EventRow>> read =
      io::parse_events(events.bytes, events.name, rows.empty() ? 0 : rows.back().seq);
  if (!read) {
    return std::unexpected(std::move(read.error()));
  }
  rows.insert(rows.end(), std::make_move_iterator(read->begin()), std::make_move_iterator(read->end()));
  return all;
}

base::Error error_at(const io::EventRow& row, ErrorCode code, std::string_view field, std::string_view value,
                     std::string_view expected) {
  return {.code = code,
          .file = row.file,
          .line = row.line,
          .field = std::string(field),
          .value = std::string(value),
          .expected = std::string(expected)};
}

/// Lets events happen and collects why some cannot.
class Continuation {
 public:
  Continuation(const RoundPackage& package, const place::Frozen& frozen, const place::Draw& draw,
               std::vector<std::uint8_t> drawn, const std::vector<io::EventRow>& rows)
      : package_(package), frozen_(frozen), draw_(draw), drawn_(std::move(drawn)), rows_(rows) {
    find_entered();
    std::vector<std::uint8_t> absent;
    for (const std::uint8_t drawn_here : drawn_) {
      absent.push_back(drawn_here == 0 ? 1 : 0);
    }
    start_ = place::place_stage(frozen_,
                                {place::draw_numbers(frozen_.table, frozen_.seats.programmes, draw_.seed),
                                 place::OwnNumbers(draw_.seed)},
                                {{}, std::move(absent)});
    round_.emplace(frozen_, start_, draw_.seed, entered_);
  }

  /// `count`: how many events of the outcome come first; its placements are those after them.
  base::ErrorList run(std::size_t count, const OutcomePackage& outcome, std::string_view events_file) {
    base::ErrorList errors;
    for (std::size_t index = 0; index <= rows_.size(); ++index) {
      if (index == count) {
        errors.append(compare_with(outcome));
        if (!errors.empty()) {
          return errors;
        }
      }
      if (index < rows_.size()) {
        happen(rows_[index], errors);
      }
    }
    for (std::uint32_t pupil = 0; pupil < drawn_.size(); ++pupil) {
      const place::FrozenTable& table = frozen_.table;
      const bool has_rows =
          table.row_begin[table.choice_begin[pupil]] != table.row_begin[table.choice_begin[pupil + 1]];
      if (has_rows && drawn_[pupil] == 0 && entered_[pupil] == never) {
        errors.add({.code = ErrorCode::pupil_not_entered,
                    .file = "pupils.csv",
                    .line = package_.round.pupils.line.empty() ? 0 : package_.round.pupils.line[pupil],
                    .field = "pupil_id",
                    .value = std::string(table.pupils.name(pupil)),
                    .expected = std::string(events_file)});
      }
    }
    return errors;
  }

  [[nodiscard]] const place::WaitingRound& round() const { return *round_; }
  [[nodiscard]] const std::vector<place::Event>& events() const { return events_; }
  [[nodiscard]] const std::vector<std::uint8_t>& drawn() const { return drawn_; }
  /// 1 for who entered after the draw [n].
  [[nodiscard]] std::vector<std::uint8_t> late() const {
    std::vector<std::uint8_t> late;
    for (const std::uint32_t entered : entered_) {
      late.push_back(entered != 0 ? 1 : 0);
    }
    return late;
  }

 private:
  static constexpr std::uint32_t never = base::none;

  /// Does the outcome say what has come out so far?
  [[nodiscard]] base::ErrorList compare_with(const OutcomePackage& outcome) const {
    base::ErrorList errors =
        compare_placements(frozen_, {round_->placed_row().begin(), round_->placed_row().end()}, outcome);
    if (!outcome.files.contains("events.csv")) {
      return errors;
    }
    std::vector<std::uint8_t> late(drawn_.size(), 0);
    for (const place::Event& event : events_) {
      if (event.kind == EventKind::enter) {
        late[event.pupil] = 1;
      }
    }
    const std::pair<std::string_view, std::string> files[] = {
        {"late.csv", io::tables::write_frozen(frozen_, late)},
        {"moves.csv", io::tables::write_moves(frozen_, round_->moves())},
        {"new_seats.csv", io::tables::write_new_seats(frozen_, round_->seat_changes())}};
    for (const auto& [name, bytes] : files) {
      if (outcome.bytes_of(name) != bytes) {
        errors.add({.code = ErrorCode::outcome_of_other_round,
                    .file = outcome.path_of(name),
                    .field = "file",
                    .value = std::string(name)});
      }
    }
    return errors;
  }

  void find_entered() {
    for (const std::uint8_t drawn : drawn_) {
      entered_.push_back(drawn != 0 ? 0 : never);
    }
    std::uint32_t place = 0;
    for (const io::EventRow& row : rows_) {
      const auto pupil = frozen_.table.pupils.find(row.pupil_id);
      if (row.kind == EventKind::enter && pupil && entered_[*pupil] == never) {
        entered_[*pupil] = ++place;
      }
    }
  }

  void happen(const io::EventRow& row, base::ErrorList& errors) {
    place::Event event{row.kind, row.seq, base::none, base::none, row.seats, {}};
    if (!row.pupil_id.empty()) {
      event.pupil = frozen_.table.pupils.find(row.pupil_id).value_or(base::none);
      if (event.pupil == base::none) {
        return errors.add(error_at(row, ErrorCode::unknown_pupil, "pupil_id", row.pupil_id, "pupils.csv"));
      }
    }
    if (!row.programme_id.empty()) {
      event.programme = frozen_.seats.programmes.find(row.programme_id).value_or(base::none);
      if (event.programme == base::none) {
        return errors.add(
            error_at(row, ErrorCode::unknown_programme, "programme_id", row.programme_id, "programmes.csv"));
      }
    }
    if (row.kind == EventKind::capacity) {
      if (!capacity_rules_) {
        capacity_rules_ = std::make_unique<place::CapacityRules>(package_.round, package_.rules);
      }
      auto seats = capacity_rules_->pool_seats(event.programme, row.seats);
      if (!seats) {
        return errors.add(error_at(row, ErrorCode::event_capacity_does_not_fit, "seats",
                                   std::to_string(row.seats), row.programme_id));
      }
      event.pool_seats = std::move(*seats);
    }
    if (const auto fault = round_->apply(event)) {
      return errors.add(error_of(row, *fault, event.pupil));
    }
    events_.push_back(std::move(event));
  }

  [[nodiscard]] base::Error error_of(const io::EventRow& row, place::EventFault fault,
                                     std::uint32_t pupil) const {
    using place::EventFault;
    const auto of_pupil = [&row](ErrorCode code, std::string_view expected = {}) {
      return error_at(row, code, "pupil_id", row.pupil_id, expected);
    };
    switch (fault) {
      case EventFault::not_in_round:
        return of_pupil(ErrorCode::event_not_in_round);
      case EventFault::withdrawn_before:
        return of_pupil(ErrorCode::event_withdrawn_before);
      case EventFault::accepted_before:
        return of_pupil(ErrorCode::event_accepted_before);
      case EventFault::in_round_before:
        return of_pupil(ErrorCode::event_in_round_before);
      case EventFault::not_placed:
        return of_pupil(ErrorCode::event_not_placed);
      case EventFault::placed_elsewhere: {
        const std::uint32_t choice =
            place::choice_of_row(frozen_.table, {round_->placed_row()[pupil], pupil});
        return of_pupil(ErrorCode::event_placed_elsewhere,
                        frozen_.seats.programmes.name(
                            static_cast<std::uint32_t>(frozen_.table.choice_programme[choice])));
      }
      case EventFault::no_limit:
        return error_at(row, ErrorCode::event_no_limit, "programme_id", row.programme_id, {});
      case EventFault::too_many_seats:
        return error_at(row, ErrorCode::out_of_range, "seats", std::to_string(row.seats), "1-4294967294");
    }
    __builtin_unreachable();
  }

  const RoundPackage& package_;
  const place::Frozen& frozen_;
  const place::Draw& draw_;
  std::vector<std::uint8_t> drawn_;
  const std::vector<io::EventRow>& rows_;
  std::vector<std::uint32_t> entered_;
  place::Outcome start_;
  std::optional<place::WaitingRound> round_;
  std::unique_ptr<place::CapacityRules> capacity_rules_;
  std::vector<place::Event> events_;
};

place::EventCount count_events(const Continuation& continuation) {
  const place::WaitingRound& round = continuation.round();
  place::EventCount count;
  count.events = continuation.events().size();
  for (const place::Event& event : continuation.events()) {
    count.withdrawn += event.kind == EventKind::withdraw ? 1U : 0U;
    count.entered += event.kind == EventKind::enter ? 1U : 0U;
  }
  count.accepted = round.accepted();
  count.moves = round.moves().size();
  count.over_seats = round.over_seats();
  return count;
}

/// The files of the outcome after the events. `frozen` becomes what holds now: with the new seats.
void write_all(const RoundPackage& package, const Continuation& continuation, PlacedRound& placed) {
  const place::WaitingRound& round = continuation.round();
  place::Frozen& frozen = placed.frozen.freeze.frozen;
  placed.frozen.frozen_csv = io::tables::write_frozen(frozen, continuation.drawn());
  placed.frozen.digest =
      place::frozen_digest(placed.frozen.frozen_csv, placed.frozen.policy_toml, placed.frozen.seats_csv);
  placed.files.push_back({"events.csv", io::tables::write_events(frozen, continuation.events())});
  placed.files.push_back({"late.csv", io::tables::write_frozen(frozen, continuation.late())});
  placed.files.push_back({"moves.csv", io::tables::write_moves(frozen, round.moves())});
  placed.files.push_back({"new_seats.csv", io::tables::write_new_seats(frozen, round.seat_changes())});
  placed.outcome = round.outcome();
  const place::WaitingRound::Broken broken = round.broken_promises();
  const place::EventCount count = count_events(continuation);
  frozen.seats = round.seats();
  placed.summary = place::summarise(package.round, placed.frozen.freeze, placed.outcome, placed.draw.seed);
  placed.summary.blocking_pairs = broken.passed_over;
  placed.summary.wasted_seats = broken.wasted_seats;
  placed.summary.events = count;
  write_outcome_files(package, placed);
}

}  // namespace

base::Result<PlacedRound> continue_round(const RoundPackage& package, const OutcomePackage& outcome,
                                         const EventsFile& events) {
  base::Result<io::ReadCertificate> certificate = check_outcome_files(outcome);
  if (!certificate) {
    return std::unexpected(std::move(certificate.error()));
  }
  if (base::ErrorList errors = refuse_other_rounds(package, *certificate); !errors.empty()) {
    return std::unexpected(std::move(errors));
  }
  base::Result<FrozenRound> frozen =
      freeze_round(package, place::mechanism_from_name(certificate->mechanism));
  if (!frozen) {
    return std::unexpected(std::move(frozen.error()));
  }
  base::Result<std::vector<std::uint8_t>> drawn = find_drawn(*frozen, outcome);
  base::Result<EventRows> rows = read_events(outcome, events);
  if (!drawn || !rows) {
    base::ErrorList errors = drawn ? base::ErrorList() : std::move(drawn.error());
    errors.append(rows ? base::ErrorList() : std::move(rows.error()));
    return std::unexpected(std::move(errors));
  }
  PlacedRound placed{std::move(*frozen), std::move(certificate->draw), {}, {}, {}};
  if (!placed.draw.is_rehearsal()) {
    const std::string digest = place::frozen_digest(outcome.bytes_of("frozen.csv"), placed.frozen.policy_toml,
                                                    placed.frozen.seats_csv);
    base::Result<place::Draw> draw =
        place::real_draw(placed.draw.parties, digest, outcome.path_of("certificate.json"));
    if (!draw) {
      return std::unexpected(std::move(draw.error()));
    }
    placed.draw = std::move(*draw);
  }
  Continuation continuation(package, placed.frozen.freeze.frozen, placed.draw, std::move(*drawn), rows->rows);
  if (base::ErrorList errors = continuation.run(rows->of_outcome, outcome, events.name); !errors.empty()) {
    return std::unexpected(std::move(errors));
  }
  write_all(package, continuation, placed);
  return placed;
}

}  // namespace mengpaneel::app
