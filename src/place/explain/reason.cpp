// SPDX-License-Identifier: EUPL-1.2
#include "place/explain/reason.hpp"

#include <array>
#include <compare>
#include <string>
#include <utility>

namespace mengpaneel::place {

namespace {

using enum ReasonKind;

enum class Part : std::uint8_t { class_index, distance, listing, number, everything, unknown };

/// What decides between somebody's standing and the cut-off, and which way.
struct Comparison {
  Part part;
  std::strong_ordering order;  ///< less: before the cut-off
};

Comparison compare(const Standing& own, const Standing& cutoff, const Decision& decision,
                   const ExplainContext& context) {
  if (context.mechanism != Mechanism::serial_dictatorship) {
    if (own.class_index != cutoff.class_index) {
      return {Part::class_index, own.class_index <=> cutoff.class_index};
    }
    if (own.order != cutoff.order) {
      const PoolContext* pool = context.pool(decision.programme_id, decision.pool);
      const WithinClass within_class = pool == nullptr ? WithinClass::lottery : pool->within_class;
      const Part part = within_class == WithinClass::distance ? Part::distance
                        : within_class == WithinClass::listed ? Part::listing
                                                              : Part::unknown;
      return {part, own.order <=> cutoff.order};
    }
  }
  const std::strong_ordering numbers = compare_numbers(own.number, cutoff.number);
  return {numbers == std::strong_ordering::equal ? Part::everything : Part::number, numbers};
}

ReasonKind of_placed(const Decision& decision, const ExplainContext& context) {
  const PoolContext* pool = context.pool(decision.programme_id, decision.pool);
  if (pool != nullptr && pool->as_needed) {
    return placed_as_needed;
  }
  if (context.mechanism == Mechanism::immediate_acceptance) {
    return placed_in_turn;
  }
  if (context.mechanism.trades()) {
    return placed_by_trade;
  }
  if (context.mechanism.kind == Mechanism::parallel) {
    return placed_in_band;
  }
  if (!decision.cutoff) {
    return placed_free;
  }
  const Comparison comparison = compare(*decision.own, *decision.cutoff, decision, context);
  if (comparison.order == std::strong_ordering::greater) {
    return contradiction;
  }
  switch (comparison.part) {
    case Part::class_index:
      return placed_by_class;
    case Part::distance:
      return placed_by_distance;
    case Part::listing:
      return placed_by_listing;
    case Part::number:
      return placed_by_number;
    case Part::everything:
      return placed_with_last_number;
    case Part::unknown:
      return contradiction;
  }
  __builtin_unreachable();
}

ReasonKind of_rejected(const Decision& decision, const Decision* placed, const ExplainContext& context) {
  if (placed != nullptr && placed->rank < decision.rank) {
    return contradiction;
  }
  if (context.mechanism.trades()) {
    return no_seat_by_trade;
  }
  if (context.mechanism.kind == Mechanism::parallel) {
    return no_seat_in_band;
  }
  const bool in_rounds = context.mechanism == Mechanism::immediate_acceptance;
  if (!decision.cutoff) {
    return in_rounds ? no_seat_in_turn : no_seats;
  }
  const Comparison comparison = compare(*decision.own, *decision.cutoff, decision, context);
  if (comparison.part == Part::everything) {
    // In rounds it may have been the round, not the own number, that parted the two.
    return in_rounds ? no_seat_in_turn : same_number_as_cutoff;
  }
  if (comparison.order == std::strong_ordering::less) {
    return in_rounds ? seat_given_to_higher_rank : contradiction;
  }
  switch (comparison.part) {
    case Part::class_index:
      return class_behind_cutoff;
    case Part::distance:
      return distance_behind_cutoff;
    case Part::listing:
      return listing_behind_cutoff;
    case Part::number:
      return number_behind_cutoff;
    case Part::everything:
    case Part::unknown:
      return contradiction;
  }
  __builtin_unreachable();
}

ReasonKind of_not_needed(const Decision& decision, const Decision* placed) {
  if (placed == nullptr || placed->rank > decision.rank) {
    return contradiction;
  }
  return placed->programme_id == decision.programme_id ? has_other_pool : has_higher_choice;
}

constexpr std::array<std::pair<ReasonKind, std::string_view>, 25> names{{
    {placed_as_needed, "placed_as_needed"},
    {placed_free, "placed_free"},
    {placed_in_turn, "placed_in_turn"},
    {placed_in_band, "placed_in_band"},
    {placed_by_trade, "placed_by_trade"},
    {placed_by_class, "placed_by_class"},
    {placed_by_distance, "placed_by_distance"},
    {placed_by_listing, "placed_by_listing"},
    {placed_by_number, "placed_by_number"},
    {placed_with_last_number, "placed_with_last_number"},
    {no_seats, "no_seats"},
    {class_behind_cutoff, "class_behind_cutoff"},
    {distance_behind_cutoff, "distance_behind_cutoff"},
    {listing_behind_cutoff, "listing_behind_cutoff"},
    {number_behind_cutoff, "number_behind_cutoff"},
    {same_number_as_cutoff, "same_number_as_cutoff"},
    {seat_given_to_higher_rank, "seat_given_to_higher_rank"},
    {no_seat_in_turn, "no_seat_in_turn"},
    {no_seat_in_band, "no_seat_in_band"},
    {no_seat_by_trade, "no_seat_by_trade"},
    {has_higher_choice, "has_higher_choice"},
    {has_other_pool, "has_other_pool"},
    {ReasonKind::not_eligible, "not_eligible"},
    {ReasonKind::group_incomplete, "group_incomplete"},
    {contradiction, "contradiction"},
}};

}  // namespace

std::strong_ordering compare_numbers(std::string_view left, std::string_view right) {
  return left.size() != right.size() ? left.size() <=> right.size() : left <=> right;
}

std::string_view reason_kind_name(ReasonKind kind) {
  for (const auto& [candidate, name] : names) {
    if (candidate == kind) {
      return name;
    }
  }
  __builtin_unreachable();
}

ReasonKind reason_of(const Decision& decision, const Decision* placed, const ExplainContext& context) {
  const bool needs_standing =
      decision.outcome == DecisionOutcome::placed || decision.outcome == DecisionOutcome::rejected;
  if (needs_standing && !decision.own) {
    return contradiction;
  }
  switch (decision.outcome) {
    case DecisionOutcome::placed:
      return of_placed(decision, context);
    case DecisionOutcome::rejected:
      return of_rejected(decision, placed, context);
    case DecisionOutcome::not_needed:
      return of_not_needed(decision, placed);
    case DecisionOutcome::not_eligible:
      return ReasonKind::not_eligible;
    case DecisionOutcome::group_incomplete:
      return ReasonKind::group_incomplete;
  }
  __builtin_unreachable();
}

}  // namespace mengpaneel::place
