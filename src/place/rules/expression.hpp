// SPDX-License-Identifier: EUPL-1.2
#pragma once
// Expressions over criteria, as the rules write them: `preschool & nearby | !citywide`. `!` binds first, then
// `&`, then `|`; there are no parentheses, so an expression is a disjunction of conjunctions as it stands.

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "base/id_table.hpp"
#include "place/rules/rules.hpp"

namespace mengpaneel::place {

enum class ExpressionFaultKind : std::uint8_t {
  criterion_expected,  ///< an operator, a parenthesis or the end stands where a criterion should
  operator_expected,   ///< two criteria, or a criterion and `!`, without `&` or `|` between them
  criterion_unknown,
  never_holds,  ///< a conjunction asks for a criterion and for its opposite
};

struct ExpressionFault {
  ExpressionFaultKind kind;
  std::size_t offset;  ///< in bytes from the beginning of the text
  std::string word;    ///< what stands there; empty at the end of the text
};

/// Reads `text`; a criterion's number in `criteria` is its bit. Criteria beyond the 64th share bits with the
/// first ones: who has that many has been told already. The result's `text` is canonical (one blank around
/// `&` and `|`, none after `!`) and `at` is left empty. Fails with every unknown or contradictory criterion,
/// or with the first place where the form breaks off. O(length).
[[nodiscard]] std::expected<Expression, std::vector<ExpressionFault>> parse_expression(
    std::string_view text, const base::IdTable& criteria);

/// May `name` be the name of a criterion: not empty, no blanks, operators, parentheses, quotes or controls.
[[nodiscard]] bool is_criterion_name(std::string_view name);

}  // namespace mengpaneel::place
