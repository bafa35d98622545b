// SPDX-License-Identifier: EUPL-1.2
#include "measure/undefined.hpp"

#include <array>
#include <utility>

namespace mengpaneel::measure {

namespace {

using base::texts::TextKey;

constexpr std::array<std::pair<std::string_view, TextKey>, 8> words{{
    {"no_pupils", TextKey::indices_undefined_no_pupils},
    {"one_group", TextKey::indices_undefined_one_group},
    {"one_unit", TextKey::indices_undefined_one_unit},
    {"group_absent", TextKey::indices_undefined_group_absent},
    {"nobody_else", TextKey::indices_undefined_nobody_else},
    {"many_groups", TextKey::indices_undefined_many_groups},
    {"no_order", TextKey::indices_undefined_no_order},
    {"little_in_common", TextKey::indices_undefined_little_in_common},
}};

}  // namespace

std::string_view name_of(Undefined reason) { return words.at(static_cast<std::size_t>(reason)).first; }

TextKey text_of(Undefined reason) { return words.at(static_cast<std::size_t>(reason)).second; }

}  // namespace mengpaneel::measure
