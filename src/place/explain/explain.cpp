// SPDX-License-Identifier: EUPL-1.2
#include "place/explain/explain.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <vector>

#include "place/explain/what_if.hpp"
#include "place/explain/words.hpp"

namespace mengpaneel::place {

namespace {

using base::texts::Argument;
using base::texts::format;
using base::texts::Language;
using base::texts::TextKey;

TextKey sentence_of(ReasonKind kind) {
  switch (kind) {
    case ReasonKind::placed_as_needed:
      return TextKey::explain_placed_as_needed;
    case ReasonKind::placed_free:
      return TextKey::explain_placed_free;
    case ReasonKind::placed_in_turn:
      return TextKey::explain_placed_in_turn;
    case ReasonKind::placed_in_band:
      return TextKey::explain_placed_in_band;
    case ReasonKind::placed_by_trade:
      return TextKey::explain_placed_by_trade;
    case ReasonKind::placed_by_class:
      return TextKey::explain_placed_by_class;
    case ReasonKind::placed_by_distance:
      return TextKey::explain_placed_by_distance;
    case ReasonKind::placed_by_listing:
      return TextKey::explain_placed_by_listing;
    case ReasonKind::placed_by_number:
      return TextKey::explain_placed_by_number;
    case ReasonKind::placed_with_last_number:
      return TextKey::explain_placed_with_last_number;
    case ReasonKind::no_seats:
      return TextKey::explain_rejected_no_seats;
    case ReasonKind::class_behind_cutoff:
      return TextKey::explain_rejected_class_behind_cutoff;
    case ReasonKind::distance_behind_cutoff:
      return TextKey::explain_rejected_distance_behind_cutoff;
    case ReasonKind::listing_behind_cutoff:
      return TextKey::explain_rejected_listing_behind_cutoff;
    case ReasonKind::number_behind_cutoff:
      return TextKey::explain_rejected_number_behind_cutoff;
    case ReasonKind::same_number_as_cutoff:
      return TextKey::explain_rejected_same_number_as_cutoff;
    case ReasonKind::seat_given_to_higher_rank:
      return TextKey::explain_rejected_seat_given_to_higher_rank;
    case ReasonKind::no_seat_in_turn:
      return TextKey::explain_rejected_no_seat_in_turn;
    case ReasonKind::no_seat_in_band:
      return TextKey::explain_rejected_no_seat_in_band;
    case ReasonKind::no_seat_by_trade:
      return TextKey::explain_rejected_no_seat_by_trade;
    case ReasonKind::has_higher_choice:
      return TextKey::explain_not_needed_has_higher_choice;
    case ReasonKind::has_other_pool:
      return TextKey::explain_not_needed_has_other_pool;
    case ReasonKind::not_eligible:
      return TextKey::explain_not_eligible;
    case ReasonKind::group_incomplete:
      return TextKey::explain_group_incomplete;
    case ReasonKind::contradiction:
      return TextKey::explain_contradiction;
  }
  __builtin_unreachable();
}

/// Whether somebody of this standing meets none of the pool's priorities.
bool is_without_priority(const Standing& standing, const PoolContext* pool) {
  if (pool == nullptr || pool->class_names.empty()) {
    return standing.class_name == other_class;
  }
  return standing.class_index + 1 == pool->class_names.size();
}

std::string class_in_words(Language language, const Standing& standing, const PoolContext* pool) {
  if (is_without_priority(standing, pool)) {
    return format(language, TextKey::explain_class_none);
  }
  if (standing.class_name.empty()) {
    return format(language, TextKey::explain_class_unnamed,
                  {{"number", std::to_string(standing.class_index + 1)}});
  }
  return expression_in_words(language, standing.class_name);
}

/// With whom a number or an order is compared: " with the same priority (...)". Empty where all are compared.
std::string standing_in_words(Language language, ReasonKind kind, const Decision& decision,
                              const ExplainContext& context) {
  const PoolContext* pool = context.pool(decision.programme_id, decision.pool);
  if (context.mechanism == Mechanism::serial_dictatorship || !decision.own) {
    return {};
  }
  const Standing& own = *decision.own;
  std::string out;
  if (pool == nullptr || pool->class_names.size() != 1) {
    out = is_without_priority(own, pool) ? format(language, TextKey::explain_standing_without)
                                         : format(language, TextKey::explain_standing_class,
                                                  {{"class", class_in_words(language, own, pool)}});
  }
  const bool by_number =
      kind == ReasonKind::placed_by_number || kind == ReasonKind::placed_with_last_number ||
      kind == ReasonKind::number_behind_cutoff || kind == ReasonKind::same_number_as_cutoff;
  if (by_number && pool != nullptr && pool->within_class != WithinClass::lottery) {
    out += format(language,
                  pool->within_class == WithinClass::distance ? TextKey::explain_standing_distance
                                                              : TextKey::explain_standing_listing,
                  {{"order", std::to_string(own.order)}});
  }
  return out;
}

std::string shown_number(const Standing& standing, const ExplainContext& context) {
  return context.given_numbers ? standing.number : number_in_groups(standing.number);
}

std::vector<Argument> arguments_of(Language language, ReasonKind kind, const Decision& decision,
                                   const Decision* placed, const ExplainContext& context) {
  const PoolContext* pool = context.pool(decision.programme_id, decision.pool);
  const auto programme = context.programmes.find(decision.programme_id);
  const bool one_of_several = programme != context.programmes.end() && programme->second.pools.size() > 1;
  std::vector<Argument> arguments{
      {"programme", std::string(context.programme_name(decision.programme_id))},
      {"rank", std::to_string(decision.rank)},
      {"pool_name", decision.pool},
      {"pool", one_of_several && !decision.pool.empty()
                   ? format(language, TextKey::explain_pool, {{"pool_name", decision.pool}})
                   : std::string()},
      {"standing", standing_in_words(language, kind, decision, context)},
  };
  if (decision.own) {
    arguments.push_back({"class", class_in_words(language, *decision.own, pool)});
    arguments.push_back({"order", std::to_string(decision.own->order)});
    arguments.push_back({"number", shown_number(*decision.own, context)});
  }
  if (decision.cutoff) {
    arguments.push_back({"cutoff_class", class_in_words(language, *decision.cutoff, pool)});
    arguments.push_back({"cutoff_order", std::to_string(decision.cutoff->order)});
    arguments.push_back({"cutoff_number", shown_number(*decision.cutoff, context)});
  }
  if (placed != nullptr) {
    arguments.push_back({"placed_programme", std::string(context.programme_name(placed->programme_id))});
  }
  return arguments;
}

bool is_behind_cutoff(ReasonKind kind) {
  return kind == ReasonKind::class_behind_cutoff || kind == ReasonKind::distance_behind_cutoff ||
         kind == ReasonKind::listing_behind_cutoff || kind == ReasonKind::number_behind_cutoff;
}

std::string waiting_in_words(Language language, std::uint32_t position) {
  if (position == 1) {
    return format(language, TextKey::explain_waiting_first);
  }
  return format(language, TextKey::explain_waiting_later,
                {{"position", std::to_string(position)}, {"ahead", std::to_string(position - 1)}});
}

/// The last part of the sentences below: she might also have had a seat higher on her list.
std::string or_higher(Language language, const Decision& decision) {
  return decision.rank > 1 ? format(language, TextKey::explain_what_if_or_higher) : std::string();
}

std::string what_if_in_words(Language language, const Decision& decision, const ExplainContext& context) {
  const WhatIf facts = what_if(decision, context);
  std::vector<Argument> arguments{{"or_higher", or_higher(language, decision)}};
  std::string out;
  const auto add = [&](TextKey key, const char* name, std::string value) {
    arguments.push_back({name, std::move(value)});
    out.append(" ").append(format(language, key, arguments));
  };
  if (facts.number_below) {
    // The sentence before may have named that number.
    const bool is_cutoff = decision.own->class_index == decision.cutoff->class_index &&
                           *facts.number_below == decision.cutoff->number;
    add(is_cutoff ? TextKey::explain_what_if_smaller_number : TextKey::explain_what_if_number, "number",
        context.given_numbers ? *facts.number_below : number_in_groups(*facts.number_below));
  }
  if (facts.metres_below) {
    add(TextKey::explain_what_if_distance, "metres", std::to_string(*facts.metres_below));
  }
  if (facts.class_index) {
    const PoolContext* pool = context.pool(decision.programme_id, decision.pool);
    const std::size_t known = pool->class_names.size();
    add(out.empty() ? TextKey::explain_what_if_class : TextKey::explain_what_if_class_too, "class",
        class_in_words(language,
                       {*facts.class_index,
                        *facts.class_index < known ? pool->class_names[*facts.class_index] : "",
                        0,
                        {}},
                       pool));
  }
  return out;
}

constexpr std::size_t seats_left_shown = 5;

std::string seats_left_in_words(Language language, std::span<const std::string> programmes,
                                const ExplainContext& context) {
  std::string names;
  const std::size_t count = std::min(programmes.size(), seats_left_shown);
  for (const std::string& programme : programmes.first(count)) {
    names.append(names.empty() ? "" : ", ").append(context.programme_name(programme));
  }
  return format(language, TextKey::explain_what_if_seats_left,
                {{"count", std::to_string(count)}, {"programmes", names}});
}

}  // namespace

std::string explain(Language language, const Decision& decision, const Decision* placed,
                    const ExplainContext& context) {
  const ReasonKind kind = reason_of(decision, placed, context);
  const std::vector<Argument> arguments = arguments_of(language, kind, decision, placed, context);
  std::string out = format(language, sentence_of(kind), arguments);
  if (context.mechanism == Mechanism::immediate_acceptance && is_behind_cutoff(kind)) {
    out.append(" ").append(format(language, TextKey::explain_rejected_rounds, arguments));
  }
  out.append(what_if_in_words(language, decision, context));
  if (decision.waiting_position != 0) {
    out.append(" ").append(waiting_in_words(language, decision.waiting_position));
  }
  return out;
}

std::string explain_pupil(Language language, std::span<const Decision> decisions,
                          const ExplainContext& context) {
  std::vector<const Decision*> rows;
  for (const Decision& decision : decisions) {
    rows.push_back(&decision);
  }
  const auto position = [&context](const Decision* row) {
    const PoolContext* pool = context.pool(row->programme_id, row->pool);
    return std::tuple(row->rank, pool == nullptr ? 0U : pool->position);
  };
  std::ranges::stable_sort(rows, {}, position);
  const auto found = std::ranges::find(rows, DecisionOutcome::placed, &Decision::outcome);
  const Decision* placed = found == rows.end() ? nullptr : *found;
  const std::string& pupil_id = rows.front()->pupil_id;
  std::string out;
  if (placed != nullptr) {
    out = format(language, TextKey::explain_header_placed,
                 {{"pupil", pupil_id},
                  {"programme", std::string(context.programme_name(placed->programme_id))},
                  {"rank", std::to_string(placed->rank)}});
  } else {
    std::uint32_t choices = 0;
    for (std::size_t row = 0; row < rows.size(); ++row) {
      choices += row == 0 || rows[row]->rank != rows[row - 1]->rank ? 1U : 0U;
    }
    out = format(language, TextKey::explain_header_unplaced,
                 {{"pupil", pupil_id}, {"count", std::to_string(choices)}});
  }
  out.push_back('\n');
  bool waits = false;
  std::uint32_t not_needed_rank = 0;
  for (const Decision* row : rows) {
    if (row->outcome == DecisionOutcome::not_needed) {
      // Once for each programme, however many pools it has; not for the one that she got.
      if (row->rank == not_needed_rank || (placed != nullptr && row->rank == placed->rank)) {
        continue;
      }
      not_needed_rank = row->rank;
    }
    waits = waits || row->waiting_position != 0;
    out.append("  ").append(format(
        language, TextKey::explain_line,
        {{"rank", std::to_string(row->rank)}, {"sentence", explain(language, *row, placed, context)}}));
    out.push_back('\n');
  }
  if (const auto left = context.seats_left.find(pupil_id);
      placed == nullptr && left != context.seats_left.end()) {
    out.append("  ").append(seats_left_in_words(language, left->second, context)).push_back('\n');
  }
  if (waits && context.waiting == WaitingOrder::reversed_lottery) {
    out.append("  ").append(format(language, TextKey::explain_waiting_reversed)).push_back('\n');
  }
  return out;
}

}  // namespace mengpaneel::place
