// SPDX-License-Identifier: EUPL-1.2
#include "place/rules/rules.hpp"

#include <charconv>
#include <system_error>
#include <utility>

#include "place/frozen.hpp"

namespace mengpaneel::place {

namespace {

constexpr std::string_view parallel = "parallel:";

/// A number from 1 of at most 9 digits, as it is written.
std::optional<std::uint32_t> band_of(std::string_view text) {
  std::uint32_t band = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), band);
  const bool is_number = error == std::errc() && end == text.data() + text.size();
  return is_number && text.size() <= 9 && text.front() != '0' ? std::optional(band) : std::nullopt;
}

}  // namespace

std::string mechanism_name(Mechanism mechanism) {
  switch (mechanism.kind) {
    case Mechanism::deferred_acceptance:
      return "deferred-acceptance";
    case Mechanism::school_proposing:
      return "school-proposing";
    case Mechanism::immediate_acceptance:
      return "immediate-acceptance";
    case Mechanism::parallel:
      return std::string(parallel) + std::to_string(mechanism.band);
    case Mechanism::top_trading_cycles:
      return "top-trading-cycles";
    case Mechanism::serial_dictatorship:
      return "serial-dictatorship";
    case Mechanism::stable_improvement_cycles:
      return "stable-improvement-cycles";
    case Mechanism::rank_minimal:
      return "rank-minimal";
  }
  std::unreachable();
}

std::optional<Mechanism> mechanism_from_name(std::string_view name) {
  if (name.starts_with(parallel)) {
    const std::optional<std::uint32_t> band = band_of(name.substr(parallel.size()));
    return band ? std::optional(Mechanism(Mechanism::parallel, *band)) : std::nullopt;
  }
  for (const Mechanism mechanism : all_mechanisms) {
    if (mechanism_name(mechanism) == name) {
      return mechanism;
    }
  }
  return std::nullopt;
}

std::string_view group_number_name(GroupNumber number) {
  switch (number) {
    case GroupNumber::first:
      return "first";
    case GroupNumber::best:
      return "best";
    case GroupNumber::mean:
      return "mean";
    case GroupNumber::worst:
      return "worst";
  }
  std::unreachable();
}

std::optional<GroupNumber> group_number_from_name(std::string_view name) {
  for (const GroupNumber number :
       {GroupNumber::first, GroupNumber::best, GroupNumber::mean, GroupNumber::worst}) {
    if (group_number_name(number) == name) {
      return number;
    }
  }
  return std::nullopt;
}

std::string_view draw_kind_name(DrawKind kind) {
  switch (kind) {
    case DrawKind::pupil:
      return "pupil";
    case DrawKind::household:
      return "household";
    case DrawKind::group:
      return "group";
  }
  std::unreachable();
}

std::string mechanism_names(const Frozen& frozen) {
  std::string names;
  for (std::uint32_t stage = 0; stage < frozen.stage_count(); ++stage) {
    names.append(stage == 0 ? "" : ",").append(mechanism_name(frozen.mechanism(stage)));
  }
  return names;
}

}  // namespace mengpaneel::place
