// SPDX-License-Identifier: EUPL-1.2
#include "place/rules/rules.hpp"

#include <utility>

#include "place/frozen.hpp"

namespace mengpaneel::place {

std::string_view mechanism_name(Mechanism mechanism) {
  switch (mechanism) {
    case Mechanism::deferred_acceptance:
      return "deferred-acceptance";
    case Mechanism::immediate_acceptance:
      return "immediate-acceptance";
    case Mechanism::serial_dictatorship:
      return "serial-dictatorship";
  }
  std::unreachable();
}

std::optional<Mechanism> mechanism_from_name(std::string_view name) {
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
