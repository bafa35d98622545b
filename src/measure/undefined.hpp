// SPDX-License-Identifier: EUPL-1.2
#pragma once
// A figure or the reason why there is none. Never a NaN, and never a 0 that would read as "perfectly mixed".

#include <cstdint>
#include <expected>
#include <string_view>

#include "base/text.hpp"

namespace mengpaneel::measure {

enum class Undefined : std::uint8_t {
  no_pupils,         ///< the table, or this part of it, is empty: an empty neighbourhood
  one_group,         ///< all pupils are of one group: there is nothing to mix
  one_unit,          ///< all pupils are in one school: there is nothing to compare
  group_absent,      ///< this group has no pupils
  nobody_else,       ///< no pupil of the group has a fellow pupil
  many_groups,       ///< more groups than the figure is shown for
  no_order,          ///< a figure for ordered groups, and the groups have no order
  little_in_common,  ///< two years with fewer than two schools or groups in both
};

using IndexValue = std::expected<double, Undefined>;

/// As JSON and CSV name it: "no_pupils".
[[nodiscard]] std::string_view name_of(Undefined reason);
/// The reason in words.
[[nodiscard]] base::texts::TextKey text_of(Undefined reason);

}  // namespace mengpaneel::measure
