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

}  // namespace mengpaneel::place
