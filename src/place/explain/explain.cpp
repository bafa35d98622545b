// SPDX-License-Identifier: EUPL-1.2
#include "place/explain/explain.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <vector>

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
  if (pool == nullptr || pool->class_count == 0) {
    return standing.class_name == other_class;
  }
  return standing.class_index + 1 == pool->class_count;
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
  if (pool == nullptr || pool->class_count != 1) {
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

}  // namespace

std::string explain(Language language, const Decision& decision, const Decision* placed,
                    const ExplainContext& context) {
  const ReasonKind kind = reason_of(decision, placed, context);
  const std::vector<Argument> arguments = arguments_of(language, kind, decision, placed, context);
  std::string out = format(language, sentence_of(kind), arguments);
  if (context.mechanism == Mechanism::immediate_acceptance && is_behind_cutoff(kind)) {
    out.append(" ").append(format(language, TextKey::explain_rejected_rounds, arguments));
  }
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
  for (const Decision* row : rows) {
    waits = waits || row->waiting_position != 0;
    out.append("  ").append(format(
        language, TextKey::explain_line,
        {{"rank", std::to_string(row->rank)}, {"sentence", explain(language, *row, placed, context)}}));
    out.push_back('\n');
  }
  if (waits && context.waiting == WaitingOrder::reversed_lottery) {
    out.append("  ").append(format(language, TextKey::explain_waiting_reversed)).push_back('\n');
  }
  return out;
}

}  // namespace mengpaneel::place
