// SPDX-License-Identifier: EUPL-1.2
#include "io/tables/decisions_reader.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace mengpaneel::io::tables {

namespace {

using base::ErrorCode;

constexpr std::uint64_t largest = std::numeric_limits<std::uint32_t>::max();

/// 16 hexadecimal digits, or a decimal number of at most 20.
bool is_lottery_number(std::string_view text) {
  return !text.empty() && text.size() <= 20 &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

DecisionsReader::DecisionsReader(std::string_view bytes, std::string file, base::ErrorList& errors)
    : reader_(bytes, std::move(file), errors),
      pupil_(reader_.required("pupil_id")),
      programme_(reader_.required("programme_id")),
      rank_(reader_.required("rank")),
      pool_(reader_.required("pool")),
      outcome_(reader_.required("outcome")),
      own_{reader_.required("class_index"), reader_.required("class"), reader_.required("order"),
           reader_.required("lottery")},
      cutoff_{reader_.required("cutoff_class_index"), reader_.required("cutoff_class"),
              reader_.required("cutoff_order"), reader_.required("cutoff_lottery")},
      waiting_(reader_.required("waiting_position")) {}

bool DecisionsReader::next(place::Decision& decision) {
  while (reader_.next()) {
    if (read_row(decision)) {
      return true;
    }
  }
  return false;
}

bool DecisionsReader::next_pupil(std::vector<place::Decision>& decisions) {
  decisions.clear();
  if (has_ahead_) {
    decisions.push_back(std::move(ahead_));
    has_ahead_ = false;
  }
  place::Decision decision;
  while (next(decision)) {
    if (!decisions.empty() && decision.pupil_id != decisions.front().pupil_id) {
      if (decision.pupil_id < decisions.front().pupil_id) {
        reader_.report(ErrorCode::out_of_range, pupil_, "sorted");
        continue;
      }
      ahead_ = std::move(decision);
      has_ahead_ = true;
      return true;
    }
    decisions.push_back(std::move(decision));
    decision = {};
  }
  return !decisions.empty();
}

bool DecisionsReader::read_row(place::Decision& decision) {
  const auto pupil = reader_.identifier(pupil_);
  const auto programme = reader_.identifier(programme_);
  const auto rank = reader_.whole_number(rank_, 1, largest);
  if (!pupil || !programme || !rank) {
    return false;
  }
  decision.pupil_id = *pupil;
  decision.programme_id = *programme;
  decision.rank = static_cast<std::uint32_t>(*rank);
  decision.pool = reader_.text(pool_);
  if (!read_outcome(decision) || !read_standing(own_, decision.own) ||
      !read_standing(cutoff_, decision.cutoff)) {
    return false;
  }
  if (decision.pool.empty() == decision.own.has_value()) {
    reader_.report(ErrorCode::value_missing, decision.own ? pool_ : own_.class_index);
    return false;
  }
  decision.waiting_position = 0;
  if (!reader_.text(waiting_).empty()) {
    const auto position = reader_.whole_number(waiting_, 1, largest);
    if (!position) {
      return false;
    }
    decision.waiting_position = static_cast<std::uint32_t>(*position);
  }
  return true;
}

bool DecisionsReader::read_outcome(place::Decision& decision) {
  const auto& words = place::decision_outcome_words;
  const auto found =
      std::ranges::find(words, reader_.text(outcome_), [](const auto& word) { return word.first; });
  if (found == words.end()) {
    reader_.report(ErrorCode::not_an_allowed_word, outcome_,
                   "placed, rejected, not-needed, not-eligible, group-incomplete");
    return false;
  }
  decision.outcome = found->second;
  const bool needs_pool = found->second != place::DecisionOutcome::not_eligible;
  if (needs_pool == decision.pool.empty()) {
    reader_.report(needs_pool ? ErrorCode::value_missing : ErrorCode::not_an_allowed_word, pool_);
    return false;
  }
  return true;
}

/// All columns are empty, or all but the name of the class are filled.
bool DecisionsReader::read_standing(const StandingColumns& columns,
                                    std::optional<place::Standing>& standing) {
  standing.reset();
  if (reader_.text(columns.class_index).empty() && reader_.text(columns.order).empty() &&
      reader_.text(columns.number).empty()) {
    return true;
  }
  const auto class_index =
      reader_.whole_number(columns.class_index, 0, std::numeric_limits<std::uint16_t>::max());
  const auto order = reader_.whole_number(columns.order, 0, largest);
  if (!class_index || !order) {
    return false;
  }
  if (!is_lottery_number(reader_.text(columns.number))) {
    reader_.report(ErrorCode::not_a_whole_number, columns.number);
    return false;
  }
  standing =
      place::Standing{static_cast<std::uint32_t>(*class_index), std::string(reader_.text(columns.class_name)),
                      static_cast<std::uint32_t>(*order), std::string(reader_.text(columns.number))};
  return true;
}

}  // namespace mengpaneel::io::tables
