// SPDX-License-Identifier: EUPL-1.2
#include "place/waiting/events.hpp"

namespace mengpaneel::place {

std::string_view event_name(EventKind kind) {
  switch (kind) {
    case EventKind::withdraw:
      return "withdraw";
    case EventKind::accept:
      return "accept";
    case EventKind::enter:
      return "enter";
    case EventKind::seat:
      return "seat";
    case EventKind::capacity:
      return "capacity";
  }
  __builtin_unreachable();
}

std::optional<EventKind> event_from_name(std::string_view name) {
  for (const EventKind kind : all_event_kinds) {
    if (event_name(kind) == name) {
      return kind;
    }
  }
  return std::nullopt;
}

std::string_view cause_name(MoveCause cause) {
  switch (cause) {
    case MoveCause::withdraw:
      return "withdraw";
    case MoveCause::enter:
      return "enter";
    case MoveCause::vacancy:
      return "vacancy";
    case MoveCause::seat:
      return "seat";
    case MoveCause::capacity:
      return "capacity";
  }
  __builtin_unreachable();
}

}  // namespace mengpaneel::place
