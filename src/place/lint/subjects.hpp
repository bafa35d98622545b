// SPDX-License-Identifier: EUPL-1.2
#pragma once
// What a criterion seems to be about, by the words in its name and in the names of the attributes, claims and
// values that it looks at. The lists of words, one for each language, stand in subjects.cpp. A guess, and the
// sentences say so.

#include <cstdint>
#include <string_view>

#include "place/rules/rules.hpp"

namespace mengpaneel::place {

enum class Subject : std::uint8_t {
  origin,
  belief,
  sex,
  family,  ///< its composition; a brother or sister at school is none of this
  money,
  support,       ///< a need for support or care
  registration,  ///< when a family applied
  residence,     ///< in the town; a neighbourhood is `area`
  preschool,
  age,
  area,
  flanders
};

/// True when `text` has a word of the list: words end at everything but letters and digits, upper case is
/// lower case.
[[nodiscard]] bool mentions(std::string_view text, Subject subject);

/// True when the criterion is about the pupil and its name or what it looks at mentions the subject. A test
/// of a programme's column is about no pupil.
[[nodiscard]] bool is_about(const Criterion& criterion, Subject subject);

/// True when the values that the test asks for all say no: `support = "none"`.
[[nodiscard]] bool asks_for_no(const Criterion& criterion);

}  // namespace mengpaneel::place
